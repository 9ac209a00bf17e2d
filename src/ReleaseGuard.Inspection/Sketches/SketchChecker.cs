using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// Looks for withheld tensors without having them. Every tensor is read once; its bytes feed the digests, the sums and the sketch as far as
/// any withheld tensor could agree. All cores read; memory is bounded by the number of threads, not by what ships.
/// </summary>
public sealed class SketchChecker
{
    private const long UnitBytes = 64 << 20;

    private readonly WithheldIndex _index;

    /// <param name="files">Sketch files, each read without a problem.</param>
    public SketchChecker(IReadOnlyList<SketchFile> files) => _index = new WithheldIndex(files);

    /// <summary>Compares tensors with all that is withheld.</summary>
    /// <param name="subjects">Tensors that ship.</param>
    /// <param name="threads">Threads to use; all cores when 0.</param>
    /// <param name="progress">Told of bytes that were read, after each part; from several threads.</param>
    /// <param name="ct">Stops the check.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public SketchCheckResult Check(IReadOnlyList<SketchSubject> subjects, int threads = 0, IProgress<long>? progress = null, CancellationToken ct = default)
    {
        var readings = Read(subjects, threads, progress, ct);
        return new SketchCheckResult(
            Judge(readings),
            Unread(readings),
            readings.Count,
            readings.Sum(static r => r.Ordinal.Values.Sum(static o => o.Windows)),
            readings.Sum(static r => r.BytesRead));
    }

    /// <summary>Reads every tensor once; what it amounts to is judged afterwards.</summary>
    internal List<SubjectReading> Read(IReadOnlyList<SketchSubject> subjects, int threads, IProgress<long>? progress, CancellationToken ct)
    {
        var readings = subjects.Select(subject => new SubjectReading(subject, _index)).ToList();
        var units = readings.SelectMany(Units).OrderByDescending(static unit => unit.Bytes).ToList();
        var options = new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(
            0,
            units.Count,
            options,
            () => new CheckWorker(_index),
            (i, _, worker) =>
            {
                worker.Read(units[i].Reading, units[i].FirstRow, units[i].EndRow, ct);
                progress?.Report(units[i].Bytes);
                return worker;
            },
            static worker => worker.Dispose());
        return readings;
    }

    /// <summary>Takes up what an earlier pass over the same tensors gave; null when the records do not fit them.</summary>
    internal List<SubjectReading>? Recall(IReadOnlyList<SketchSubject> subjects, IReadOnlyList<ReadingRecord> records)
    {
        var readings = subjects.Select(subject => new SubjectReading(subject, _index)).ToList();
        return records.Count == readings.Count && readings.Zip(records, (reading, record) => record.Restore(reading, _index)).All(static fits => fits) ? readings : null;
    }

    /// <summary>Everything that is withheld.</summary>
    internal WithheldIndex Index => _index;

    private static IEnumerable<(SubjectReading Reading, long FirstRow, long EndRow, long Bytes)> Units(SubjectReading reading)
    {
        long rows = reading.Subject.Rows, bytes = reading.Subject.Tensor.ByteLength;
        if (!reading.IsWhole && !reading.WantsWindows)
        {
            yield break;
        }

        if (reading.IsWhole || bytes <= UnitBytes || rows <= 1)
        {
            yield return (reading, 0, rows, bytes);
            yield break;
        }

        var step = Math.Max(1, rows / ((bytes / UnitBytes) + 1));
        for (long row = 0; row < rows; row += step)
        {
            var end = Math.Min(rows, row + step);
            yield return (reading, row, end, bytes / rows * (end - row));
        }
    }

    /// <summary>What could not be compared, or not by every tier.</summary>
    internal static IReadOnlyList<SketchUnread> Unread(IReadOnlyList<SubjectReading> readings) =>
        [.. readings.Where(static r => r.Problem is not null).Select(static r => new SketchUnread(r.Subject, r.Problem!))];

    /// <summary>Id of the withheld tensor of this number.</summary>
    internal string IdOf(int entry) => _index.Entries[entry].Tensor.Id;

    /// <summary>What the readings amount to.</summary>
    internal List<SketchHit> Judge(IReadOnlyList<SubjectReading> readings)
    {
        List<SketchHit> hits = [];
        HashSet<int> surelyFound = [];
        var comparisons = Math.Log10(Math.Max(1, (double)readings.Count * _index.Entries.Count));
        foreach (var reading in readings)
        {
            HashSet<int> known = [];
            JudgeExact(reading, known, hits);
            JudgeOrderFree(reading, known, hits);
            JudgeOrdinal(reading, known, comparisons, hits);
            surelyFound.UnionWith(known);
        }

        JudgeScattered(readings, surelyFound, hits);
        return hits;
    }

    private void JudgeExact(SubjectReading reading, HashSet<int> known, List<SketchHit> hits)
    {
        foreach (var digest in reading.Digests?.All ?? [])
        {
            foreach (var entry in _index.WithDigest(digest.Value))
            {
                if (known.Add(entry))
                {
                    var (file, tensor) = _index.Entries[entry];
                    var detail = digest.Key == "stored" ? "the same elements" : $"the same elements, as {digest.Key}";
                    hits.Add(new SketchHit(SketchTier.Exact, file, [tensor.Id], reading.Subject, SketchEvidence.Withheld, detail, null));
                }
            }
        }
    }

