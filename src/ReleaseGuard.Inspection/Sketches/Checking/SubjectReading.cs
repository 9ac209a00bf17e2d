using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>What reading one tensor gave: filled by one thread, or by several that each read some of its rows.</summary>
internal sealed class SubjectReading
{
    private readonly object _lock = new();

    public SubjectReading(SketchSubject subject, WithheldIndex index)
    {
        Subject = subject;
        Encoding = TensorEncodings.For(subject);
        if (Encoding is { } encoding && subject.Columns % encoding.BlockElements != 0)
        {
            Problem = $"its rows of {subject.Columns} elements do not fill blocks of {encoding.BlockElements}; only its bytes were compared";
            Encoding = null;
        }
        else if (Encoding is null && subject.Tensor.Type.Kind is TensorElementKind.Quantized or TensorElementKind.Float or TensorElementKind.Unknown)
        {
            Problem = $"elements of type {subject.Tensor.Type.Name} cannot be decoded; only its bytes were compared";
        }

        else if (Encoding is { IsBlunt: true })
        {
            Problem = $"elements of type {subject.Tensor.Type.Name} are so coarse that finding nothing in them says little";
        }

        var elements = subject.Tensor.Parameters;
        WantsDigests = elements > 0 && index.WantsDigests(elements);
        WantsHistograms = Encoding is { HasCasts: true } && index.WantsHistograms(elements);
        WantsWindows = Encoding is not null && subject.Columns >= WindowKind.Narrow.WindowLength && index.Wide.Count + index.Narrow.Count != 0;
    }

    public SketchSubject Subject { get; }

    /// <summary>How its elements are read; null when only its bytes can be.</summary>
    public TensorEncoding? Encoding { get; }

    public bool WantsDigests { get; }

    public bool WantsHistograms { get; }

    public bool WantsWindows { get; }

    /// <summary>Whether one thread must read the whole tensor: digests depend on the order.</summary>
    public bool IsWhole => WantsDigests || WantsHistograms;

    public string? Problem { get; private set; }

    public TensorDigests? Digests { get; set; }

    /// <summary>Fusions and reorderings found.</summary>
    public List<(int Entry, FusedTensors? Fused, int File)> Multisets { get; } = [];

    /// <summary>Windows read and codes found, of each kind.</summary>
    public Dictionary<WindowKind, (long Windows, HashSet<ulong> Codes)> Ordinal { get; } = new() { [WindowKind.Wide] = (0, []), [WindowKind.Narrow] = (0, []) };

    public long BytesRead { get; private set; }

    public void Add(WindowKind kind, long windows, IEnumerable<ulong> codes)
    {
        lock (_lock)
        {
            var (soFar, found) = Ordinal[kind];
            found.UnionWith(codes);
            Ordinal[kind] = (soFar + windows, found);
        }
    }

    public void AddBytes(long bytes)
    {
        lock (_lock)
        {
            BytesRead += bytes;
        }
    }

    public void Fail(string reason)
    {
        lock (_lock)
        {
            // The first in the alphabet, so that the report does not depend on which thread failed first.
            Problem = Problem is null || string.CompareOrdinal(reason, Problem) < 0 ? reason : Problem;
        }
    }
}
