using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1006: a member of an open assembly returns, takes, inherits or infers a withheld type; no name of it stands in the text.</summary>
internal sealed class WithheldTypeHandedOut() : MentionRule(RuleIds.RG1006)
{
    public override string What(Mention mention) => $"'{mention.Through}' hands out '{mention.Name}'";

    public override string NextStep(Mention mention, string? moveTo) =>
        "Have the open API hand out an interface" + (moveTo is null ? "." : $", or move the use to {moveTo}.");
}
