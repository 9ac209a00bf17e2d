using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG6002 in source: a mark names a component that the policy does not have, so it withholds nothing.</summary>
internal sealed class UnknownComponent() : CodeRule(RuleIds.RG6002)
{
    public static string Message(string id, string? nearest) =>
        $"'{id}' is no component of the policy" + (nearest is null ? "" : $"; did you mean '{nearest}'?") + (nearest is null ? "." : "") + " What it marks is withheld from no edition.";
}
