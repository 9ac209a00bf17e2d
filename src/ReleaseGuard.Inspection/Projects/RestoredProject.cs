namespace ReleaseGuard.Inspection;

/// <summary>Which restore of a project is meant: NuGet writes one file for all its target frameworks.</summary>
/// <param name="AssetsFile">Full path of <c>project.assets.json</c>.</param>
/// <param name="TargetFramework">The project's <c>TargetFramework</c>.</param>
/// <param name="TargetMoniker">Its <c>NuGetTargetMoniker</c>; null or empty when not known.</param>
/// <param name="RuntimeIdentifier">Its <c>RuntimeIdentifier</c>; null or empty for none.</param>
public sealed record RestoredProject(string AssetsFile, string TargetFramework, string? TargetMoniker = null, string? RuntimeIdentifier = null);
