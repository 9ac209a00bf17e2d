using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1001 for a name that resolves to nothing because the edition lacks its reference: the policy knows it, the compiler does not.</summary>
internal sealed class WithheldNameUnresolved() : MentionRule(RuleIds.RG1001)
{
    public override string What(Mention mention) => $"'{mention.Name}' does not resolve because it is withheld; it is used";
}
