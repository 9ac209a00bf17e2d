using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Inspection.Rules;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>
/// An audit whose content pass is shared out among jobs. A job reads its share of the files and writes a part; a merge takes the parts for the
/// bytes, does all the rest as a single run does it, and so comes to the same report.
/// </summary>
public static class PartitionedInspection
{
    /// <summary>Reads one share of the content and gives the part's text, with the number of files and bytes in it; null when the audit reads no content, so that there is nothing to share.</summary>
    /// <param name="request">The audit.</param>
    /// <param name="words">Its words, to be asked again by the merge.</param>
    /// <param name="share">Which part.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static (string Text, int Files, long Bytes)? Read(InspectionRequest request, AuditWords words, PartitionShare share, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        var content = new WithheldContent(request.Policy, request.Edition, request.SketchSalt);
        var needed = EditionInspector.Need(request) with { Comparison = content.Checker };
        if (!needed.Content && needed.Comparison is null)
        {
            return null;
        }

        var shipped = FolderWalk.Walk(request.Items, ct);
        var assigned = ContentShares.Assign(shipped.Files, share.Count);
        var own = shipped.Files.Where((_, index) => assigned[index] == share.Number).ToList();
        var records = new FileRecord[own.Count];
        var done = 0;
        long bytesDone = 0, bytesTotal = own.Sum(static file => file.Length);
        Parallel.For(0, own.Count, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var file = own[index];
            records[index] = Record(file, needed, ct);
            progress?.Report(new InspectionProgress(Interlocked.Increment(ref done), own.Count, Interlocked.Add(ref bytesDone, file.Length), bytesTotal, file.Place.Display));
        });
        var part = Describe(request, words, share, content, needed, shipped) with { Files = records };
        return (PartText.Write(part), own.Count, bytesTotal);
    }

    /// <summary>The single run's result, from the parts of all jobs. Headers and small files are read here; bytes of tensors are not.</summary>
    /// <param name="request">The audit, made again from <see cref="PartSet.Words"/>.</param>
    /// <param name="parts">The parts, at least one of them whole.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static InspectionResult Merge(InspectionRequest request, PartSet parts, CancellationToken ct = default)
    {
        var content = new WithheldContent(request.Policy, request.Edition, request.SketchSalt);
        var needed = EditionInspector.Need(request) with { Comparison = content.Checker };
        var shipped = FolderWalk.Walk(request.Items, ct);
        var now = Describe(request, parts.Words!, parts.First!.Share, content, needed, shipped);
        var (records, problems) = parts.Gather(shipped, now);
        foreach (var file in shipped.Files)
        {
            var path = file.Place.Display;
            if (records.TryGetValue(path, out var record) && record.Stamp != StampOf(file))
            {
                problems.Add((file.Place.File, $"'{path}' was written after its part had read it. Run that part again."));
                records.Remove(path);
            }
        }

        var facts = EditionInspector.Read(request, content, null, ct, file => records.TryGetValue(file.Place.Display, out var record) ? record : FileRecord.Unread(file.Place.Display));
        return EditionInspector.Judge(request, content, facts, problems, ct);
    }

    private static FileRecord Record(ShippedFile file, FactsNeeded needed, CancellationToken ct)
    {
        var stamp = StampOf(file);
        var facts = new FileReader(needed, ct).Read(file);

        // A file that changed while it was read gets a stamp that no file has, and the merge says so.
        return FileRecord.Of(file.Place.Display, stamp == StampOf(file) ? stamp : default, facts, needed.Content, needed.Comparison?.Index);
    }

    private static FileStamp StampOf(ShippedFile file)
    {
        try
        {
            return FileStamp.Of(file.DiskPath);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            return default;
        }
    }

    private static PartFile Describe(InspectionRequest request, AuditWords words, PartitionShare share, WithheldContent content, FactsNeeded needed, ShippedFiles shipped)
    {
        // The digests of the sketch files stand for what they hold: numbers in a record count their tensors.
        var question = $"content {needed.Content} tensors {needed.TensorDigests is not null} opaque {needed.Opaque} sketches {string.Join(" ", content.SketchDigests)}";
        using var sha256 = SHA256.Create();
        return new PartFile(
            share,
            ToolIdentity.Version,
            words,
            (request.PolicyIdentity ?? PolicyIdentity.OfFile(request.Policy.Path))?.Sha256 ?? string.Empty,
            Hex.Lower(sha256.ComputeHash(Encoding.UTF8.GetBytes(question))),
            ContentShares.Fingerprint(shipped));
    }
}
