namespace ReleaseGuard.Policy;

/// <summary>One pattern, as written, and where.</summary>
/// <param name="Text">The pattern.</param>
/// <param name="Location">The string in the policy, quotes included.</param>
public sealed record PolicyPattern(string Text, PolicyLocation Location);
