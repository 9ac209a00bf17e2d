using System;

namespace ReleaseGuard.Artifacts.Tests;

/// <summary>A source that remembers what was asked of it, and fails the test when a reader asks outside the file.</summary>
internal sealed class CountingSource(string name, byte[] bytes) : IArtifactSource
{
    private readonly MemoryArtifactSource _inner = new(name, bytes);

    public string Name => name;

    public long Length => bytes.Length;

    public long BytesRead { get; private set; }

    public long HighestByte { get; private set; }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        Assert.InRange(offset, 0, Length);
        Assert.True(buffer.Length <= Length - offset, $"asked for {buffer.Length} bytes at {offset} of {Length}");
        var count = _inner.ReadAt(offset, buffer);
        BytesRead += count;
        HighestByte = Math.Max(HighestByte, offset + count);
        return count;
    }
}
