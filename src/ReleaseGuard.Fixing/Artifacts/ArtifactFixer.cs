using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Fixes what would ship: the audit finds, text is edited, and the audit is asked again before anything is kept. An edit that mended nothing, or
/// that brought a new error, is undone and told.
/// </summary>
internal sealed class ArtifactFixer(FixRequest request, IProgress<FixProgress>? progress, CancellationToken ct)
{
    private readonly PolicyChoice _policies = new(request.PolicyFile, request.Edition, request.AsOf);
    private readonly FixRoot _root = new(Directory.Exists(request.Path) ? request.Path : Path.GetDirectoryName(Path.GetFullPath(request.Path))!);

    public FixResult Run()
    {
        // A release folder holds nothing but the release, so what is at work lies beside it; a single file's folder is no release.
        var together = Directory.Exists(request.Path) && Path.GetDirectoryName(_root.Path) is { } parent ? new FixRoot(parent) : null;
        var ground = together ?? _root;
        FileTransaction.Recover(ground.Path, together is not null);
        var before = Inspect(_policies.For(request.Path));
        var plan = new ArtifactPlan(request, _root, ct);
        foreach (var finding in before.Findings.Where(IsKnown)) plan.Add(finding);

        var edits = plan.Edits.ToList();
        var changes = Draft(edits, plan);
        InspectionResult? after = null;
        while (!request.IsDryRun && changes.Count > 0)
        {
            using var transaction = FileTransaction.Apply(ground.Path, [.. changes.Select(static change => change.Replacement)], ct, together is not null);
            after = Inspect(_policies.For(request.Path));
            ct.ThrowIfCancellationRequested();
            var useless = Useless(edits, before, after);
            if (useless.Count == 0)
            {
                transaction.Commit();
                break;
            }

            transaction.Dispose();
            after = null;
            foreach (var (edit, why) in useless) Leave(edits, plan, edit, why);
            changes = Draft(edits, plan);
        }

        var policy = new PolicyEntryFix(request, before);
        policy.Run(plan, ct, reopened => Inspect(reopened));
        return Result(before, after, plan, edits, [.. changes.Select(static change => change.Change), .. policy.Changes], policy.Fixed);
    }

