namespace ReleaseGuard.Policy;

/// <summary>A key of a configuration file, with any value or one value.</summary>
/// <param name="File">Glob of the file's path.</param>
/// <param name="Path">The key as written, a JSON path: <c>$.text_config.num_experts</c>, <c>$.heads[*].name</c>.</param>
/// <param name="Value">The value that betrays the component, as JSON text; null when the key alone does.</param>
/// <param name="Location">The entry in the policy.</param>
public sealed record ConfigPattern(PolicyPattern File, ConfigPath Path, string? Value, PolicyLocation Location);
