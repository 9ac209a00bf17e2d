namespace ReleaseGuard.Policy;

/// <summary>Whether an edition may contain a component, and why.</summary>
/// <param name="Component">The component.</param>
/// <param name="Edition">The edition.</param>
/// <param name="Standing">The decision.</param>
/// <param name="Why">The reason in words, one sentence.</param>
public sealed record EditionDecision(Component Component, Edition Edition, Standing Standing, string Why);
