using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1202: reflection, native interop or a registration binds a withheld type, assembly or library by its name.</summary>
internal sealed class WithheldTypeBoundByName() : MentionRule(RuleIds.RG1202)
{
    public override string What(Mention mention) => $"The withheld {mention.Through} '{mention.Name}' is bound by name";

    public override string NextStep(Mention mention, string? moveTo) =>
        "Let the withheld component register itself behind an interface" + (moveTo is null ? "." : $", or move the call to {moveTo}.");
}
