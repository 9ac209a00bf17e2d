namespace ReleaseGuard.Policy;

/// <summary>One step of a <see cref="ConfigPath"/>: a member name, an array index, or (both null) every child.</summary>
/// <param name="Name">Member name.</param>
/// <param name="Index">Array index, from 0.</param>
public sealed record ConfigPathStep(string? Name, int? Index);
