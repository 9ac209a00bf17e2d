using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts.Tensors;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>
/// Lays tensors over the storages they are views of (P3 to P5, P7): every element inside, each counted once however many tensors share it, and what no
/// tensor covers reported: a slice saved carelessly ships the whole storage.
/// </summary>
internal sealed class TorchStorages(FactsBuilder facts, Func<string, StorageRecord?> find, Func<long, long> reported, bool isBigEndian)
{
    // Strided views fall into runs; what falls into more than this, tens of megabytes of them, ends as not read.
    private const long MaxRuns = 1_000_000;

    private readonly Dictionary<string, Storage> _storages = new(StringComparer.Ordinal);
    private readonly List<TensorFact> _tensors = [];
    private readonly TensorNameCheck _names = new("P12", facts);
    private long _runs;

    /// <summary>Keys of storages that some persistent id named.</summary>
    public ICollection<string> Keys => _storages.Keys;

    /// <summary>Takes a storage's persistent id: the same key must always say the same (P3), and the record must be as long (P3).</summary>
    public void Name(PickleStorage storage)
    {
        var bytes = storage.Type is { } type ? type.ByteLength(storage.Elements) : storage.Elements;
        if (_storages.TryGetValue(storage.Key, out var known))
        {
            if (known.Bytes != bytes || known.TypeName != storage.TypeName)
            {
                facts.Malformed("P3", $"storage '{storage.Key}' is {known.TypeName} of {known.Bytes} bytes in one place and {storage.TypeName} of {bytes} in another", reported(storage.At), 1);
            }

            return;
        }

        var record = find(storage.Key);
        _storages[storage.Key] = new Storage(storage.TypeName, bytes ?? 0, record);
        if (record is null)
        {
            facts.Problem("P3", ArtifactProblemKind.Unread, $"storage '{storage.Key}' is not in the file", reported(storage.At), 1);
        }
        else if (bytes is null || record.Length != bytes)
        {
            facts.Malformed("P3", $"storage '{storage.Key}' should have {bytes?.ToString() ?? "more than 2^63"} bytes and has {record.Length}", record.Offset, record.StoredLength);
        }
    }

    public void Add(string name, PickleValue value)
    {
        _names.Check(name, name.Length, 0);
        if (value is PickleStorage whole)
        {
            var type = whole.Type ?? new TensorType("U8", TensorElementKind.Integer, 8);
            Add(name, new PickleTensor(whole, type, 0, [whole.ViewElements], [1], whole.At));
        }
        else
        {
            Add(name, (PickleTensor)value);
        }
    }

    /// <summary>Lists the tensors and reports what none of them covers.</summary>
    public void Finish()
    {
        foreach (var pair in _storages)
        {
            Cover(pair.Key, pair.Value);
        }

        foreach (var tensor in _tensors)
        {
            facts.Tensor(tensor);
        }
    }

    private void Add(string name, PickleTensor tensor)
    {
        if (TensorShape.Count(tensor.Size) is not { } elements)
        {
            facts.Malformed("P4", $"tensor '{name}' has size [{string.Join(", ", tensor.Size)}]: negative, or too large a product", reported(tensor.At), 1, name);
            return;
        }

        if (tensor.Storage is not { } storage || tensor.Stride is not { } stride)
        {
            facts.Note("P6", $"tensor '{name}' has no data in the file", reported(tensor.At), 1, name);
            _tensors.Add(new TensorFact(name, tensor.Type, tensor.Size, elements, reported(tensor.At), 0) { Storage = new TensorStorage(TensorStorageKind.Absent), UniqueParameters = 0 });
            return;
        }

        var width = Math.Max(1, tensor.Type.BlockBits / 8);
        var available = storage.Type is { } own && own.Name == tensor.Type.Name ? storage.ViewElements : Bytes(storage) / width;
        if (Extent(tensor.Size, stride, tensor.Offset, elements) is not { } last || last >= available)
        {
            facts.Malformed(
                HasNegative(stride) ? "P5" : "P4",
                $"tensor '{name}' of size [{string.Join(", ", tensor.Size)}], strides [{string.Join(", ", stride)}] from element {tensor.Offset} leaves its storage of {available} elements",
                reported(tensor.At),
                1,
                name);
            _tensors.Add(new TensorFact(name, tensor.Type, tensor.Size, elements, reported(tensor.At), 0) { Storage = new TensorStorage(TensorStorageKind.Absent), UniqueParameters = 0 });
            return;
        }

        var home = _storages.TryGetValue(storage.Key, out var known) ? known : null;
        var first = ((storage.ViewOffset * (storage.Type is { } t ? Math.Max(1, t.BlockBits / 8) : 1)) + (tensor.Offset * width));
        home?.Views.Add(new View(_tensors.Count, tensor.Size, stride, first, width, elements, tensor.Type.BlockElements > 1));
        _tensors.Add(Place(new TensorFact(name, tensor.Type, tensor.Size, elements, 0, 0), home?.Record, tensor, first, elements == 0 ? 0 : ((last - tensor.Offset + 1) * width), stride));
    }

