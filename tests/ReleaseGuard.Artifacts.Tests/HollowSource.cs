using System;

namespace ReleaseGuard.Artifacts.Tests;

/// <summary>A file of any length that is zero but for a few written places: what a sparse file is, without a disk. Reads outside it fail the test.</summary>
internal sealed class HollowSource(string name, long length, params (long Offset, byte[] Bytes)[] places) : IArtifactSource
{
    public string Name => name;

    public long Length => length;

    public (long Offset, byte[] Bytes)[] Places => places;

    public long BytesRead { get; private set; }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        Assert.InRange(offset, 0, Length);
        Assert.True(buffer.Length <= Length - offset, $"asked for {buffer.Length} bytes at {offset} of {Length}");
        buffer.Clear();
        foreach (var (start, bytes) in places)
        {
            var from = Math.Max(start, offset);
            var to = Math.Min(start + bytes.Length, offset + buffer.Length);
            if (from < to)
            {
                bytes.AsSpan((int)(from - start), (int)(to - from)).CopyTo(buffer[(int)(from - offset)..]);
            }
        }

        BytesRead += buffer.Length;
        return buffer.Length;
    }
}
