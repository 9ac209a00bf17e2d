using System;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>Elements stored with their most significant byte first, seen the other way round. Offsets stay those of the file.</summary>
/// <param name="source">The bytes as stored.</param>
/// <param name="start">Where the first element begins.</param>
/// <param name="width">Bytes of one element.</param>
internal sealed class BigEndianSource(IArtifactSource source, long start, int width) : IArtifactSource
{
    public string Name => source.Name;

    public long Length => source.Length;

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if ((offset - start) % width != 0 || buffer.Length < width)
        {
            // A single element, to copy the asked part from.
            Span<byte> element = stackalloc byte[width];
            var within = (int)((offset - start) % width);
            if (ReadAt(offset - within, element) < width)
            {
                return 0;
            }

            var part = element.Slice(within, Math.Min(width - within, buffer.Length));
            part.CopyTo(buffer);
            return part.Length;
        }

        var count = 0;
        for (int got; count < buffer.Length - (buffer.Length % width) && (got = source.ReadAt(offset + count, buffer.Slice(count))) > 0;)
        {
            count += got;
        }

        count -= count % width;
        for (var at = 0; at < count; at += width)
        {
            buffer.Slice(at, width).Reverse();
        }

        return count;
    }
}