    private TensorFact Place(TensorFact fact, StorageRecord? record, PickleTensor tensor, long first, long extent, long[] stride)
    {
        if (record is null)
        {
            return fact with { ByteOffset = reported(tensor.At), Storage = new TensorStorage(TensorStorageKind.Absent) };
        }

        if (record.IsCompressed)
        {
            return fact with { ByteOffset = record.Offset, ByteLength = record.StoredLength, Storage = new TensorStorage(TensorStorageKind.Compressed) { Strides = stride } };
        }

        fact = fact with { ByteOffset = record.Offset + first, ByteLength = extent };
        return !IsRowMajor(tensor.Size, stride) ? fact with { Storage = new TensorStorage(TensorStorageKind.Strided) { Strides = stride } }
            : isBigEndian && tensor.Type.BlockBits > 8 ? fact with { Storage = new TensorStorage(TensorStorageKind.BigEndian) }
            : fact;
    }

    private void Cover(string key, Storage storage)
    {
        var runs = new List<Run>();
        foreach (var view in storage.Views)
        {
            AddRuns(view, storage, runs);
        }

        runs.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.Tensor.CompareTo(b.Tensor));
        var unique = new Dictionary<int, long>();
        long covered = 0, reachedTo = 0, firstGap = -1;
        foreach (var run in runs)
        {
            if (run.Begin > reachedTo && firstGap < 0)
            {
                firstGap = reachedTo;
            }

            var fresh = Math.Max(0, run.End - Math.Max(run.Begin, reachedTo));
            covered += fresh;
            unique.TryGetValue(run.Tensor, out var count);
            unique[run.Tensor] = count + fresh;
            reachedTo = Math.Max(reachedTo, run.End);
        }

        foreach (var view in storage.Views)
        {
            unique.TryGetValue(view.Tensor, out var bytes);
            var tensor = _tensors[view.Tensor];
            _tensors[view.Tensor] = tensor with { UniqueParameters = Math.Min(tensor.Parameters, bytes / view.Width * tensor.Type.BlockElements) };
        }

