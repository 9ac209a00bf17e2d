namespace ReleaseGuard.Artifacts;

/// <summary>One numbered stack of blocks.</summary>
/// <param name="Prefix">The name before the number, for example <c>language_model.model.layers</c>.</param>
/// <param name="Layers">How many different numbers occur.</param>
/// <param name="Highest">The highest number; one less than <paramref name="Layers"/> unless some are missing.</param>
public sealed record LayerStack(string Prefix, int Layers, int Highest);