    private FixResult Result(InspectionResult before, InspectionResult? after, ArtifactPlan plan, List<FileEdit> edits, IReadOnlyList<FileChange> changes, IReadOnlyList<Finding> mendedEntries)
    {
        var still = after?.Findings.Select(static finding => finding.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        var left = plan.Unfixed.Select(static entry => entry.Finding).ToHashSet();
        var mended = edits.SelectMany(static edit => edit.Findings).Distinct().Where(finding => !still.Contains(finding.Key) && !left.Contains(finding)).ToList();
        var stayed = edits.SelectMany(static edit => edit.Findings).Distinct().Where(finding => still.Contains(finding.Key) && !left.Contains(finding))
            .Select(static finding => new UnfixedFinding(finding, "The edit mended other findings of this file, but not this one."));
        var known = before.Findings.Select(static finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        var appeared = after?.Findings.Where(finding => IsKnown(finding) && !known.Contains(finding.Key)).Select(static finding => new UnfixedFinding(finding, "It appeared with the edit.")) ?? [];
        var last = after ?? before;
        return new FixResult(
            request.Edition,
            request.IsDryRun,
            [.. mended, .. mendedEntries],
            [.. plan.Unfixed, .. stayed, .. appeared],
            [.. changes.OrderBy(static change => change.File, StringComparer.Ordinal)],
            [.. last.Findings.Where(static finding => finding.RuleId == RuleIds.RG9001).Select(static finding => finding.Message)],
            last.Findings.Any(static finding => finding.RuleId == RuleIds.RG9002) ? 0 : last.Inspected.Files);
    }

    private InspectionResult Inspect(PolicyFileResult opened)
    {
        var name = Directory.Exists(request.Path) ? "" : Path.GetFileName(request.Path);
        var inspection = new InspectionRequest([new ShippedItem(request.Path, name)], opened.Policy!, opened.Policy!.FindEdition(request.Edition)!, null, request.AsOf, FullContent: false)
        {
            PolicyIdentity = opened.Identity,
            PolicyProblems = opened.Problems,
        };
        return EditionInspector.Inspect(inspection, progress is null ? null : new Forwarded(progress), ct);
    }

    private static bool IsKnown(Finding finding) => finding.RuleId is not (RuleIds.RG9001 or RuleIds.RG9002);

    private static List<(FileEdit Edit, string Why)> Useless(List<FileEdit> edits, InspectionResult before, InspectionResult after)
    {
        var still = after.Findings.Select(static finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        var useless = edits.Where(edit => edit.Findings.All(finding => still.Contains(finding.Key)))
            .Select(static edit => (edit, "The edit did not mend it, so it was undone.")).ToList();
        if (useless.Count > 0) return useless;

        var known = before.Findings.Select(static finding => finding.RuleId + "\n" + finding.Component).ToHashSet(StringComparer.Ordinal);
        var worse = after.Findings.FirstOrDefault(finding => finding.Severity == RuleSeverity.Error && !known.Contains(finding.RuleId + "\n" + finding.Component));
        return worse is null ? [] : [.. edits.Select(edit => (edit, $"The edit would bring {worse.RuleId} ({worse.Message}), so it was undone."))];
    }

    private static void Leave(List<FileEdit> edits, ArtifactPlan plan, FileEdit edit, string why)
    {
        edits.Remove(edit);
        plan.Unfixed.AddRange(edit.Findings.Where(finding => !plan.Unfixed.Exists(left => left.Finding == finding)).Select(finding => new UnfixedFinding(finding, why)));
    }

    private List<(Replacement Replacement, FileChange Change)> Draft(List<FileEdit> edits, ArtifactPlan plan)
    {
        var drafts = new List<(Replacement, FileChange)>();
        foreach (var edit in edits.ToList())
        {
            try
            {
                drafts.Add(Draft(edit, plan));
            }
            catch (Exception error) when (error is FixProblemException or IOException or UnauthorizedAccessException)
            {
                Leave(edits, plan, edit, char.ToUpperInvariant(error.Message[0]) + error.Message[1..]);
            }
        }

        return drafts;
    }

    private (Replacement, FileChange) Draft(FileEdit edit, ArtifactPlan plan)
    {
        var shown = _root.Shown(edit.Path);
        if (edit.IsRemoval)
            return (new Replacement(edit.Path, null), new FileChange(shown, $"--- a/{shown}\n+++ /dev/null\n(the file of {new FileInfo(edit.Path).Length} bytes is removed)\n", IsRemoval: true));
        if (edit.MetadataKeys.Count > 0)
        {
            var rewritten = SafetensorsMetadata.Without(edit.Path, edit.MetadataKeys);
            return (new Replacement(edit.Path, stream => rewritten.Write(stream, ct)), new FileChange(shown, rewritten.Diff(shown)));
        }

        var file = plan.TextOf(edit.Path);
        JsonText.TryParse(file.Text, out var json, out _);
        if (!json!.TryApply(JsonEdits.Remove(json, [.. edit.Removed.Select(offset => json.NodeAt(offset)!).Distinct()]), out var changed, out var fault))
            throw new FixProblemException($"'{shown}' would be no JSON any more: {fault.Message}");
        var text = edit.Rewrite is { } rewrite ? rewrite(changed) : changed.Text;
        if (text == file.Text) throw new FixProblemException($"'{shown}' says already what its shards hold, so what is wrong is in the shards. Export the model again.");
        return (new Replacement(edit.Path, stream => stream.Write(file.Encode(text))), new FileChange(shown, UnifiedDiff.Of(file.Text, text, shown)));
    }

    private sealed class Forwarded(IProgress<FixProgress> progress) : IProgress<InspectionProgress>
    {
        public void Report(InspectionProgress value) => progress.Report(new FixProgress("reading", value.FilesDone, value.FilesTotal));
    }
}
