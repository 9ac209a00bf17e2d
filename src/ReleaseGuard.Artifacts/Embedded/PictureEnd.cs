using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Embedded;

/// <summary>Where a PNG picture ends. Viewers stop there, so what follows is seen by nobody.</summary>
internal static class PictureEnd
{
    private const int MaxChunks = 1_000_000;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>The byte after the picture; -1 when the file is no PNG or its chunks do not lead to an end.</summary>
    public static long Find(SourceReader reader)
    {
        Span<byte> chunk = stackalloc byte[8];
        if (!reader.TryRead(0, chunk) || !chunk.SequenceEqual(Png))
        {
            return -1;
        }

        long offset = 8;
        for (var i = 0; i < MaxChunks && reader.TryRead(offset, chunk); i++)
        {
            offset += 12 + (long)BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk.Slice(4).SequenceEqual("IEND"u8))
            {
                return offset;
            }
        }

        return -1;
    }
}