    private void JudgeOrderFree(SubjectReading reading, HashSet<int> known, List<SketchHit> hits)
    {
        HashSet<FusedTensors> fusions = [];
        foreach (var (entry, fused, file) in reading.Multisets)
        {
            if (fused is null)
            {
                if (known.Add(entry))
                {
                    hits.Add(new SketchHit(SketchTier.OrderFree, file, [_index.Entries[entry].Tensor.Id], reading.Subject, SketchEvidence.Withheld, "the same elements in another order", null));
                }
            }
            else if (fusions.Add(fused))
            {
                hits.Add(new SketchHit(SketchTier.OrderFree, file, fused.Members, reading.Subject, SketchEvidence.Withheld, $"the elements of {fused.Members.Count} withheld tensors in one", null));
                known.UnionWith(Enumerable.Range(0, _index.Entries.Count).Where(e => _index.Entries[e].File == file && fused.Members.Contains(_index.Entries[e].Tensor.Id)));
            }
        }
    }

    private void JudgeOrdinal(SubjectReading reading, HashSet<int> known, double comparisons, List<SketchHit> hits)
    {
        Dictionary<int, SketchOdds> best = [];
        foreach (var kind in WindowKind.All)
        {
            var (windows, codes) = reading.Ordinal[kind];
            foreach (var pair in CountByEntry(kind, codes))
            {
                var odds = new SketchOdds(kind, windows, _index.Entries[pair.Key].Tensor.CodeCount(kind), pair.Value);
                if (!best.TryGetValue(pair.Key, out var other) || odds.Log10Probability < other.Log10Probability)
                {
                    best[pair.Key] = odds;
                }
            }
        }

        foreach (var pair in best.Where(pair => !known.Contains(pair.Key)).OrderBy(static pair => pair.Key).ToList())
        {
            var evidence = pair.Value.EvidenceAmong(comparisons);
            if (evidence != SketchEvidence.None)
            {
                var (file, tensor) = _index.Entries[pair.Key];
                hits.Add(new SketchHit(SketchTier.Ordinal, file, [tensor.Id], reading.Subject, evidence, pair.Value.ToString(), pair.Value));
            }

            if (evidence == SketchEvidence.Withheld)
            {
                known.Add(pair.Key);
            }
        }
    }

    /// <summary>Finds withheld tensors that were cut into slices too small to be sure of one by one: all that ships is one text then.</summary>
    private void JudgeScattered(IReadOnlyList<SubjectReading> readings, HashSet<int> surelyFound, List<SketchHit> hits)
    {
        foreach (var kind in WindowKind.All)
        {
            Dictionary<int, (HashSet<ulong> Codes, SubjectReading Most, int MostCodes, int Parts)> scattered = [];
            long windows = 0;
            foreach (var reading in readings)
            {
                windows += reading.Ordinal[kind].Windows;
                foreach (var group in Owners(kind, reading.Ordinal[kind].Codes).Where(owner => !surelyFound.Contains(owner.Entry)).GroupBy(static owner => owner.Entry, static owner => owner.Code))
                {
                    var count = group.Distinct().Count();
                    var (codes, most, mostCodes, parts) = scattered.TryGetValue(group.Key, out var soFar) ? soFar : ([], reading, 0, 0);
                    codes.UnionWith(group);
                    scattered[group.Key] = (codes, count > mostCodes ? reading : most, Math.Max(count, mostCodes), parts + 1);
                }
            }

            foreach (var pair in scattered.Where(static pair => pair.Value.Parts > 1).OrderBy(static pair => pair.Key))
            {
                var (file, tensor) = _index.Entries[pair.Key];
                var odds = new SketchOdds(kind, windows, tensor.CodeCount(kind), pair.Value.Codes.Count);
                if (odds.EvidenceAmong(Math.Log10(_index.Entries.Count)) == SketchEvidence.Withheld && surelyFound.Add(pair.Key))
                {
                    hits.Add(new SketchHit(SketchTier.Ordinal, file, [tensor.Id], pair.Value.Most.Subject, SketchEvidence.Withheld, $"{odds}, spread over {pair.Value.Parts} tensors", odds));
                }
            }
        }
    }

    private Dictionary<int, int> CountByEntry(WindowKind kind, HashSet<ulong> codes)
    {
        Dictionary<int, int> counts = [];
        foreach (var (entry, _) in Owners(kind, codes))
        {
            counts.TryGetValue(entry, out var count);
            counts[entry] = count + 1;
        }

        return counts;
    }

    /// <summary>Each withheld tensor that published each code, once: a code may stand in both orientations of one tensor.</summary>
    internal IEnumerable<(int Entry, ulong Code)> Owners(WindowKind kind, HashSet<ulong> codes)
    {
        foreach (var code in codes)
        {
            var entries = _index.Codes(kind).OwnersOf(code).ToArray();
            for (var i = 0; i < entries.Length; i++)
            {
                if (i == 0 || entries[i] != entries[i - 1])
                {
                    yield return (entries[i], code);
                }
            }
        }
    }
}
