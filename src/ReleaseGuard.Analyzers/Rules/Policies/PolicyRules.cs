using System.Collections.Immutable;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Policies;

/// <summary>The registry of the rules about the policy: one line each.</summary>
internal static class PolicyRules
{
    public static readonly PolicyProblemRule Invalid = new(RuleIds.RG6001);
    public static readonly PolicyMissing Missing = new();

    public static readonly ImmutableArray<PolicyProblemRule> Problems =
    [
        Invalid,
        new(RuleIds.RG6002),
        new(RuleIds.RG6003),
        new(RuleIds.RG6005),
        new(RuleIds.RG6008),
        new(RuleIds.RG6009),
    ];

    /// <summary>The rule of a problem. One that only the build or the tool reports is none of the compiler's.</summary>
    public static PolicyProblemRule? Find(string id)
    {
        foreach (var rule in Problems)
        {
            if (rule.Id == id) return rule;
        }

        return null;
    }
}
