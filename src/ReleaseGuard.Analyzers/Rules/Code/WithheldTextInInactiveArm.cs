using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1108: text that the compiler skips is still in the source that the edition publishes.</summary>
internal sealed class WithheldTextInInactiveArm() : MentionRule(RuleIds.RG1108)
{
    public override string What(Mention mention) => $"'{mention.Name}' stands in an arm that is skipped, but the source is published";
}
