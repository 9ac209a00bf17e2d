namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>A file of a checkout that an edition's copy does not get.</summary>
/// <param name="Path">Path relative to the checkout, with forward slashes.</param>
/// <param name="Why">The component that withholds it, or what else it is.</param>
public sealed record LeftOutFile(string Path, string Why);
