namespace Avocado.Packing;

/// <summary>One file of a release.</summary>
/// <param name="Path">Path inside the release, with forward slashes.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record PackedFile(string Path, long Length, string Sha256);
