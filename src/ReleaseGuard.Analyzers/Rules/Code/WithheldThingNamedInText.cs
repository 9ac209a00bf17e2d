using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1201: a constant text names a withheld file, tensor, token, type or string. It is kept in the assembly as it is written.</summary>
internal sealed class WithheldThingNamedInText() : MentionRule(RuleIds.RG1201)
{
    public override string What(Mention mention) => mention.Through == "text" ? $"A text holds withheld words: '{mention.Name}'; it stands" : $"A text names the withheld {mention.Through} '{mention.Name}'";

    public override string NextStep(Mention mention, string? moveTo) =>
        moveTo is null ? "No edition may have it: remove it." : $"Move the constant to {moveTo}, or read it from data that only that edition ships.";
}
