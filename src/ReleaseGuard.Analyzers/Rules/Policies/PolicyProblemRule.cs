namespace ReleaseGuard.Analyzers.Rules.Policies;

/// <summary>A rule about the policy's own text (RG6xxx): found by the policy's reader, shown by the compiler at its line in the policy file.</summary>
internal sealed class PolicyProblemRule(string id, params string[] tags) : CodeRule(id, tags)
{
}
