using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>A rule broken at a place.</summary>
/// <param name="RuleId">The rule, such as <c>RG3002</c>.</param>
/// <param name="Severity">The severity the policy gives it in this edition.</param>
/// <param name="Component">The policy's component it belongs to, where there is one.</param>
/// <param name="Message">What, in which edition, part of what, and what to do next.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Key">Identity across runs: rule, component, and symbol, tensor or entry; never a line number.</param>
public sealed record Finding(
    string RuleId,
    RuleSeverity Severity,
    string? Component,
    string Message,
    FindingLocation Location,
    string Key)
{
    /// <summary>The project's item that it is about, and where the project brings it in; null for other findings.</summary>
    public ProjectItemOrigin? Item { get; init; }

    /// <summary>The misspelt name that it is about and the nearest live one; null where there is none.</summary>
    public Suggestion? Suggestion { get; init; }
}
