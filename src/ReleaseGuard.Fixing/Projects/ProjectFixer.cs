using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Fixes projects: inspects, edits, writes, evaluates again, and keeps only edits that took their finding away and left every other edition what it
/// had. An edit that did not is undone and told.
/// </summary>
internal sealed class ProjectFixer(FixRequest request, FixRoot root, IReadOnlyList<string> projects, IProgress<FixProgress>? progress, CancellationToken ct)
{
    private const int MostRounds = 4;

    private readonly PolicyChoice _policies = new(request.PolicyFile, request.Edition, request.AsOf);
    private readonly ConcurrentBag<string> _unread = [];
    private readonly Dictionary<string, TextFile> _originals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private HashSet<string> _known = [];
    private IReadOnlyList<Finding> _appeared = [];

    public async Task<FixResult> Run()
    {
        var before = await Inspect(projects, "reading").ConfigureAwait(false);
        var mended = new List<Finding>();
        IReadOnlyList<Finding> rest;
        IReadOnlyList<UnfixedFinding> unfixed;
        try
        {
            if (!request.IsDryRun)
            {
                // A condition that is spelt right for the first time changes what every edition holds, as it was meant to: those come first, and
                // what another misspelling hid comes with the next round.
                for (var round = 0; round < MostRounds && before.Exists(IsMisspelt); round++)
                {
                    var (mendedNow, _) = await Pass(before, request with { Rules = [RuleIds.RG1109] }, holdsOthers: false).ConfigureAwait(false);
                    if (mendedNow.Count == 0) break;
                    mended.AddRange(mendedNow);
                    before = await Inspect(projects, "reading").ConfigureAwait(false);
                }
            }

            (rest, unfixed) = await Pass(before, request, holdsOthers: true).ConfigureAwait(false);
        }
        catch when (mended.Count > 0)
        {
            // All or nothing: what the first rounds kept goes back as well.
            using var back = FileTransaction.Apply(root.Path, [.. _originals.Values.Select(static file => new Replacement(file.FullPath, stream => stream.Write(file.Bytes)))], CancellationToken.None);
            back.Commit();
            throw;
        }

        return new FixResult(
            request.Edition,
            request.IsDryRun,
            [.. mended.Concat(rest).OrderBy(static finding => finding.Location.File, StringComparer.Ordinal).ThenBy(static finding => finding.Location.Line)],
            [.. unfixed, .. _appeared.Select(static finding => new UnfixedFinding(finding, "It shows only after the edit. Run the fix again."))],
            [.. _originals.Values.Where(file => _texts[file.FullPath] != file.Text).Select(file => new FileChange(root.Shown(file.FullPath), UnifiedDiff.Of(file.Text, _texts[file.FullPath], root.Shown(file.FullPath)))).OrderBy(static change => change.File, StringComparer.Ordinal)],
            [.. _unread.Distinct().Order(StringComparer.Ordinal)],
            before.Count);
    }

    private bool IsMisspelt(InspectedProject project) => request.Covers(RuleIds.RG1109) && project.Problems.Any(static problem => problem.Finding.RuleId == RuleIds.RG1109);

    private async Task<(IReadOnlyList<Finding> Mended, IReadOnlyList<UnfixedFinding> Unfixed)> Pass(List<InspectedProject> before, FixRequest asked, bool holdsOthers)
    {
        _appeared = [];
        _known = before.SelectMany(static project => project.Problems).Select(static problem => problem.Identity).ToHashSet(StringComparer.Ordinal);
        var (operations, unfixed) = ProjectPlan.Of(before, asked);
        var drafts = Draft(operations, unfixed);

        // A file that projects share changes all of them.
        var shared = operations.Exists(operation => operation.Problems.Any(problem => problem.Project.Path != operation.File));
        var changed = before.Where(project => shared || operations.Exists(operation => operation.File == project.Path)).ToList();
        if (!asked.IsDryRun && drafts.Count > 0)
            drafts = await Write(holdsOthers ? changed : [], changed, operations, unfixed, drafts).ConfigureAwait(false);

        foreach (var (file, text) in drafts)
        {
            _originals.TryAdd(file.FullPath, file);
            _texts[file.FullPath] = text;
        }

        var left = unfixed.Select(static entry => entry.Finding).ToHashSet();
        return ([.. operations.SelectMany(static operation => operation.Problems).Select(static problem => problem.Finding).Where(finding => !left.Contains(finding)).Distinct()], unfixed);
    }

    private async Task<List<(TextFile File, string Text)>> Write(IReadOnlyList<InspectedProject> heldToOthers, IReadOnlyList<InspectedProject> changed, List<ProjectOperation> operations, List<UnfixedFinding> unfixed, List<(TextFile File, string Text)> drafts)
    {
        var held = await Holdings(heldToOthers).ConfigureAwait(false);
        while (drafts.Count > 0)
        {
            using var transaction = FileTransaction.Apply(root.Path, [.. drafts.Select(static draft => new Replacement(draft.File.FullPath, stream => stream.Write(draft.File.Encode(draft.Text))))], ct);
            var wrong = await Judge(heldToOthers, changed, operations, held).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            if (wrong.Count == 0)
            {
                transaction.Commit();
                break;
            }

            transaction.Dispose();
            foreach (var (operation, why) in wrong) Leave(operations, unfixed, operation, why);
            drafts = Draft(operations, unfixed);
        }

        return drafts;
    }

