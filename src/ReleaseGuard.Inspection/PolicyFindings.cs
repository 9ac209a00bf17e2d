using System;
using System.Collections.Generic;
using System.Globalization;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>
/// The problems of a policy as findings: a policy whose exception has expired, or that loosens its base, is still held in its strictest
/// reading, but no release passes under it in silence.
/// </summary>
internal static class PolicyFindings
{
    /// <summary>One finding a problem, in their order. A key tells a problem by its text, not by its line: the line moves when something above it is mended.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<PolicyProblem> problems)
    {
        Dictionary<string, int> used = new(StringComparer.Ordinal);
        List<Finding> findings = [];
        foreach (PolicyProblem problem in problems)
        {
            string key = problem.RuleId + ":" + problem.Message;
            used.TryGetValue(key, out int times);
            used[key] = times + 1;
            findings.Add(new Finding(
                problem.RuleId,
                problem.Severity,
                null,
                problem.Message,
                new FindingLocation(problem.Location.Path, problem.Location.Line, problem.Location.Column),
                times == 0 ? key : key + "#" + (times + 1).ToString(CultureInfo.InvariantCulture)));
        }

        return findings;
    }
}
