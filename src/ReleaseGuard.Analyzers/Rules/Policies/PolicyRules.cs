using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Policies;

/// <summary>The registry of the rules about the policy: one line each.</summary>
internal static class PolicyRules
{
    public static readonly PolicyProblemRule Invalid = new(RuleIds.RG6001);
    public static readonly PolicyProblemRule Unmatched = new(RuleIds.RG6002, WellKnownDiagnosticTags.CompilationEnd);
    public static readonly PolicyMissing Missing = new();

    public static readonly ImmutableArray<PolicyProblemRule> Problems =
    [
        Invalid,
        Unmatched,
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
