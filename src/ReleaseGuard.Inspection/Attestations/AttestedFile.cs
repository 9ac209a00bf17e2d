namespace ReleaseGuard.Inspection.Attestations;

/// <summary>One file that a verdict is about.</summary>
/// <param name="Path">Its path in the release, with forward slashes; its name where the release is this file alone.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record AttestedFile(string Path, string Sha256);
