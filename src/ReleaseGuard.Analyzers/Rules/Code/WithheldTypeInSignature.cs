using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1002: a declared type, parameter, constraint, base or generic argument is withheld.</summary>
internal sealed class WithheldTypeInSignature() : MentionRule(RuleIds.RG1002)
{
    public override string What(Mention mention) =>
        mention.Holder is null ? $"'{mention.Name}' is a declared type"
        : mention.IsPublicSurface ? $"'{mention.Holder}', part of the open API, exposes '{mention.Name}'"
        : $"'{mention.Holder}' holds '{mention.Name}'";

    public override string NextStep(Mention mention, string? moveTo) =>
        moveTo is null ? "No edition may have it: remove it." : $"Move it to {moveTo} or expose an interface.";
}
