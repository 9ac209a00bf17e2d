using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>What reading one tensor gave: filled by one thread, or by several that each read some of its rows.</summary>
internal sealed class SubjectReading
{
    // With fewer windows than one in a hundred of those that the shape has room for, known tensors were no longer found (docs/detection.md).
    private const int LeastShareOfWindows = 100;

    private const string TooCoarse = "its elements have so few levels that hardly a block has one largest; finding nothing in them says little";

    private readonly object _lock = new();
    private string? _problem;

    public SubjectReading(SketchSubject subject, WithheldIndex index)
    {
        Subject = subject;
        Encoding = TensorEncodings.For(subject);
        if (Encoding is { } encoding && subject.Columns % encoding.BlockElements != 0)
        {
            _problem = $"its rows of {subject.Columns} elements do not fill blocks of {encoding.BlockElements}; only its bytes were compared";
            Encoding = null;
        }
        else if (Encoding is null && subject.Tensor.Type.Kind is TensorElementKind.Quantized or TensorElementKind.Float or TensorElementKind.Unknown)
        {
            _problem = $"elements of type {subject.Tensor.Type.Name} cannot be decoded; only its bytes were compared";
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

    /// <summary>Why the tensor, or a part of it, was not compared; null when it was.</summary>
    public string? Problem => _problem ?? (IsTooCoarse ? TooCoarse : null);

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
            _problem = _problem is null || string.CompareOrdinal(reason, _problem) < 0 ? reason : _problem;
        }
    }

    /// <summary>Whether a quantised tensor was read, and neither kind of window could be: most of its blocks have several largest elements.</summary>
    public bool IsTooCoarse =>
        WantsWindows && Subject.Tensor.Type.Kind == TensorElementKind.Quantized
        && WindowKind.All.Where(kind => RoomFor(kind) > 0).All(kind => Ordinal[kind].Windows * LeastShareOfWindows < RoomFor(kind));

    private long RoomFor(WindowKind kind) => Subject.Rows * Math.Max(0, (Subject.Columns / kind.BlockLength) - WindowKind.BlockCount + 1);
}
