using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1102: a directive tests a name that looks like an edition symbol and is none. The compiler takes it as "not defined" without a word.</summary>
internal sealed class UnknownEditionSymbol() : CodeRule(RuleIds.RG1102)
{
    public static string Message(string written, string? nearest) =>
        $"'{written}' is the symbol of no edition" + (nearest is null ? "." : $"; did you mean '{nearest}'?") + " A directive that tests it never does what it says.";
}
