namespace ReleaseGuard.Inspection;

/// <summary>One thing that ships: a folder, a package or a single file.</summary>
/// <param name="SourcePath">Where it lies on disk now.</param>
/// <param name="ShippedPath">Its path inside what ships, with forward slashes; empty for the root itself.</param>
public sealed record ShippedItem(string SourcePath, string ShippedPath);
