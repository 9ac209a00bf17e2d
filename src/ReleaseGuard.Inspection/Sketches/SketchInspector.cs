using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Packed;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>From files on disk to sketches and back: publishes what a policy withholds, and looks for it without a policy.</summary>
public static class SketchInspector
{
    /// <summary>Compares everything that ships with sketch files. No policy is needed; what cannot be compared keeps the verdict from being a pass.</summary>
    /// <param name="items">What ships.</param>
    /// <param name="files">Sketch files, each read without a problem.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    public static InspectionResult Check(IReadOnlyList<ShippedItem> items, IReadOnlyList<SketchFile> files, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        var shipped = FolderWalk.Walk(items, ct);
        var checker = new SketchChecker(files);
        var needed = new FactsNeeded(Content: false, static _ => false) { Comparison = checker };
        var read = new IReadOnlyList<FileFacts>[shipped.Files.Count];
        var done = 0;
        long bytesDone = 0, bytesTotal = shipped.Files.Sum(static file => file.Length);
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var file = shipped.Files[index];
            read[index] = new FileReader(needed, ct).Read(file);
            progress?.Report(new InspectionProgress(Interlocked.Increment(ref done), read.Length, Interlocked.Add(ref bytesDone, file.Length), bytesTotal, file.Place.Display));
        });

        var facts = new ReleaseFacts([.. read.SelectMany(static facts => facts)], shipped.Problems, shipped.Nothing, IsWhole: true);
        var findings = Findings(facts, checker).OrderBy(static f => f.Location.File, StringComparer.Ordinal).ThenBy(static f => f.Location.Entry, StringComparer.Ordinal)
            .ThenBy(static f => f.Location.ByteOffset).ThenBy(static f => f.RuleId, StringComparer.Ordinal).ThenBy(static f => f.Message, StringComparer.Ordinal).ToList();
        var compared = facts.Files.SelectMany(static file => file.Compared).Where(static reading => reading.Subject.Source is not UnpackedSource).ToList();
        var verdict = findings.Any(static f => f.Severity == RuleSeverity.Error && f.RuleId != RuleIds.RG9001) ? Verdict.Fail
            : findings.Any(static f => f.RuleId == RuleIds.RG9001) ? Verdict.Inconclusive
            : compared.Count == 0 ? Verdict.NothingInspected
            : Verdict.Pass;
        return new InspectionResult(
            verdict,
            string.Empty,
            null,
            findings,
            new InspectedTotals(facts.Files.Count, facts.Files.Sum(static file => file.Length), compared.Count, compared.Sum(static reading => reading.Subject.Tensor.Parameters)),
            [.. findings.Where(static f => f.RuleId == RuleIds.RG9001).Select(static f => new SkippedItem(f.Location.Tensor ?? f.Location.File ?? string.Empty, f.Message))]);
    }

    /// <summary>Publishes a sketch of every tensor of the full edition that the policy withholds from an edition.</summary>
    /// <param name="full">Folders or files of the full edition.</param>
    /// <param name="open">Folders or files of the open edition.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="edition">The open edition.</param>
    /// <param name="component">The component to publish; every withheld one when null.</param>
    /// <param name="salt">The salt of the file.</param>
    /// <param name="isSaltSecret">Whether the file leaves the salt out.</param>
    /// <param name="hideNames">Whether opaque ids take the place of names.</param>
    /// <param name="ct">Stops it.</param>
    public static SketchPublication Publish(
        IReadOnlyList<string> full, IReadOnlyList<string> open, EditionPolicy policy, Edition edition, Component? component, SketchSalt salt, bool isSaltSecret, bool hideNames, CancellationToken ct = default)
    {
        List<string> problems = [];
        List<IDisposable> opened = [];
        try
        {
            List<SketchSubject> withheld = [];
            foreach (var (place, subjects) in Open(full, opened, problems, ct))
            {
                foreach (var subject in subjects.Subjects)
                {
                    withheld.AddRange(Withheld(place, subject, policy, edition, component, problems));
                }

                problems.AddRange(subjects.Unread.Where(unread => Withheld(place, unread.Subject, policy, edition, component, []).Any())
                    .Select(static unread => $"'{unread.Subject.Tensor.Name}' of {unread.Subject.File} is withheld and cannot be published: {unread.Reason}."));
            }

            List<SketchSubject> kept = [];
            foreach (var (_, subjects) in Open(open, opened, problems, ct))
            {
                kept.AddRange(subjects.Subjects);
                problems.AddRange(subjects.Unread.Select(static unread => $"'{unread.Subject.Tensor.Name}' of {unread.Subject.File} in the open edition cannot be compared: {unread.Reason}."));
            }

            if (kept.Count == 0)
            {
                problems.Add("The open edition holds no tensor: without it, codes that it shares cannot be left out.");
            }

            return problems.Count != 0
                ? new SketchPublication(null, [], problems)
                : SketchPublisher.Publish(new SketchPublishRequest(withheld, kept, salt, isSaltSecret, hideNames), 0, ct);
        }
        finally
        {
            opened.ForEach(static source => source.Dispose());
        }
    }

    private static IEnumerable<Finding> Findings(ReleaseFacts facts, SketchChecker checker)
    {
        var homes = facts.Files.SelectMany(static file => file.Compared.Select(reading => (reading.Subject, file.Place))).ToDictionary(static pair => pair.Subject, static pair => pair.Place);
        foreach (var hit in checker.Judge([.. facts.Files.SelectMany(static file => file.Compared)]))
        {
            var tensor = hit.Subject.Tensor;
            var rule = WithheldContentRule.RuleIdOf(hit.Tier);
            yield return new Finding(
                rule,
                hit.Evidence == SketchEvidence.Suspect ? RuleSeverity.Warning : RuleSeverity.Error,
                null,
                $"'{homes[hit.Subject].Display}' holds tensor '{tensor.Name}', which {WithheldContentRule.Describe(hit)}. Take it out of the file and of its index, and write both again.",
                homes[hit.Subject].ToLocation(tensor),
                $"{rule}:{tensor.Name}={string.Join("+", hit.Withheld)}");
        }

        foreach (var (place, problem) in facts.AllProblems().Where(static met => met.Problem.Kind is ArtifactProblemKind.Unread or ArtifactProblemKind.Malformed))
        {
            yield return Unread(place.ToLocation(problem), $"'{place.Display}' was not read whole: {problem.Message}.", $"{place.Display}:{problem.Invariant}");
        }

        foreach (var file in facts.Files)
        {
            foreach (var unread in file.NotCompared)
            {
                yield return Unread(
                    file.Place.ToLocation(unread.Subject.Tensor),
                    $"'{file.Place.Display}' holds tensor '{unread.Subject.Tensor.Name}', whose content was not compared: {unread.Reason}.",
                    $"{file.Place.Display}:{unread.Subject.Tensor.Name}:content");
            }
        }
    }

    private static Finding Unread(FindingLocation location, string message, string subject) =>
        new(RuleIds.RG9001, RuleSeverity.Error, null, message, location, $"{RuleIds.RG9001}:{subject}");

    /// <summary>The model files below some paths, opened; what cannot be read is a problem, because an owner must not publish less than there is.</summary>
    private static List<(ShippedPlace Place, ArtifactSubjects Subjects)> Open(IReadOnlyList<string> paths, List<IDisposable> opened, List<string> problems, CancellationToken ct)
    {
        List<(ShippedPlace, ArtifactSubjects)> models = [];
        foreach (var path in paths)
        {
            var walked = FolderWalk.Walk([new ShippedItem(path, string.Empty)], ct);
            problems.AddRange(walked.Problems.Select(static placed => $"'{placed.Place.Display}' was not read: {placed.Problem.Message}."));
            foreach (var file in walked.Files.Where(static file => file.Length != 0))
            {
                try
                {
                    var source = new FileArtifactSource(file.DiskPath, file.Place.Display);
                    opened.Add(source);
                    if (ArtifactFormats.Detect(source, file.Place.FileName) is { } format)
                    {
                        var facts = format.Read(source, ct);
                        problems.AddRange(facts.Problems.Where(static p => p.Kind is ArtifactProblemKind.Unread or ArtifactProblemKind.Malformed).Select(p => $"'{file.Place.Display}' is not read whole: {p.Message}."));
                        var subjects = new ArtifactSubjects(file.Place.Display, source, facts.Tensors, Path.GetDirectoryName(file.DiskPath));
                        opened.Add(subjects);
                        models.Add((file.Place, subjects));
                    }
                }
                catch (Exception error) when (FolderWalk.IsInputError(error))
                {
                    problems.Add($"'{file.Place.Display}' was not read: {FolderWalk.Describe(error)}.");
                }
            }
        }

        return models;
    }

    /// <summary>The tensor where the policy withholds it: by its file, by its name, or the rows that it withholds.</summary>
    private static IEnumerable<SketchSubject> Withheld(ShippedPlace place, SketchSubject subject, EditionPolicy policy, Edition edition, Component? only, List<string> problems)
    {
        bool IsWanted(Component component) => (only is null || component.Id == only.Id) && policy.Decide(component, edition).Standing == Standing.Withheld;

        if (place.Tails().Any(path => policy.Matcher.MatchFile(path).Any(match => IsWanted(match.Component))))
        {
            return [subject];
        }

        var patterns = policy.Matcher.MatchTensor(subject.Tensor.Name)
            .Where(match => IsWanted(match.Component) && match.Tensor is not null && WithheldTensorRule.ConditionsHold(match.Tensor, subject.Tensor))
            .Select(static match => match.Tensor!)
            .ToList();
        if (patterns.Any(static pattern => pattern.Rows is null))
        {
            return [subject];
        }

        List<SketchSubject> slices = [];
        foreach (var rows in patterns.Select(static pattern => pattern.Rows!))
        {
            try
            {
                slices.Add(subject.Slice(rows.First, rows.Last));
            }
            catch (ArgumentOutOfRangeException error)
            {
                problems.Add($"Rows {rows.First}..{rows.Last} are withheld, and {error.Message}");
            }
        }

        return slices;
    }
}
