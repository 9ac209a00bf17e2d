using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>
/// Looks for weights where no reader finds a model: blobs without a header, and base64 or hexadecimal in source, configuration and resources.
/// Samples binary files, reads text through. Media, fonts and documents are told by their first bytes, keys and signatures by their structure, and
/// left alone.
/// </summary>
internal static class OpaqueBytes
{
    /// <summary>Smaller runs hold too little to be told from chance.</summary>
    public const int MinBytes = 2048;

    private const int SampleBlocks = 16;
    private const int SampleBytes = 4096;
    private const int MinEncoded = 1024;
    private const int MaxDecoded = 48 * 1024;
    private const int LineBytes = 60;
    private const int LeastHexadecimal = 12;
    private const int LeastBase64 = 40;
    private const long MaxText = 256L << 20;

    /// <summary>A signature with its certificates and time stamps has some 20 KiB, a catalogue of them a few hundred.</summary>
    private const long MaxSignature = 1 << 20;

    private static readonly (int Offset, byte[] Magic)[] Harmless =
    [
        (0, [0x89, (byte)'P', (byte)'N', (byte)'G']), (0, [0xFF, 0xD8, 0xFF]), (0, "GIF8"u8.ToArray()), (8, "WEBP"u8.ToArray()), (0, "%PDF"u8.ToArray()), (0, [0, 0, 1, 0]),
        (0, [0, 1, 0, 0, 0]), (0, "OTTO"u8.ToArray()), (0, "wOFF"u8.ToArray()), (0, "wOF2"u8.ToArray()), (4, "ftyp"u8.ToArray()), (0, "OggS"u8.ToArray()), (0, "fLaC"u8.ToArray()),
        (0, "ID3"u8.ToArray()), (8, "WAVE"u8.ToArray()), (0, [0x7F, (byte)'E', (byte)'L', (byte)'F']), (0, [0xCF, 0xFA, 0xED, 0xFE]), (0, [0xCA, 0xFE, 0xBA, 0xBE]),
        (0, [0, (byte)'a', (byte)'s', (byte)'m']), (0, "BSJB"u8.ToArray()), (0, "Microsoft C/C++ MSF"u8.ToArray()), (0, "SQLite format 3"u8.ToArray()),
        // The code page table in .NET's own System.Text.Encoding.CodePages: every self-contained publish has it.
        (0, Encoding.Unicode.GetBytes("codepages.nlp")),
    ];

    /// <summary>The opaque runs of a file that no reader took.</summary>
    public static IReadOnlyList<OpaqueFact> Find(IArtifactSource source, ReadOnlySpan<byte> head, CancellationToken ct)
    {
        var found = new List<OpaqueFact>(FindAppearance(source, head, ct));
        if (source.Length >= MinBytes)
        {
            // A picture or a program may carry a model behind its own end; every byte is looked at for that.
            found.AddRange(EmbeddedContent.Find(source, ct).Select(static payload => new OpaqueFact(payload.What, payload.ByteOffset, payload.ByteLength)));
        }

        return found;
    }

    private static IReadOnlyList<OpaqueFact> FindAppearance(IArtifactSource source, ReadOnlySpan<byte> head, CancellationToken ct)
    {
        if (source.Length < MinEncoded || IsHarmless(head) || IsSignature(source, head) || ColumnFile.Recognises(source, head))
        {
            return [];
        }

        if (IsText(head))
        {
            return FindEncoded(source, ct);
        }

        if (source.Length < MinBytes)
        {
            return [];
        }

        return ByteStatistics.Describe(Sample(source)) is { } what ? [new OpaqueFact("bytes that look like " + what, 0, source.Length) { IsAppearance = true }] : [];
    }

    private static bool IsSignature(IArtifactSource source, ReadOnlySpan<byte> head)
    {
        if (source.Length > MaxSignature || !AsnStructure.Recognises(head, isWhole: head.Length == source.Length))
        {
            return false;
        }

        var all = new byte[source.Length];
        return source.TryReadAll(0, all) && AsnStructure.Recognises(all, isWhole: true);
    }

