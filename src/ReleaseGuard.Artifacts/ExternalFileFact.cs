namespace ReleaseGuard.Artifacts;

/// <summary>What is known of a file on disk or in an archive that an artifact names as holding its data.</summary>
/// <param name="Path">Path relative to the artifact's folder, as the artifact writes it.</param>
/// <param name="Length">Length in bytes; null when there is no such file.</param>
public sealed record ExternalFileFact(string Path, long? Length)
{
    /// <summary>Whether the file, or a folder on the way to it, is a symbolic link or another reparse point.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether it is a regular file.</summary>
    public bool IsRegular { get; init; } = true;

    /// <summary>Number of hard links to it; 1 where that is not known.</summary>
    public int HardLinks { get; init; } = 1;
}
