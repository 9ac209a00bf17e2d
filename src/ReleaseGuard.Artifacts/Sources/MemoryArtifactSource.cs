using System;

namespace ReleaseGuard.Artifacts;

/// <summary>An artifact that is already in memory.</summary>
/// <param name="name">Name for messages and the format hint.</param>
/// <param name="bytes">The bytes; not copied.</param>
public sealed class MemoryArtifactSource(string name, ReadOnlyMemory<byte> bytes) : IArtifactSource
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= bytes.Length)
        {
            return 0;
        }

        var count = (int)Math.Min(buffer.Length, bytes.Length - offset);
        bytes.Span.Slice((int)offset, count).CopyTo(buffer);
        return count;
    }
}
