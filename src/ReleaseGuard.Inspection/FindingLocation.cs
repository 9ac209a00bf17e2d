namespace ReleaseGuard.Inspection;

/// <summary>Where a finding is. A part that does not apply is null.</summary>
/// <param name="File">Path relative to the audited root, with forward slashes; or a policy or project file.</param>
/// <param name="Line">1-based line in a text file.</param>
/// <param name="Column">1-based column in a text file.</param>
/// <param name="Entry">Path inside the archive that <paramref name="File"/> is; nested archives are joined by <c>!/</c>.</param>
/// <param name="Tensor">Tensor name, as the artifact writes it.</param>
/// <param name="ByteOffset">Offset in bytes from the start of the file or entry.</param>
/// <param name="ByteLength">Number of bytes meant.</param>
public sealed record FindingLocation(
    string? File,
    int? Line = null,
    int? Column = null,
    string? Entry = null,
    string? Tensor = null,
    long? ByteOffset = null,
    long? ByteLength = null)
{
    /// <summary>The line of source that the file was compiled from there, by its symbols; null where they do not tell.</summary>
    public SourcePlace? Source { get; init; }
}
