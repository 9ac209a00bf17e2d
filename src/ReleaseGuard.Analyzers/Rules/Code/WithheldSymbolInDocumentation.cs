using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1005: a documentation comment names a withheld symbol.</summary>
internal sealed class WithheldSymbolInDocumentation() : MentionRule(RuleIds.RG1005)
{
    public override string What(Mention mention) => $"Documentation names '{mention.Name}'";

    public override string NextStep(Mention mention, string? moveTo) => "Say it without the name, or move the comment with the code it documents.";
}
