using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG1105: a body has statements in one edition and none in another, which then does silently nothing.</summary>
internal sealed class EmptyOpenArm() : CodeRule(RuleIds.RG1105)
{
    public static string Message(string holder, string edition) =>
        $"'{holder}' has no statement in edition '{edition}': it will do nothing there and say nothing. Throw in an #else arm, or move the member behind the edition.";
}
