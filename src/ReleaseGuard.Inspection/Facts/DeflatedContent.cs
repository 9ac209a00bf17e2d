using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// The content of a file that is nothing but one deflate stream, raw (RFC 1951) or in a zlib frame (RFC 1950): what compilers embed and web
/// servers hand out. Such a file has no name and no magic of its own, so it is told by inflating all of it: a stream that ends before the
/// file does, or a checksum that does not hold, is not one.
/// </summary>
internal static class DeflatedContent
{
    /// <summary>What the content is called inside its file.</summary>
    public const string EntryName = "inflated";

    private const int ZlibHead = 2;
    private const int ZlibTrailer = 4;

    /// <summary>What the file inflates to; null when it is no such stream, or inflates beyond all proportion. The caller disposes of it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="budget">What may still be inflated.</param>
    /// <param name="ct">Stops it.</param>
    public static SpilledSource? Open(IArtifactSource source, ArchiveBudget budget, CancellationToken ct)
    {
        var head = new byte[ZlibHead];
        if (source.Length < ZlibHead + ZlibTrailer + 1 || !source.TryReadAll(0, head))
        {
            return null;
        }

        // Method 8, a window of at most 32 KiB, no dictionary, and a check that makes the two bytes a multiple of 31.
        if ((head[0] & 0x0F) == 8 && head[0] >> 4 <= 7 && (head[1] & 0x20) == 0 && ((head[0] << 8) | head[1]) % 31 == 0
            && Inflate(new SliceArtifactSource(source, source.Name, ZlibHead, source.Length - ZlibHead - ZlibTrailer), budget, ct) is { } framed)
        {
            if (HasChecksum(source, framed, ct))
            {
                return framed;
            }

            framed.Dispose();
        }

        return Inflate(source, budget, ct);
    }

    private static SpilledSource? Inflate(IArtifactSource source, ArchiveBudget budget, CancellationToken ct)
    {
        SpilledSource? content = null;
        try
        {
            var input = new DeflateInput(source);
            using var inflater = new DeflateStream(input, CompressionMode.Decompress);
            content = SpilledSource.Take(inflater, source.Name, source.Length, budget, ct);
            if (input.Unused == 0)
            {
                return content;
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            // Not a deflate stream, cut short, or made to exhaust its reader: it stays what it looked like.
        }

        content?.Dispose();
        return null;
    }

    /// <summary>Adler-32 of the content, most significant byte first, ends the frame.</summary>
    private static bool HasChecksum(IArtifactSource source, IArtifactSource content, CancellationToken ct)
    {
        var trailer = new byte[ZlibTrailer];
        if (!source.TryReadAll(source.Length - ZlibTrailer, trailer))
        {
            return false;
        }

        uint low = 1, high = 0;
        var block = new byte[64 << 10];
        for (long offset = 0; offset < content.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var count = content.ReadAt(offset, block);
            for (var i = 0; i < count; i++)
            {
                low = (low + block[i]) % 65521;
                high = (high + low) % 65521;
            }

            offset += count;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(trailer) == (high << 16 | low);
    }
}
