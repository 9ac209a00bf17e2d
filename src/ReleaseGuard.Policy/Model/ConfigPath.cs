using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>A JSON path of names, indices and wildcards.</summary>
/// <param name="Text">The path as written.</param>
/// <param name="Steps">Its steps from the root.</param>
/// <param name="Location">The string in the policy, quotes included.</param>
public sealed record ConfigPath(string Text, IReadOnlyList<ConfigPathStep> Steps, PolicyLocation Location);
