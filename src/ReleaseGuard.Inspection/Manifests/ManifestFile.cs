namespace ReleaseGuard.Inspection;

/// <summary>One approved file.</summary>
/// <param name="Path">Path in what ships, with forward slashes.</param>
/// <param name="Bytes">Length in bytes when it was approved.</param>
/// <param name="Sha256">SHA-256 of its content when it was approved, in lower-case hexadecimal.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256);
