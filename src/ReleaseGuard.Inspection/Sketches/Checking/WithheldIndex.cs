using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>
/// Everything that is withheld, of all sketch files, ready to be looked up: by element count first, so that the costly tiers
/// are only computed for tensors that could agree at all.
/// </summary>
internal sealed class WithheldIndex
{
    private readonly Dictionary<string, List<int>> _digests = new(StringComparer.Ordinal);
    private readonly HashSet<(long, string)> _heads = [];
    private readonly HashSet<long> _exactCounts = [], _headlessCounts = [], _orderFreeCounts = [];
    private readonly Dictionary<(int File, long Elements, MultisetSum Sum), List<int>> _sums = [];
    private readonly Dictionary<(int File, long Elements, MultisetSum Sum), FusedTensors> _fused = [];
    private readonly MultisetKey?[] _keys;

    /// <param name="files">The sketch files.</param>
    public WithheldIndex(IReadOnlyList<SketchFile> files)
    {
        _keys = new MultisetKey?[files.Count];
        List<KeyValuePair<ulong, int>> wide = [], narrow = [];
        for (var f = 0; f < files.Count; f++)
        {
            var file = files[f];
            ulong wideSalt = file.Salt.ForWindows(WindowKind.Wide), narrowSalt = file.Salt.ForWindows(WindowKind.Narrow);
            foreach (var tensor in file.Tensors)
            {
                var entry = Entries.Count;
                Entries.Add((f, tensor));
                AddExact(tensor, entry);
                AddOrderFree(file, f, tensor, entry);
                foreach (var codes in tensor.Codes)
                {
                    var isWide = codes.Kind == WindowKind.Wide;
                    foreach (var value in codes.Values)
                    {
                        (isWide ? wide : narrow).Add(new(WindowCode.Recover(value, isWide ? wideSalt : narrowSalt), entry));
                    }
                }
            }

            foreach (var fused in file.Fused)
            {
                _orderFreeCounts.Add(fused.Elements);
                _keys[f] ??= file.Salt.ForMultisets();
                Fusions.Add((f, fused));
                foreach (var sum in fused.All)
                {
                    _fused[(f, fused.Elements, sum)] = fused;
                }
            }
        }

        Wide = new CodeIndex(wide);
        Narrow = new CodeIndex(narrow);
    }

    /// <summary>The withheld tensors, each with the number of its file.</summary>
    public List<(int File, SketchedTensor Tensor)> Entries { get; } = [];

    /// <summary>The known fusions, each with the number of its file.</summary>
    public List<(int File, FusedTensors Fused)> Fusions { get; } = [];

    /// <summary>The number of a known fusion among <see cref="Fusions"/>.</summary>
    public int NumberOf(int file, FusedTensors fused) => Fusions.FindIndex(known => known.File == file && ReferenceEquals(known.Fused, fused));

    public CodeIndex Wide { get; }

    public CodeIndex Narrow { get; }

    public CodeIndex Codes(WindowKind kind) => kind == WindowKind.Wide ? Wide : Narrow;

    /// <summary>Whether a tensor of this count could agree exactly.</summary>
    public bool WantsDigests(long elements) => _exactCounts.Contains(elements);

    /// <summary>Whether the first elements suffice to say that a tensor of this count does not agree exactly.</summary>
    public bool HeadDecides(long elements) => elements > SketchedTensor.HeadElements && !_headlessCounts.Contains(elements);

    public bool HasHead(long elements, string head) => _heads.Contains((elements, head));

    public bool WantsHistograms(long elements) => _orderFreeCounts.Contains(elements);

    /// <summary>Withheld tensors with this digest.</summary>
    public IReadOnlyList<int> WithDigest(string digest) => _digests.TryGetValue(digest, out var entries) ? entries : [];

    /// <summary>Withheld tensors, or known fusions of them, whose multiset this is.</summary>
    public IEnumerable<(int Entry, FusedTensors? Fused, int File)> WithMultiset(long elements, CodeHistogram histogram)
    {
        string? digest = null;
        for (var f = 0; f < _keys.Length; f++)
        {
            if (_keys[f] is not { } key)
            {
                continue;
            }

            var at = (f, elements, histogram.Sum(key));
            if (_sums.TryGetValue(at, out var entries))
            {
                digest ??= Hex.Lower(histogram.Digest());
                foreach (var entry in entries.Where(e => Entries[e].Tensor.OrderFree!.All.Any(d => d.Sha256 == digest)))
                {
                    yield return (entry, null, f);
                }
            }

            if (_fused.TryGetValue(at, out var fused))
            {
                yield return (-1, fused, f);
            }
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<int>> map, TKey key, int entry)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var entries))
        {
            map[key] = entries = [];
        }

        if (!entries.Contains(entry))
        {
            entries.Add(entry);
        }
    }

    private void AddExact(SketchedTensor tensor, int entry)
    {
        if (tensor.Exact is not { } exact)
        {
            return;
        }

        _exactCounts.Add(tensor.Elements);
        foreach (var digest in exact.All)
        {
            AddTo(_digests, digest.Value, entry);
        }

        if (tensor.Heads.Count == 0)
        {
            _headlessCounts.Add(tensor.Elements);
        }

        foreach (var head in tensor.Heads)
        {
            _heads.Add((tensor.Elements, head));
        }
    }

    private void AddOrderFree(SketchFile file, int f, SketchedTensor tensor, int entry)
    {
        if (tensor.OrderFree is not { } orderFree)
        {
            return;
        }

        _orderFreeCounts.Add(tensor.Elements);
        _keys[f] ??= file.Salt.ForMultisets();
        foreach (var digest in orderFree.All)
        {
            AddTo(_sums, (f, tensor.Elements, digest.Sum), entry);
        }
    }
}
