using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1101: something that an edition may have behind a guard only is reached without one.</summary>
internal sealed class NotGuarded() : MentionRule(RuleIds.RG1101)
{
    public override string What(Mention mention) => $"'{mention.Name}' is reached without an edition guard";

    public override string NextStep(Mention mention, string? moveTo) =>
        "Test a guard marked [EditionGuard] before it, mark the member around it [RequiresEdition]" + (moveTo is null ? "." : $", or move it to {moveTo}.");

    /// <summary>The message about a member that names the edition it requires itself.</summary>
    public static string Required(string member, string required, string edition) =>
        $"'{member}' requires edition '{required}' and is reached in edition '{edition}' without a guard. Test a guard marked [EditionGuard(\"{required}\")] before it, or mark the member around it [RequiresEdition(\"{required}\")].";

    /// <summary>The message about an attribute that names no edition.</summary>
    public static string Unknown(string id, string? nearest) =>
        $"'{id}' is no edition of the policy" + (nearest is null ? "." : $"; did you mean '{nearest}'?") + " The requirement can never be met.";
}
