using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1001: code that an edition compiles mentions a symbol that is withheld from it.</summary>
internal sealed class WithheldSymbolUsed() : MentionRule(RuleIds.RG1001)
{
    public override string What(Mention mention) =>
        mention.Through is { } through ? $"'{mention.Name}' is used through '{through}'" : $"'{mention.Name}' is used";
}
