namespace ReleaseGuard.Inspection;

/// <summary>One approved file.</summary>
/// <param name="Path">Path in what ships, with forward slashes.</param>
/// <param name="Bytes">Length in bytes when it was approved.</param>
/// <param name="Sha256">SHA-256 of its content when it was approved, in lower-case hexadecimal.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Elements of its tensors; null for a file that is no model file, and in the first form.</summary>
    public long? Parameters { get; init; }

    /// <summary>Whether the other holds the same bytes, as far as both were read.</summary>
    public bool HasContentOf(ManifestFile other) =>
        other is not null && Bytes == other.Bytes && (Sha256.Length == 0 || other.Sha256.Length == 0 || Sha256 == other.Sha256);
}
