using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1104: a directive keeps withheld code in the edition it should keep it out of, or tests nothing at all.</summary>
internal sealed class ContradictoryGuard() : MentionRule(RuleIds.RG1104)
{
    public override string What(Mention mention) => $"This arm is compiled only where '{mention.Name}' must not be; it stands";

    public override string NextStep(Mention mention, string? moveTo) => "Invert the condition" + (moveTo is null ? "." : $", or move the code to {moveTo}.");

    /// <summary>The message for a test that says the same in every edition.</summary>
    public static string Constant(string condition, bool value) => value
        ? $"'{condition}' holds in every edition: it keeps nothing out. Test the symbol of the edition that may have the code."
        : $"'{condition}' holds in no edition: no edition compiles this arm. Remove it, or test the symbol of one edition.";
}