    private async Task<List<(ProjectOperation Operation, string Why)>> Judge(IReadOnlyList<InspectedProject> heldToOthers, IReadOnlyList<InspectedProject> changed, List<ProjectOperation> operations, Dictionary<string, IReadOnlyList<string>> held)
    {
        var unreadBefore = _unread.Count;
        var after = await Inspect([.. changed.Select(static project => project.Path)], "proving").ConfigureAwait(false);
        if (_unread.Count > unreadBefore) return [.. operations.Select(static operation => (operation, "The project could not be evaluated after the edit."))];

        _appeared = [.. after.SelectMany(static project => project.Problems).Where(problem => !_known.Contains(problem.Identity)).Select(static problem => problem.Finding)];
        var there = after.SelectMany(static project => project.Problems).Select(static problem => problem.Identity).ToHashSet(StringComparer.Ordinal);
        var wrong = operations.Where(operation => operation.Problems.Any(problem => there.Contains(problem.Identity)))
            .Select(static operation => (operation, "The edit did not take it out, so it was undone: something that the project imports brings it in later."))
            .ToList();
        if (wrong.Count > 0) return wrong;

        foreach (var (key, now) in await Holdings(heldToOthers).ConfigureAwait(false))
        {
            if (now.SequenceEqual(held[key], StringComparer.Ordinal)) continue;
            var (path, edition) = (key.Split('\n')[0], key.Split('\n')[1]);
            var lost = held[key].Except(now, StringComparer.Ordinal).Concat(now.Except(held[key], StringComparer.Ordinal)).FirstOrDefault()?.Split('\n');

            // Its own edits, else those of a file that it shares.
            var own = operations.Where(operation => operation.Problems.Any(problem => problem.Project.Path == path)).ToList();
            wrong.AddRange((own.Count > 0 ? own : operations)
                .Select(operation => (operation, $"The edit would change edition '{edition}' too ({string.Join(' ', lost?.Skip(1) ?? [])}), so it was undone. Condition it by hand.")));
        }

        return wrong;
    }

    private static void Leave(List<ProjectOperation> operations, List<UnfixedFinding> unfixed, ProjectOperation operation, string why)
    {
        if (!operations.Remove(operation)) return;
        unfixed.AddRange(operation.Problems.Select(problem => new UnfixedFinding(problem.Finding, why)));
    }

    /// <summary>The files as the operations make them. What cannot be made is left, and the file made anew without it.</summary>
    private List<(TextFile File, string Text)> Draft(List<ProjectOperation> operations, List<UnfixedFinding> unfixed)
    {
        var drafts = new List<(TextFile, string)>();
        foreach (var group in operations.GroupBy(static operation => operation.File, StringComparer.Ordinal).ToList())
        {
            try
            {
                var file = TextFile.Read(root.RequireWritable(group.Key), root.Shown(group.Key));
                var (text, failed) = ProjectDraft.Make(file.Text, [.. group]);
                foreach (var (operation, why) in failed) Leave(operations, unfixed, operation, why);
                if (text != file.Text) drafts.Add((file, text));
            }
            catch (Exception error) when (error is FixProblemException or IOException or UnauthorizedAccessException)
            {
                foreach (var operation in group) Leave(operations, unfixed, operation, Sentence(error.Message));
            }
        }

        return drafts;
    }

    private async Task<List<InspectedProject>> Inspect(IReadOnlyList<string> paths, string what)
    {
        var inspected = new ConcurrentBag<InspectedProject>();
        var done = 0;
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (path, stop) =>
        {
            try
            {
                inspected.Add(await InspectedProject.Inspect(path, request.Edition, _policies, request.AsOf, stop).ConfigureAwait(false));
            }
            catch (FixProblemException problem)
            {
                _unread.Add($"{root.Shown(path)}: {problem.Message}");
            }

            progress?.Report(new FixProgress(what, Interlocked.Increment(ref done), paths.Count));
        }).ConfigureAwait(false);
        return [.. inspected.OrderBy(static project => project.Path, StringComparer.Ordinal)];
    }

    // What every other edition holds, by project and edition.
    private async Task<Dictionary<string, IReadOnlyList<string>>> Holdings(IReadOnlyList<InspectedProject> changed)
    {
        var held = new ConcurrentDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var pairs = changed.SelectMany(project => project.Policy.Editions.Where(edition => edition.Id != request.Edition), static (project, edition) => (project, edition)).ToList();
        var done = 0;
        await Parallel.ForEachAsync(pairs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (pair, stop) =>
        {
            held[pair.project.Path + "\n" + pair.edition.Id] = await InspectedProject.Holdings(pair.project.Path, pair.edition.Id, pair.project.Policy, request.AsOf, stop).ConfigureAwait(false);
            progress?.Report(new FixProgress("holding the other editions", Interlocked.Increment(ref done), pairs.Count));
        }).ConfigureAwait(false);
        return new Dictionary<string, IReadOnlyList<string>>(held, StringComparer.Ordinal);
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..];
}
