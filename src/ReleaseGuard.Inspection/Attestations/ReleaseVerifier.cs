using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>RG7004: whether what was published are the bytes that were checked, by attestations whose signature a given key verifies. No policy is needed: the statement carries the verdict.</summary>
public static class ReleaseVerifier
{
    /// <summary>Verifies each attestation, then holds every byte of the release against each list of files.</summary>
    /// <param name="path">The release: a folder or a file.</param>
    /// <param name="attestations">Bundles written by <c>attest</c> or by model signing.</param>
    /// <param name="key">The public key.</param>
    /// <param name="edition">The edition that a verdict must be about; null takes any.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    public static InspectionResult Verify(
        string path, IReadOnlyList<string> attestations, ReleaseKey key, string? edition, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        if (attestations is null)
            throw new ArgumentNullException(nameof(attestations));
        if (key is null)
            throw new ArgumentNullException(nameof(key));

        Dictionary<string, Finding> findings = new(StringComparer.Ordinal);
        void Report(string ruleId, string subject, string message, string file) =>
            findings.TryAdd(ruleId + ":" + subject, new Finding(ruleId, RuleSeverity.Error, null, message, new FindingLocation(file), ruleId + ":" + subject));

        List<(string Name, AttestedRelease Release)> opened = [];
        foreach (string attestation in attestations)
        {
            try
            {
                opened.Add((attestation, AttestedRelease.Of(SignedStatement.Open(attestation, key, ct))));
            }
            catch (Exception error) when (error is FormatException || FolderWalk.IsInputError(error))
            {
                string why = error is FormatException ? error.Message : FolderWalk.Describe(error);
                Report(RuleIds.RG7004, "attestation:" + Path.GetFileName(attestation), $"'{attestation}' proves nothing: {why.TrimEnd('.')}.", attestation);
            }
        }

        string? about = opened.Select(static each => each.Release.Edition).FirstOrDefault(static id => id is not null);
        if (edition is not null && opened.Count > 0 && opened.Any(each => each.Release.Edition is string id && id != edition))
            Report(RuleIds.RG7004, "edition", $"The verdict is about edition '{about}', not '{edition}'.", opened[0].Name);
        else if (edition is not null && opened.Count > 0 && about is null)
            Report(RuleIds.RG7004, "edition", $"No attestation carries a verdict about edition '{edition}': a list of files says nothing of editions.", opened[0].Name);
        if (opened.Count == 0)
            return Conclude(findings, edition ?? "", new InspectedTotals(0, 0, 0, 0), [], nothing: false);

        ShippedFiles walked = FolderWalk.Walk([new ShippedItem(path, "")], ct);
        HashSet<string> own = new(attestations.Select(Path.GetFullPath), StringComparer.Ordinal);
        List<ShippedFile> files = [.. walked.Files.Where(file => !own.Contains(Path.GetFullPath(file.DiskPath)))];
        List<SkippedItem> skipped = [.. walked.Problems.Select(static problem => new SkippedItem(problem.Place.Display, problem.Problem.Message))];
        IReadOnlyDictionary<string, string> found = Digest(files, skipped, progress, ct);
        foreach ((string name, AttestedRelease release) in opened)
            Compare(release, found, Directory.Exists(path), name, skipped, Report);
        foreach (SkippedItem item in skipped)
            Report(RuleIds.RG9001, item.Path, $"'{item.Path}' was not read: {item.Reason.TrimEnd('.')}.", item.Path);
        return Conclude(findings, about ?? "", new InspectedTotals(found.Count, files.Sum(static file => file.Length), 0, 0), skipped, files.Count == 0 && skipped.Count == 0);
    }

    private static Dictionary<string, string> Digest(List<ShippedFile> files, List<SkippedItem> skipped, IProgress<InspectionProgress>? progress, CancellationToken ct)
    {
        string?[] digests = new string?[files.Count];
        string?[] reasons = new string?[files.Count];
        long total = files.Sum(static file => file.Length);
        long bytes = 0;
        int done = 0;
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            ShippedFile file = files[index];
            try
            {
                if (file.Length == 0)
                {
                    digests[index] = ContentReader.Digest(new MemoryArtifactSource(file.Place.FileName, ReadOnlyMemory<byte>.Empty), ct).Sha256;
                }
                else
                {
                    using FileArtifactSource source = new(file.DiskPath, file.Place.FileName);
                    digests[index] = ContentReader.Digest(source, ct).Sha256;
                }
            }
            catch (Exception error) when (FolderWalk.IsInputError(error))
            {
                reasons[index] = FolderWalk.Describe(error);
            }

            progress?.Report(new InspectionProgress(Interlocked.Increment(ref done), files.Count, Interlocked.Add(ref bytes, file.Length), total, file.Place.Display));
        });

        Dictionary<string, string> found = new(StringComparer.Ordinal);
        for (int index = 0; index < files.Count; index++)
        {
            if (digests[index] is string digest)
                found[files[index].Place.File] = digest;
            else
                skipped.Add(new SkippedItem(files[index].Place.Display, reasons[index] ?? "it could not be read"));
        }

        return found;
    }

    private static void Compare(AttestedRelease release, IReadOnlyDictionary<string, string> found, bool isFolder, string attestation, List<SkippedItem> skipped, Action<string, string, string, string> report)
    {
        Dictionary<string, string> attested = new(StringComparer.Ordinal);
        foreach (AttestedFile file in release.Files)
            attested[!isFolder && file.Path == "." && found.Count == 1 ? found.Keys.First() : file.Path] = file.Sha256;
        HashSet<string> unread = new(skipped.Select(static item => item.Path), StringComparer.Ordinal);
        ILookup<string, string> appeared = found.Where(file => !attested.ContainsKey(file.Key)).ToLookup(static file => file.Value, static file => file.Key, StringComparer.Ordinal);
        HashSet<string> renamed = new(StringComparer.Ordinal);
        foreach ((string path, string sha256) in attested)
        {
            if (found.TryGetValue(path, out string? now))
            {
                if (now != sha256)
                    report(RuleIds.RG7004, "~" + path, $"File '{path}' is not the file that was checked: its SHA-256 is {now}, and {sha256} was attested.", path);
            }
            else if (appeared[sha256].FirstOrDefault(candidate => !renamed.Contains(candidate)) is string other)
            {
                renamed.Add(other);
                report(RuleIds.RG7004, ">" + path, $"File '{other}' was checked under the name '{path}'.", other);
            }
            else if (!unread.Contains(path))
            {
                report(RuleIds.RG7004, "-" + path, $"File '{path}' was checked and is missing.", attestation);
            }
        }

        foreach (string path in appeared.SelectMany(static group => group).Where(path => !renamed.Contains(path)))
            report(RuleIds.RG7004, "+" + path, $"File '{path}' was not there when the release was checked.", path);
    }

    private static InspectionResult Conclude(Dictionary<string, Finding> findings, string edition, InspectedTotals totals, IReadOnlyList<SkippedItem> skipped, bool nothing)
    {
        Verdict verdict = findings.Values.Any(static finding => finding.RuleId != RuleIds.RG9001) ? Verdict.Fail
            : findings.Count > 0 ? Verdict.Inconclusive
            : nothing ? Verdict.NothingInspected
            : Verdict.Pass;
        return new InspectionResult(verdict, edition, null, [.. findings.Values.OrderBy(static finding => finding.Location.File, StringComparer.Ordinal).ThenBy(static finding => finding.Key, StringComparer.Ordinal)], totals, skipped);
    }
}