    private static bool IsHarmless(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, magic) in Harmless)
        {
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
            {
                return false;
            }
        }

        // Random bytes of this length without one control character do not occur; UTF-8 of any language has none.
        return true;
    }

    private static byte[] Sample(IArtifactSource source)
    {
        if (source.Length <= SampleBlocks * SampleBytes)
        {
            var all = new byte[source.Length];
            source.TryReadAll(0, all);
            return all;
        }

        var sample = new byte[SampleBlocks * SampleBytes];
        for (var block = 0; block < SampleBlocks; block++)
        {
            // Blocks begin at multiples of 8 so that the bytes of a number keep their places.
            var offset = (source.Length - SampleBytes) / (SampleBlocks - 1) * block / 8 * 8;
            source.TryReadAll(offset, sample.AsSpan(block * SampleBytes, SampleBytes));
        }

        return sample;
    }

    private static List<OpaqueFact> FindEncoded(IArtifactSource source, CancellationToken ct)
    {
        var found = new List<OpaqueFact>();
        var run = new EncodedRun();
        var block = new byte[64 * 1024];
        var end = Math.Min(source.Length, MaxText);
        for (long offset = 0; offset < end;)
        {
            ct.ThrowIfCancellationRequested();
            var count = source.ReadAt(offset, block);
            if (count == 0)
            {
                break;
            }

            for (var index = 0; index < count; index++)
            {
                if (!run.Take(block[index], offset + index))
                {
                    run.Finish(found, offset + index);
                }
            }

            offset += count;
        }

        run.Finish(found, end);
        return found;
    }

    /// <summary>A run of base64 or hexadecimal, over line breaks where the lines are as long as encoders write them.</summary>
    private sealed class EncodedRun
    {
        private readonly byte[] _kept = new byte[MaxDecoded / 3 * 4];
        private int _length;
        private int _line;
        private long _start;
        private bool _isBroken;

        public bool Take(byte b, long offset)
        {
            if (IsEncoded(b))
            {
                if (_length == 0)
                {
                    _start = offset;
                }

                if (_length < _kept.Length)
                {
                    _kept[_length] = b;
                }

                _length++;
                _line = _isBroken ? 1 : _line + 1;
                _isBroken = false;
                return true;
            }

            if (_length > 0 && b is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' or (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)',' or (byte)'+' && (_isBroken || _line >= LineBytes))
            {
                _isBroken = true;
                return true;
            }

            return false;
        }

        public void Finish(List<OpaqueFact> found, long end)
        {
            if (_length >= MinEncoded && Describe() is { } what)
            {
                found.Add(new OpaqueFact(what, _start, end - _start));
            }

            _length = 0;
            _line = 0;
            _isBroken = false;
        }

        private static bool IsEncoded(byte b) =>
            b is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'/' or (byte)'+' or (byte)'=' or (byte)'-' or (byte)'_';

        private string? Describe()
        {
            ReadOnlySpan<byte> text = _kept.AsSpan(0, Math.Min(_length, _kept.Length));

            // The line that ends a key or a certificate begins with letters of the alphabet too.
            var end = text.IndexOf("-----"u8);
            var isWhole = text.Length == _length || end > 0;
            text = end > 0 ? text.Slice(0, end) : text;
            var isHex = true;
            var seen = new bool[128];
            var distinct = 0;
            foreach (var b in text)
            {
                isHex &= b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');
                distinct += seen[b] ? 0 : 1;
                seen[b] = true;
            }

            // Encoded bytes use most of their alphabet; a long number, an identifier or a row of dashes does not.
            if (distinct < (isHex ? LeastHexadecimal : LeastBase64))
            {
                return null;
            }

            var bytes = isHex ? FromHex(text) : FromBase64(text);
            if (bytes.Length < 512 || IsHarmless(bytes) || AsnStructure.Recognises(bytes, isWhole))
            {
                return null;
            }

            var encoding = isHex ? "hexadecimal" : "base64";
            return ArtifactFormats.Detect(new MemoryArtifactSource("", bytes)) is { } format ? $"{encoding} of a {format.Name} file"
                : Archives.KindOf(bytes) is { } archive ? $"{encoding} of a {archive} archive"
                : ByteStatistics.Describe(bytes) is { } what ? $"{encoding} of {what}"
                : null;
        }

        private static byte[] FromHex(ReadOnlySpan<byte> text)
        {
            var bytes = new byte[text.Length / 2];
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)((Digit(text[2 * index]) << 4) | Digit(text[(2 * index) + 1]));
            }

            return bytes;

            static int Digit(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
        }

        private static byte[] FromBase64(ReadOnlySpan<byte> text)
        {
            var bytes = new byte[text.Length / 4 * 3];
            var filled = 0;
            var bits = 0;
            var value = 0;
            foreach (var b in text)
            {
                var six = b switch
                {
                    >= (byte)'A' and <= (byte)'Z' => b - 'A',
                    >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
                    >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
                    (byte)'+' or (byte)'-' => 62,
                    (byte)'/' or (byte)'_' => 63,
                    _ => -1,
                };
                if (six < 0)
                {
                    break;
                }

                value = ((value << 6) | six) & 0xFFFFFF;
                bits += 6;
                if (bits >= 8 && filled < bytes.Length)
                {
                    bits -= 8;
                    bytes[filled++] = (byte)(value >> bits);
                }
            }

            return bytes.AsSpan(0, filled).ToArray();
        }
    }
}
