using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Partitions;

/// <summary>
/// The parts given to a merge. What most of them agree on is the audit; a part of another one, a part twice, one that is cut short and one
/// that was not given are each a reason why the merged verdict cannot be a pass.
/// </summary>
public sealed class PartSet
{
    private readonly List<(string Path, PartFile Part)> _used = [];
    private readonly List<(string File, string Message)> _problems = [];

    private PartSet()
    {
    }

    /// <summary>The words of the audit; null when no part could be read.</summary>
    public AuditWords? Words => _used.Count == 0 ? null : _used[0].Part.Words;

    internal PartFile? First => _used.Count == 0 ? null : _used[0].Part;

    /// <summary>Reads part files. Never throws for what they hold.</summary>
    /// <param name="paths">Paths on disk.</param>
    /// <param name="ct">Stops it.</param>
    public static PartSet Open(IReadOnlyList<string> paths, CancellationToken ct = default)
    {
        var set = new PartSet();
        List<(string Path, PartFile Part)> read = [];
        foreach (var path in paths)
        {
            if (Read(path, ct, out var problem) is { } part)
            {
                read.Add((path, part));
            }
            else
            {
                set._problems.Add((path, $"'{path}' {problem}."));
            }
        }

        var audit = read.GroupBy(static part => string.Join("\n", part.Part.Identity().Select(static field => field.Value)), StringComparer.Ordinal).OrderByDescending(static group => group.Count()).FirstOrDefault();
        foreach (var (path, part) in read)
        {
            if (audit is null || audit.Any(own => ReferenceEquals(own.Part, part)))
            {
                set.Take(path, part);
                continue;
            }

            var (what, value) = part.Identity().Zip(audit.First().Part.Identity(), static (its, own) => (its, own)).Where(static pair => pair.its != pair.own)
                .Select(static pair => (pair.its.What, $"'{pair.its.Value}', not '{pair.own.Value}'")).First();
            set._problems.Add((path, $"'{path}' is a part of another audit: its {what} is {value}. Leave it out, or run that part again."));
        }

        return set;
    }

    /// <summary>The result of a merge of parts none of which can be read: inconclusive, with the reasons.</summary>
    public InspectionResult Refusal() => new(
        Verdict.Inconclusive,
        string.Empty,
        null,
        [.. _problems.Select(static problem => new Finding(RuleIds.RG9001, RuleSeverity.Error, null, problem.Message, new FindingLocation(problem.File), $"{RuleIds.RG9001}:{problem.File}"))],
        new InspectedTotals(0, 0, 0, 0),
        [.. _problems.Select(static problem => new SkippedItem(problem.File, problem.Message))]);

    /// <summary>The records of all parts that belong together, as far as they are of the files that are there now; and why any other file has none.</summary>
    internal (Dictionary<string, FileRecord> Records, List<(string File, string Message)> Problems) Gather(ShippedFiles shipped, PartFile now)
    {
        var problems = new List<(string, string)>(_problems);
        var records = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        if (now.Identity().Zip(First!.Identity(), static (its, own) => (its, own)).Where(static pair => pair.its != pair.own).Select(static pair => pair.its.What).FirstOrDefault() is { } changed)
        {
            problems.Add((now.Words.PolicyPath, $"The parts do not speak of what is there now: the {changed} is another. Run all parts again."));
            return (records, problems);
        }

        var assigned = ContentShares.Assign(shipped.Files, First.Share.Count);
        for (var number = 1; number <= First.Share.Count; number++)
        {
            var share = new PartitionShare(number, First.Share.Count);
            var own = shipped.Files.Where((_, index) => assigned[index] == number).ToList();
            var given = _used.Where(part => part.Part.Share == share).ToList();
            if (given.Count == 0)
            {
                var amount = own.Count == 0 ? "it has no file, and its job did not say so"
                    : $"{Amounts.Count(own.Count, "file")} ({Amounts.Bytes(own.Sum(static file => file.Length))}) were not read, '{own[0].Place.Display}' the first";
                problems.Add((own.Count == 0 ? $"part {share}" : own[0].Place.File, $"Part {share} was not given: {amount}. Run it again with '--partition {share}', then merge all parts."));
                continue;
            }

            foreach (var file in given[0].Part.Files)
            {
                records[file.Path] = file;
            }

            foreach (var file in own.Where(file => !records.ContainsKey(file.Place.Display)))
            {
                problems.Add((file.Place.File, $"Part {share} ('{given[0].Path}') does not say what '{file.Place.Display}' holds. Run it again."));
            }
        }

        return (records, problems);
    }

    private void Take(string path, PartFile part)
    {
        if (_used.FirstOrDefault(other => other.Part.Share == part.Share) is { Part: not null } twin)
        {
            _problems.Add((path, $"'{path}' and '{twin.Path}' are both part {part.Share}. Keep the one of the job that ended well, and find out why there are two."));
            return;
        }

        _used.Add((path, part));
    }

    private static PartFile? Read(string path, CancellationToken ct, out string problem)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            problem = FolderWalk.Describe(error);
            return null;
        }

        problem = "is not a part of an audit: 'releaseguard audit --partition' writes one";
        var json = JsonFile.Read(new MemoryArtifactSource(path, bytes), ct, out var fault);
        if (bytes.Length == 0 || fault is not null)
        {
            problem = bytes.Length == 0 ? "is empty: its job did not end" : "is cut short or damaged; it " + fault!.Message;
            return null;
        }

        if (json!["schema"]?.Text is not { } schema || !schema.StartsWith("releaseguard/part/", StringComparison.Ordinal))
        {
            return null;
        }

        if (schema != PartFile.Schema)
        {
            problem = $"has schema '{schema}'; this version reads '{PartFile.Schema}' only";
            return null;
        }

        if (!PartText.IsSealed(Encoding.UTF8.GetString(bytes)))
        {
            problem = "was changed: its content does not have the digest at its end";
            return null;
        }

        return Read(json);
    }

    private static PartFile? Read(JsonValue json) =>
        json["part"]?.Whole is { } number and <= int.MaxValue && json["of"]?.Whole is { } count and <= int.MaxValue && PartitionShare.Of((int)number, (int)count) is { } share
        && json["version"] is { } version && json["edition"] is { } edition && json["policy"] is { } policy && json["policySha256"] is { } policySha256
        && json["question"] is { } question && json["listing"] is { } listing && json["fullContent"] is { } full
        && RecordText.All(json["paths"], static item => item.Text) is { Count: > 0 } paths
        && RecordText.All(json["files"], RecordText.Read) is { } files
        && DateTime.TryParseExact(json["asOf"]?.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)
            ? new PartFile(share, version.Text, new AuditWords(paths, policy.Text, edition.Text, json["product"]?.Text, asOf, full.Text == "true"), policySha256.Text, question.Text, listing.Text) { Files = files }
            : null;
}
