namespace ReleaseGuard.Artifacts;

/// <summary>A run of bytes that holds part of a tensor.</summary>
/// <param name="File">The file that holds it, relative to the artifact's folder; null for the artifact itself.</param>
/// <param name="ByteOffset">Offset from the start of that file.</param>
/// <param name="ByteLength">Length in bytes.</param>
public sealed record StoragePiece(string? File, long ByteOffset, long ByteLength);
