using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Counts parameters by what the bytes are, not by what a configuration says of them: packing is told from shapes, and a tensor is left out as a
/// scale only when its size is one that a scale of its weight can have.
/// </summary>
public static class ParameterCount
{
    /// <summary>Counts a set of artifacts that ship together.</summary>
    /// <param name="files">Facts of each file.</param>
    /// <param name="largest">How many contributors to list.</param>
    public static ParameterTotals Count(IReadOnlyList<ArtifactFacts> files, int largest = 10)
    {
        var sum = new Sum(largest);
        var scaled = new ScaledWeights(files);
        for (var file = 0; file < files.Count; file++)
        {
            var owned = new HashSet<(string?, long, long)>();
            foreach (var tensor in files[file].Tensors)
            {
                // Formats with views say themselves what is new; for the others the same run of bytes is the same storage.
                var isRepeated = tensor.ByteLength > 0 && !owned.Add((tensor.ExternalFile, tensor.ByteOffset, tensor.ByteLength));
                sum.Add(tensor, file, isRepeated ? 0 : tensor.UniqueParameters, scaled);
            }

            foreach (var payload in files[file].Payloads)
            {
                sum.AddPayload(payload, file);
            }
        }

        return sum.Build();
    }

    internal static long Saturate(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private sealed class Sum(int largest)
    {
        private const int MaxMismatched = 100;

        private readonly Dictionary<ParameterClass, long> _byClass = [];
        private readonly List<ParameterContributor> _largest = [];
        private readonly List<ParameterContributor> _mismatched = [];
        private long _logical;
        private long _stored;
        private long _capacity;
        private long _least = -1;

        public void Add(TensorFact tensor, int file, long unique, ScaledWeights scaled)
        {
            if (unique < tensor.Parameters)
            {
                AddTo(ParameterClass.Tied, tensor.Parameters - unique);
            }

            if (unique == 0 && tensor.Parameters > 0)
            {
                return;
            }

            var (kind, logical) = scaled.Classify(tensor, out var isMismatch);
            logical = unique < tensor.Parameters ? Math.Min(unique, logical) : logical;
            var capacity = unique < tensor.Parameters ? logical : Math.Max(logical, Capacity(tensor));
            if (isMismatch && _mismatched.Count < MaxMismatched)
            {
                _mismatched.Add(new ParameterContributor(tensor.Name, file, kind, logical, capacity));
            }

            AddTo(kind, logical);
            var counted = kind is ParameterClass.Scale or ParameterClass.Text ? 0 : logical;
            _logical = Saturate(_logical, counted);
            _stored = Saturate(_stored, unique);
            Keep(tensor.Name, file, kind, counted, capacity);
        }

        public void AddPayload(PayloadFact payload, int file) => Keep(payload.What, file, null, 0, payload.ByteLength);

        public ParameterTotals Build() => new(_logical, _stored, _capacity, _byClass, _largest.OrderByDescending(item => item.Capacity).Take(largest).ToArray(), _mismatched);

        private void AddTo(ParameterClass kind, long elements)
        {
            _byClass.TryGetValue(kind, out var sum);
            _byClass[kind] = Saturate(sum, elements);
        }

        private static long Capacity(TensorFact tensor)
        {
            var bits = tensor.Type.BlockBits == 0 ? 8m : (decimal)tensor.Type.BlockBits / tensor.Type.BlockElements;
            return (long)Math.Min(long.MaxValue, Math.Floor(tensor.ByteLength * 8m / bits));
        }

        private void Keep(string name, int file, ParameterClass? kind, long logical, long capacity)
        {
            _capacity = Saturate(_capacity, capacity);

            // Once as many are known, one that is no larger than the least of them can never be listed.
            if (capacity <= _least)
            {
                return;
            }

            _largest.Add(new ParameterContributor(name, file, kind, logical, capacity));
            if (_largest.Count > Math.Max(256, largest * 4))
            {
                _largest.Sort(static (a, b) => b.Capacity.CompareTo(a.Capacity));
                _largest.RemoveRange(largest, _largest.Count - largest);
                _least = largest == 0 ? long.MaxValue : _largest[largest - 1].Capacity;
            }
        }
    }
}
