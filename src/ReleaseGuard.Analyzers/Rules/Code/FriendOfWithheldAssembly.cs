using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1004: an attribute befriends or forwards to a withheld assembly, by its name or by a type of it.</summary>
internal sealed class FriendOfWithheldAssembly() : MentionRule(RuleIds.RG1004)
{
    public override string What(Mention mention) => $"'{mention.Name}' is named as friend or forwarding target";

    public override string NextStep(Mention mention, string? moveTo) =>
        "Remove it, or state it only for the edition that may have the assembly" + (moveTo is null ? "." : $" (in {moveTo}).");
}
