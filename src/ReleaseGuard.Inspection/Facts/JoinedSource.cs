using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Sources that count as one, each behind the one before. Does not own them.</summary>
internal sealed class JoinedSource : IArtifactSource
{
    private readonly IReadOnlyList<IArtifactSource> _parts;
    private readonly long[] _ends;

    public JoinedSource(string name, IReadOnlyList<IArtifactSource> parts)
    {
        Name = name;
        _parts = parts;
        _ends = new long[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            Length += parts[i].Length;
            _ends[i] = Length;
        }
    }

    public string Name { get; }

    public long Length { get; }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        // The first part that ends behind the offset: a file may give a tensor in a million parts, and they are not gone through one by one.
        var at = Array.BinarySearch(_ends, offset + 1);
        at = at < 0 ? ~at : at;
        while (at > 0 && _ends[at - 1] > offset)
        {
            at--;
        }

        var within = offset - (_ends[at] - _parts[at].Length);
        return _parts[at].ReadAt(within, buffer.Slice(0, (int)Math.Min(buffer.Length, _ends[at] - offset)));
    }
}
