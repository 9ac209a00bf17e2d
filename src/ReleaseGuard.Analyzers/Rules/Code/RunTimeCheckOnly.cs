using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1106: a test at run time stands before withheld code. The code and its reference are in the assembly all the same.</summary>
internal sealed class RunTimeCheckOnly() : MentionRule(RuleIds.RG1106)
{
    public override string What(Mention mention) => $"A test at run time is all that keeps '{mention.Name}' back";

    public override string NextStep(Mention mention, string? moveTo) =>
        "It does not take the code out of the assembly: " + (moveTo is null ? "remove it." : $"move it to {moveTo}.");
}
