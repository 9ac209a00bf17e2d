using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Sources that count as one, each behind the one before. Does not own them.</summary>
internal sealed class JoinedSource(string name, IReadOnlyList<IArtifactSource> parts) : IArtifactSource
{
    public string Name => name;

    public long Length { get; } = parts.Sum(static part => part.Length);

    public int ReadAt(long offset, Span<byte> buffer)
    {
        foreach (var part in parts)
        {
            if (offset < part.Length)
            {
                return part.ReadAt(offset, buffer.Slice(0, (int)Math.Min(buffer.Length, part.Length - offset)));
            }

            offset -= part.Length;
        }

        return 0;
    }
}
