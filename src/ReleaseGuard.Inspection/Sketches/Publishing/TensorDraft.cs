using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Content;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Publishing;

/// <summary>One withheld tensor on its way into a sketch file: every tier it could get, then fewer as reasons against them are found.</summary>
internal sealed class TensorDraft(SketchSubject subject, string id)
{
    // With fewer codes, eight hits would ask for more luck than most changes leave.
    private const int LeastCodes = 16;

    private readonly List<SketchRefusal> _refusals = [];
    private TensorDigests? _exact;
    private OrderFreeDigests? _orderFree;
    private string[] _heads = [];
    private Dictionary<(WindowKind Kind, Orientation Orientation), List<CandidateWindow>> _windows = [];

    public SketchSubject Subject => subject;

    public string Id => id;

    /// <summary>Codes left out because the open edition has them.</summary>
    public int CodesDropped { get; private set; }

    /// <summary>Why the tensor could not be read; null when it could.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<SketchRefusal> Refusals => _refusals;

    /// <summary>Reads the tensor and fills every tier that it may have.</summary>
    public void Read(MultisetKey key, CancellationToken ct)
    {
        try
        {
            var encoding = TensorEncodings.For(subject);
            if (encoding is not null && subject.Columns % encoding.BlockElements != 0)
            {
                encoding = null;
            }

            ReadContent(encoding, key, ct);
            ReadWindows(encoding, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Problem = $"'{subject.Tensor.Name}' of {subject.File} could not be read: {error.Message}";
        }
    }

    /// <summary>The tensor as it would be published now; null when no tier is left.</summary>
    public SketchedTensor? Sketch(SketchSalt salt)
    {
        List<SketchedCodes> codes = [];
        foreach (var pair in _windows.Where(static pair => pair.Value.Count != 0))
        {
            var windowSalt = salt.ForWindows(pair.Key.Kind);
            codes.Add(new SketchedCodes(pair.Key.Kind, pair.Key.Orientation, [.. pair.Value.Select(window => WindowCode.Publish(window.Code, windowSalt)).OrderBy(static value => value)]));
        }

        return _exact is null && _orderFree is null && codes.Count == 0
            ? null
            : new SketchedTensor(id, subject.Tensor.Parameters, _exact, _heads, _orderFree, codes);
    }

    /// <summary>Takes a tier away.</summary>
    public void Refuse(SketchTier tier, string reason)
    {
        _refusals.Add(new SketchRefusal(tier, reason));
        switch (tier)
        {
            case SketchTier.Exact:
                (_exact, _heads) = (null, []);
                break;
            case SketchTier.OrderFree:
                _orderFree = null;
                break;
            default:
                _windows = [];
                break;
        }
    }

    /// <summary>Leaves out codes that the open edition has, and a kind of which too few remain.</summary>
    public void Drop(WindowKind kind, HashSet<ulong> codes)
    {
        foreach (var windows in _windows.Where(pair => pair.Key.Kind == kind).Select(static pair => pair.Value))
        {
            CodesDropped += windows.RemoveAll(window => codes.Contains(window.Code));
        }

        DropThinKinds();
    }

    public IReadOnlyList<ExpectedDetection> Forecast()
    {
        if (TensorEncodings.For(subject) is not { } encoding)
        {
            return [];
        }

        Dictionary<string, ExpectedDetection> best = [];
        foreach (var pair in _windows.Where(static pair => pair.Key.Orientation == Orientation.Rows && pair.Value.Count != 0))
        {
            var forecast = new SurvivalForecast(subject, encoding, pair.Key.Kind, pair.Value);
            foreach (var (transform, hits) in forecast.Forecast())
            {
                if (!best.TryGetValue(transform, out var other) || hits > other.Hits)
                {
                    best[transform] = new ExpectedDetection(transform, pair.Key.Kind, forecast.Count, hits);
                }
            }
        }

        return [.. best.Values];
    }

    private void ReadContent(TensorEncoding? encoding, MultisetKey key, CancellationToken ct)
    {
        var elements = subject.Tensor.Parameters;
        using var content = new ContentReading();
        if (encoding is not null)
        {
            _heads = CheckWorker.Heads(subject, encoding, content);
        }

        content.Begin(elements, encoding, digests: true, histograms: true);
        if (encoding is null)
        {
            new TensorBlocks().ReadOpaque(subject, (bytes, _) => content.Append(bytes), ct);
        }
        else
        {
            new TensorBlocks().Read(subject, encoding, 0, subject.Rows, (bytes, _) => content.Append(bytes), ct);
        }

        _exact = content.Digests();
        if (encoding is not { HasCasts: true })
        {
            Refuse(SketchTier.OrderFree, $"elements of type {subject.Tensor.Type.Name} have no canonical casts");
        }
        else
        {
            ReadHistograms(content, key);
        }

        if (StructureCheck.RefusesExact(subject) is { } reason)
        {
            Refuse(SketchTier.Exact, reason);
        }
    }

    private void ReadHistograms(ContentReading content, MultisetKey key)
    {
        CodeHistogram bfloats = content.BFloats, halves = content.Halves, halvesOfBFloats = content.BFloats.OfHalves();

        // A cast that makes all elements one, as binary16 does to the smallest, would find every tensor that it does that to.
        _exact = _exact! with
        {
            BFloat16 = bfloats.Distinct > 1 ? _exact.BFloat16 : null,
            Half = halves.Distinct > 1 ? _exact.Half : null,
            HalfOfBFloat16 = halvesOfBFloats.Distinct > 1 ? _exact.HalfOfBFloat16 : null,
        };
        var distinct = Math.Min(halves.Distinct, halvesOfBFloats.Distinct);
        if (subject.Tensor.Parameters < OrderFreeDigests.MinimumElements || distinct < OrderFreeDigests.MinimumDistinctCodes)
        {
            Refuse(SketchTier.OrderFree, $"has {subject.Tensor.Parameters} elements and {distinct} different codes; {OrderFreeDigests.MinimumElements} and {OrderFreeDigests.MinimumDistinctCodes} are needed once the order is given up");
            return;
        }

        _orderFree = new OrderFreeDigests(Digest(bfloats), Digest(halves), Digest(halvesOfBFloats));

        MultisetDigest Digest(CodeHistogram histogram) => new(histogram.Sum(key), Hex.Lower(histogram.Digest()));
    }

    private void ReadWindows(TensorEncoding? encoding, CancellationToken ct)
    {
        if (encoding is null)
        {
            Refuse(SketchTier.Ordinal, $"elements of type {subject.Tensor.Type.Name} cannot be decoded");
            return;
        }

        if (Math.Max(subject.Rows, subject.Columns) < WindowKind.Narrow.WindowLength)
        {
            Refuse(SketchTier.Ordinal, $"has no row or column of {WindowKind.Narrow.WindowLength} elements");
            return;
        }

        if (StructureCheck.RefusesWindows(subject, encoding) is { } reason)
        {
            Refuse(SketchTier.Ordinal, reason);
            return;
        }

        var owner = new OwnerReading(subject, encoding, ct);
        owner.Read();
        foreach (var kind in WindowKind.All)
        {
            _windows[(kind, Orientation.Rows)] = [.. owner.Kept(kind, transposed: false)];
            _windows[(kind, Orientation.Columns)] = [.. owner.Kept(kind, transposed: true)];
        }

        DropThinKinds();
    }

    private void DropThinKinds()
    {
        var had = _windows.Count != 0;
        foreach (var kind in WindowKind.All)
        {
            var left = _windows.Where(pair => pair.Key.Kind == kind).Sum(static pair => pair.Value.Count);
            if (left < LeastCodes)
            {
                _windows.Remove((kind, Orientation.Rows));
                _windows.Remove((kind, Orientation.Columns));
            }
        }

        if (had && _windows.Count == 0)
        {
            Refuse(SketchTier.Ordinal, $"has fewer than {LeastCodes} windows with maxima that stand out and that the open edition lacks");
        }
    }
}
