using System;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>A part of another source as a source of its own: a stored archive entry, without a copy.</summary>
internal sealed class WindowSource(IArtifactSource source, string name, long start, long length) : IArtifactSource
{
    public string Name => name;

    public long Length => length;

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= length)
        {
            return 0;
        }

        return source.ReadAt(start + offset, buffer.Slice(0, (int)Math.Min(buffer.Length, length - offset)));
    }
}
