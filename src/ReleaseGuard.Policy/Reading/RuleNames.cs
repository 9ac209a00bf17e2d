using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy.Reading;

/// <summary>Checks rule ids and prefixes in a policy against the catalogue.</summary>
internal static class RuleNames
{
    /// <summary>What is wrong with a rule's name, or null.</summary>
    public static string? Problem(string name, bool allowPrefix)
    {
        if (Ids.IsRule(name, whole: !allowPrefix))
        {
            foreach (var rule in RuleCatalog.All)
            {
                if (rule.Id.StartsWith(name, StringComparison.Ordinal)) return null;
            }
        }

        return $"\"{name}\" is no rule{(allowPrefix ? " and no beginning of one" : "")}.{Spelling.Suggest(name, All())}";
    }

    private static IEnumerable<string> All()
    {
        foreach (var rule in RuleCatalog.All) yield return rule.Id;
    }
}
