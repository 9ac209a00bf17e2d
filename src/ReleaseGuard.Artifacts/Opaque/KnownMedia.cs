using System;

namespace ReleaseGuard.Artifacts.Opaque;

/// <summary>Files that are compressed by nature and that people know: pictures, sound, fonts, documents. High entropy says nothing about these.</summary>
internal static class KnownMedia
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>What the file is by its first bytes; null when it is none of these.</summary>
    public static string? Name(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
        {
            return null;
        }

        if (head.StartsWith(Png))
        {
            return "PNG";
        }

        if (head.StartsWith(Jpeg))
        {
            return "JPEG";
        }

        if (head.StartsWith("GIF8"u8))
        {
            return "GIF";
        }

        if (head.StartsWith("RIFF"u8) && (head.Slice(8).StartsWith("WEBP"u8) || head.Slice(8).StartsWith("WAVE"u8)))
        {
            return "RIFF";
        }

        if (head.StartsWith("OggS"u8) || head.StartsWith("fLaC"u8) || head.StartsWith("ID3"u8))
        {
            return "sound";
        }

        if (head.Slice(4).StartsWith("ftyp"u8))
        {
            return "MP4";
        }

        if (head.StartsWith("wOF2"u8) || head.StartsWith("wOFF"u8))
        {
            return "font";
        }

        return head.StartsWith("%PDF-"u8) ? "PDF" : null;
    }

    /// <summary>Where a PNG ends, so that what follows can be told; -1 for other media and for a PNG that is not well formed.</summary>
    public static long PngEnd(IArtifactSource source)
    {
        var chunk = new byte[8];
        long offset = 8;
        for (var i = 0; i < 100_000 && offset <= source.Length - 12; i++)
        {
            if (source.ReadAt(offset, chunk) != 8)
            {
                return -1;
            }

            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(chunk);
            offset += 12 + (long)length;
            if (chunk.AsSpan(4).SequenceEqual("IEND"u8))
            {
                return offset;
            }
        }

        return -1;
    }
}
