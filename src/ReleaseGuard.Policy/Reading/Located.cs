namespace ReleaseGuard.Policy.Reading;

/// <summary>A value and where the policy states it.</summary>
internal sealed record Located<T>(T Value, PolicyLocation Location);
