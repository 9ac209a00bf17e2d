using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1001 at its root: the withheld symbol itself is declared in code that the edition compiles. Mentions inside it are not counted again.</summary>
internal sealed class WithheldSymbolDeclared() : MentionRule(RuleIds.RG1001)
{
    public override string What(Mention mention) => $"'{mention.Name}' is declared";
}
