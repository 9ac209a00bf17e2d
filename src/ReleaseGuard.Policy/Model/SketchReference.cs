namespace ReleaseGuard.Policy;

/// <summary>A file that holds the sketch of a withheld tensor.</summary>
/// <param name="File">Its path, relative to the policy that names it.</param>
/// <param name="Sha256">Digest of the file: 64 lower-case hex digits; null where the policy does not pin it.</param>
/// <param name="Location">The path in the policy.</param>
public sealed record SketchReference(string File, string? Sha256, PolicyLocation Location);
