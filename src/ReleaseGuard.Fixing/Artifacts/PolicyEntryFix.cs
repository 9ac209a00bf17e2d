using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Editing;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Fixing;

/// <summary>RG6002, only where it is named: writes the nearest live name in place of a pattern that matches nothing, and keeps it only if the pattern then matches.</summary>
/// <param name="request">What is to be fixed.</param>
/// <param name="before">What the audit found.</param>
internal sealed class PolicyEntryFix(FixRequest request, InspectionResult before)
{
    /// <summary>The entries that match now.</summary>
    public IReadOnlyList<Finding> Fixed { get; private set; } = [];

    /// <summary>The policies changed.</summary>
    public List<FileChange> Changes { get; } = [];

    public void Run(ArtifactPlan plan, CancellationToken ct, Func<PolicyFileResult, InspectionResult> inspect)
    {
        var entries = before.Findings.Where(finding => finding is { RuleId: RuleIds.RG6002, Suggestion: not null } && request.Rules.Contains(RuleIds.RG6002)).ToList();
        var mended = new List<Finding>();
        foreach (var policy in entries.GroupBy(static finding => Path.GetFullPath(finding.Location.File!), StringComparer.Ordinal))
        {
            try
            {
                mended.AddRange(Write(policy.Key, [.. policy], ct, inspect));
            }
            catch (Exception error) when (error is FixProblemException or IOException or UnauthorizedAccessException)
            {
                plan.Unfixed.AddRange(policy.Select(finding => new UnfixedFinding(finding, char.ToUpperInvariant(error.Message[0]) + error.Message[1..])));
            }
        }

        Fixed = mended;
    }

    private IReadOnlyList<Finding> Write(string path, IReadOnlyList<Finding> findings, CancellationToken ct, Func<PolicyFileResult, InspectionResult> inspect)
    {
        var root = new FixRoot(Path.GetDirectoryName(path)!);
        FileTransaction.Recover(root.Path);
        var real = root.RequireWritable(path);
        var file = TextFile.Read(real, root.Shown(real));
        if (!JsonText.TryParse(file.Text, out var json, out var fault)) throw new FixProblemException($"the policy cannot be edited, line {fault.Line}: {fault.Message}");
        var edits = findings.SelectMany(finding => json.NodeAt(finding.Location.Line ?? 0, finding.Location.Column ?? 0) is { IsString: true } node && node.Text == finding.Suggestion!.Written
            ? JsonEdits.Replace(json, node, JsonEdits.Literal(finding.Suggestion.Nearest))
            : throw new FixProblemException("the entry is not where it was found; the policy has changed meanwhile.")).ToList();
        var text = TextEdits.Apply(file.Text, edits);
        Changes.Add(new FileChange(root.Shown(real), UnifiedDiff.Of(file.Text, text, root.Shown(real))));
        if (request.IsDryRun) return findings;

        using var transaction = FileTransaction.Apply(root.Path, [new Replacement(real, stream => stream.Write(file.Encode(text)))], ct);
        var reopened = PolicyFile.Open(path, request.AsOf);
        if (reopened.Policy is null || inspect(reopened).Findings.Any(after => findings.Any(finding => after.RuleId == finding.RuleId && after.Suggestion is not null && after.Location == finding.Location)))
        {
            Changes.Clear();
            throw new FixProblemException("with the nearest live name the entry still matches nothing, so the policy is as it was.");
        }

        transaction.Commit();
        return findings;
    }
}
