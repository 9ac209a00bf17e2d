namespace ReleaseGuard.Artifacts.Archives;

/// <summary>One entry of a zip archive, as its central directory says and its local header confirms.</summary>
/// <param name="Name">Name as stored; decoded as UTF-8 where it is UTF-8.</param>
/// <param name="Method">Compression method: 0 stored, 8 deflated.</param>
/// <param name="Length">Length of the content in bytes, as declared.</param>
/// <param name="CompressedLength">Length in the archive.</param>
/// <param name="Crc32">CRC-32 of the content, as declared.</param>
/// <param name="HeaderOffset">Where the local header is, from the start of the archive.</param>
/// <param name="DataOffset">Where the data begins; -1 when the local header could not be used.</param>
public sealed record ZipEntryFacts(
    string Name,
    int Method,
    long Length,
    long CompressedLength,
    uint Crc32,
    long HeaderOffset,
    long DataOffset)
{
    /// <summary>Whether the data is encrypted, so nobody can say what it is.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether the entry is a folder.</summary>
    public bool IsDirectory { get; init; }

    /// <summary>Whether the entry is a symbolic link (its content is the target).</summary>
    public bool IsLink { get; init; }

    /// <summary>Why the content cannot be read, as a clause; null when it can.</summary>
    public string? Unreadable { get; init; }
}
