namespace ReleaseGuard.Inspection;

/// <summary>What ships, beside the manifest that approved it.</summary>
/// <param name="Manifest">The manifest, as it was named.</param>
/// <param name="Comparison">What it has and what ships has.</param>
public sealed record ManifestDrift(string Manifest, ManifestComparison Comparison);
