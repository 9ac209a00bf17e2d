using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1003: a value is copied out of a withheld component; the compiled code keeps the value and no reference to it.</summary>
internal sealed class WithheldConstantCopied() : MentionRule(RuleIds.RG1003)
{
    public override string What(Mention mention) => $"The value of '{mention.Name}' is copied";

    public override string NextStep(Mention mention, string? moveTo) =>
        moveTo is null ? "No edition may have it: remove it." : $"Move the use to {moveTo}, or the constant to open code if it is no secret.";
}
