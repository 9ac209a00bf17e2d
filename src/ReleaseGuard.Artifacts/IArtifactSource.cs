using System;

namespace ReleaseGuard.Artifacts;

/// <summary>Bytes of one artifact, read at a place. Readers see artifacts only through this door, so a test can count every byte they ask for.</summary>
public interface IArtifactSource
{
    /// <summary>Name for messages and for the format hint; a relative path with forward slashes where there is one.</summary>
    string Name { get; }

    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads up to <c>buffer.Length</c> bytes at <paramref name="offset"/>; 0 only at the end. May throw <see cref="System.IO.IOException"/>.</summary>
    int ReadAt(long offset, Span<byte> buffer);
}
