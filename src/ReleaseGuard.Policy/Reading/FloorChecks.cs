using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading.Drafts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Says aloud where <c>rules</c> would lower a rule that guards a release: in guarded editions the line has no effect.</summary>
internal static class FloorChecks
{
    public static void Run(PolicyDraft draft, EditionPolicy policy, PolicyProblems problems)
    {
        if (policy.GuardedEditions.Count == 0) return;
        foreach (var line in draft.Rules)
        {
            if (line.Severity.Value == RuleSeverity.Error) continue;
            var kept = new List<string>();
            foreach (var rule in RuleCatalog.All)
            {
                if (rule.Id.StartsWith(line.Key.Value, StringComparison.Ordinal) && policy.Rules.Find(rule.Id) == line.Severity.Value
                    && policy.SeverityOf(rule.Id, null) > line.Severity.Value)
                {
                    kept.Add(rule.Id);
                }
            }

            if (kept.Count == 0) continue;
            problems.Add(RuleIds.RG6001, RuleSeverity.Warning, line.Severity.Location,
                $"{(kept.Count == 1 ? kept[0] + " stays" : $"{kept.Count} rules ({kept[0]} first) stay")} an error in guarded editions: '{PolicyWords.Of(line.Severity.Value)}' holds elsewhere only. The way round a finding is an exception; \"mode\": \"audit\" reports without failing.");
        }
    }
}
