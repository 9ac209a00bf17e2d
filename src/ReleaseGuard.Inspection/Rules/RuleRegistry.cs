using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>Every rule that holds what ships against the policy, one line each.</summary>
internal static class RuleRegistry
{
    public static IReadOnlyList<IInspectionRule> All { get; } =
    [
        new WithheldFileRule(),
        new WithheldTensorRule(),
        new InconclusiveRule(),
    ];
}
