using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Baselines;

/// <summary>Takes accepted findings out of a result, and says which entries are not needed any more (RG6004), not allowed (RG6005) or not readable (RG6001).</summary>
internal static class BaselineJudge
{
    /// <summary>The findings that stay, those about the baseline among them, and how many were accepted.</summary>
    /// <param name="request">What was inspected.</param>
    /// <param name="findings">What was found, keys numbered: a second copy of an accepted finding is a finding.</param>
    /// <param name="isWhole">Whether a whole release was inspected, so that what was not found is not there.</param>
    public static (IReadOnlyList<Finding> Findings, int Accepted) Judge(InspectionRequest request, IReadOnlyList<Finding> findings, bool isWhole)
    {
        if (request.IgnoresBaseline)
        {
            return (findings, 0);
        }

        var (policy, edition) = (request.Policy, request.Edition);
        var path = Baseline.PathFor(policy, edition);
        if (Baseline.Read(policy, edition, out var problem) is not { } baseline)
        {
            var broken = new PolicyProblem(RuleIds.RG6001, RuleSeverity.Error, $"The baseline '{Path.GetFileName(path)}' {problem}, so it accepts nothing. Restore it from review, or remove it.", new PolicyLocation(path, 0, 0, 1, 1, 1, 1));
            return ([.. PolicyFindings.Of([broken]), .. findings], 0);
        }

        if (baseline.Entries.Count == 0)
        {
            return (findings, 0);
        }

        var accepted = new HashSet<string>(baseline.Entries.Select(static entry => entry.Key), StringComparer.Ordinal);
        var kept = findings.Where(finding => !accepted.Contains(finding.Key) || !Baseline.Accepts(policy, finding)).ToList();
        var found = new HashSet<string>(findings.Select(static finding => finding.Key), StringComparer.Ordinal);
        var release = isWhole && request.Items.Count == 1 ? Baseline.ReleaseOf(policy, request.Items[0].SourcePath) : null;
        IEnumerable<Finding> about = baseline.Entries.SelectMany(entry => About(entry, policy, edition, path, !found.Contains(entry.Key) && entry.Release == release && (request.FullContent || !entry.IsFullContent)));
        return ([.. about, .. kept], findings.Count - kept.Count);
    }

    private static IEnumerable<Finding> About(BaselineEntry entry, EditionPolicy policy, Edition edition, string path, bool isStale)
    {
        if (Baseline.IsForSafety(policy, entry.Component))
        {
            yield return Of(RuleIds.RG6005, $"The baseline accepts '{entry.Key}' of {entry.Component}, which is withheld for safety: it is not accepted. Mend the finding, and take the entry out of the baseline.");
        }
        else if (isStale)
        {
            yield return Of(RuleIds.RG6004, $"The baseline accepts '{entry.Key}' in '{entry.Release}', which is not found there any more. 'releaseguard baseline prune {entry.Release} --edition {edition.Id}' takes it out.");
        }

        Finding Of(string rule, string message) => new(rule, policy.SeverityOf(rule, edition), entry.Component, message, new FindingLocation(path, entry.Line, 1), $"{rule}:{entry.Release}:{entry.Key}");
    }
}
