namespace ReleaseGuard.Inspection;

/// <summary>Which policy gave a verdict, so that a report can be tied to its text.</summary>
/// <param name="Path">The policy file, as it was named.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, in lower-case hexadecimal.</param>
public sealed record PolicyIdentity(string Path, string Sha256);
