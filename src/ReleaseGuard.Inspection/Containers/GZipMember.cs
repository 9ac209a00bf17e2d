using System;
using System.Buffers.Binary;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>The frame around a gzip member's compressed data (RFC 1952, 2.3).</summary>
internal static class GZipMember
{
    /// <summary>CRC-32 and length, after the data.</summary>
    public const int TrailerBytes = 8;

    private const int FixedBytes = 10;
    private const int MaxText = 64 * 1024;

    /// <summary>Where the compressed data begins; null when the header is cut short.</summary>
    public static long? DataOffset(IArtifactSource source)
    {
        var head = new byte[FixedBytes];
        if (!source.TryReadAll(0, head))
        {
            return null;
        }

        var flags = head[3];
        long offset = FixedBytes;
        if ((flags & 4) != 0)
        {
            var length = new byte[2];
            if (!source.TryReadAll(offset, length))
            {
                return null;
            }

            offset += 2 + BinaryPrimitives.ReadUInt16LittleEndian(length);
        }

        // Original name, then comment, each ended by a zero.
        for (var texts = (flags >> 3 & 1) + (flags >> 4 & 1); texts > 0; texts--)
        {
            var one = new byte[1];
            var limit = offset + MaxText;
            do
            {
                if (offset == limit || !source.TryReadAll(offset++, one))
                {
                    return null;
                }
            }
            while (one[0] != 0);
        }

        offset += (flags & 2) != 0 ? 2 : 0;
        return offset <= source.Length ? offset : null;
    }

    /// <summary>Whether the trailer at <paramref name="end"/> is that of the content.</summary>
    public static bool TrailerHolds(IArtifactSource source, long end, IArtifactSource content, CancellationToken ct)
    {
        var trailer = new byte[TrailerBytes];
        if (!source.TryReadAll(end, trailer))
        {
            return false;
        }

        var crc = default(Crc32);
        var block = new byte[128 << 10];
        for (long offset = 0; offset < content.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var count = content.ReadAt(offset, block);
            crc.Append(block.AsSpan(0, count));
            offset += count;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == crc.Value
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4)) == (uint)content.Length;
    }
}
