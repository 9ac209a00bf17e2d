namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>Where the bytes of one storage lie in the artifact.</summary>
/// <param name="Offset">From the start of the artifact.</param>
/// <param name="Length">Bytes of content; of the uncompressed content where <paramref name="IsCompressed"/>.</param>
/// <param name="StoredLength">Bytes in the artifact.</param>
/// <param name="IsCompressed">Whether the record is compressed, so that elements have no place of their own.</param>
internal sealed record StorageRecord(long Offset, long Length, long StoredLength, bool IsCompressed);
