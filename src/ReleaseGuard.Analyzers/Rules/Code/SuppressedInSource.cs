using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Analyzers.Rules.Code;

/// <summary>RG6011 as far as source shows it: an attribute that would suppress a finding without a word in the policy.</summary>
internal sealed class SuppressedInSource() : CodeRule(RuleIds.RG6011)
{
    public static string Message(string id) =>
        $"{id} is suppressed in source, where nobody approves it and nothing expires. Write an exception in the policy.";
}
