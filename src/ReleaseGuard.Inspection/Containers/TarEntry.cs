namespace ReleaseGuard.Inspection.Containers;

/// <summary>One entry of a tar archive.</summary>
/// <param name="Name">Path as stored.</param>
/// <param name="Kind">What it is.</param>
/// <param name="DataOffset">Where its content begins.</param>
/// <param name="Length">Length of its content in bytes.</param>
/// <param name="LinkTarget">What a link leads to; null for others.</param>
internal sealed record TarEntry(string Name, TarEntryKind Kind, long DataOffset, long Length, string? LinkTarget);

/// <summary>What a tar entry is.</summary>
internal enum TarEntryKind
{
    /// <summary>A file with content of its own.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic or hard link.</summary>
    Link,

    /// <summary>A device, pipe, sparse file or a kind not known: its content cannot be told from the archive.</summary>
    Other,
}