        var uncovered = (storage.Record?.Length ?? storage.Bytes) - covered;
        if (uncovered > 0 && storage.Record is { } record)
        {
            firstGap = firstGap < 0 ? reachedTo : firstGap;
            var at = record.IsCompressed ? record.Offset : record.Offset + firstGap;
            facts.Problem(
                "P7",
                ArtifactProblemKind.Orphan,
                storage.Views.Count == 0
                    ? $"storage '{key}' of {record.Length} bytes is named, but no tensor uses it"
                    : $"storage '{key}' has {record.Length} bytes; tensors use {covered} of them, so {uncovered} ship unseen",
                at,
                record.IsCompressed ? record.StoredLength : Math.Min(uncovered, record.Length - firstGap),
                storage.Views.Count == 0 ? null : _tensors[storage.Views[0].Tensor].Name);
            facts.Payload($"elements of storage '{key}' outside every tensor", at, uncovered);
        }
    }

    /// <summary>The runs of bytes a view covers: neighbours joined, dimensions of stride 0 taken once.</summary>
    private void AddRuns(View view, Storage storage, List<Run> runs)
    {
        if (view.Elements == 0)
        {
            return;
        }

        if (view.IsPacked)
        {
            // Several elements to a byte: the storage is counted in other units, and such tensors always own theirs whole.
            runs.Add(new Run(0, storage.Bytes, view.Tensor));
            return;
        }

        var dimensions = new List<(long Size, long Stride)>();
        for (var i = 0; i < view.Size.Length; i++)
        {
            if (view.Size[i] > 1 && view.Stride[i] > 0)
            {
                dimensions.Add((view.Size[i], view.Stride[i]));
            }
        }

        dimensions.Sort(static (a, b) => a.Stride.CompareTo(b.Stride));
        long run = 1;
        var inner = 0;
        while (inner < dimensions.Count && dimensions[inner].Stride <= run)
        {
            run = (dimensions[inner].Stride * (dimensions[inner].Size - 1)) + run;
            inner++;
        }

        // A run takes a byte of a file at least: a shape that claims more places than that is about a storage that is not there.
        var most = Math.Min(MaxRuns, facts.Reader.Length);
        long count = 1;
        for (var i = inner; i < dimensions.Count && count <= most; i++)
        {
            count *= Math.Min(dimensions[i].Size, most + 1);
        }

        _runs += count;
        if (_runs > most)
        {
            facts.Problem("P7", ArtifactProblemKind.Unread, $"tensor '{_tensors[view.Tensor].Name}' is scattered over too many places to say what it leaves out", tensor: _tensors[view.Tensor].Name);
            return;
        }

        var index = new long[dimensions.Count];
        for (var i = 0L; i < count; i++)
        {
            long at = 0;
            for (var d = inner; d < dimensions.Count; d++)
            {
                at += index[d] * dimensions[d].Stride;
            }

            runs.Add(new Run(view.First + (at * view.Width), view.First + ((at + run) * view.Width), view.Tensor));
            for (var d = inner; d < dimensions.Count && ++index[d] == dimensions[d].Size; d++)
            {
                index[d] = 0;
            }
        }
    }

    /// <summary>Index of the last element, or null when arithmetic or a negative stride leaves the storage.</summary>
    private static long? Extent(long[] size, long[] stride, long offset, long elements)
    {
        if (offset < 0 || HasNegative(stride))
        {
            return null;
        }

        if (elements == 0)
        {
            return offset - 1;
        }

        var last = offset;
        for (var i = 0; i < size.Length; i++)
        {
            if (size[i] > 1 && stride[i] > (long.MaxValue - last) / (size[i] - 1))
            {
                return null;
            }

            last += (size[i] - 1) * stride[i];
        }

        return last;
    }

    private static bool HasNegative(long[] stride) => Array.Exists(stride, step => step < 0);

    private static bool IsRowMajor(long[] size, long[] stride)
    {
        long expected = 1;
        for (var i = size.Length - 1; i >= 0; i--)
        {
            if (size[i] != 1)
            {
                if (stride[i] != expected)
                {
                    return false;
                }

                expected *= Math.Max(1, size[i]);
            }
        }

        return true;
    }

    private static long Bytes(PickleStorage storage) => storage.Type is { } type ? type.ByteLength(storage.ViewElements) ?? 0 : storage.ViewElements;

    private sealed class Storage(string typeName, long bytes, StorageRecord? record)
    {
        public string TypeName => typeName;

        public long Bytes => bytes;

        public StorageRecord? Record => record;

        public List<View> Views { get; } = [];
    }

    private readonly struct Run(long begin, long end, int tensor)
    {
        public long Begin => begin;

        public long End => end;

        public int Tensor => tensor;
    }

    private sealed class View(int tensor, long[] size, long[] stride, long first, int width, long elements, bool isPacked)
    {
        public int Tensor => tensor;

        public long[] Size => size;

        public long[] Stride => stride;

        public long First => first;

        public int Width => width;

        public long Elements => elements;

        public bool IsPacked => isPacked;
    }
}
