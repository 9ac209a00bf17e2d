using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using ReleaseGuard.Artifacts.Opaque;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Looks at a file that no format recognises for what could be weights: high entropy, floating-point patterns, base64, hexadecimal or written numbers in
/// text, and model files behind other bytes. One pass, one block in memory. Facts only: a policy line may say that the file is expected.
/// </summary>
public static class OpaqueContentScan
{
    /// <summary>Files smaller than this are too small to judge by statistics and too small to matter: 16 k parameters of four bytes.</summary>
    public const long LeastLength = 64 * 1024;

    private const int BlockBytes = 256 * 1024;
    private const double HighEntropy = 7.0;
    private const long LongBase64 = 8 * 1024;
    private const long LongHexadecimal = 16 * 1024;
    private const long LongNumbers = 64 * 1024;

    /// <summary>Scans <paramref name="source"/>; an empty list when nothing looks like weights. Throws what the source throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="ct">To stop.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static IReadOnlyList<OpaqueContent> Scan(IArtifactSource source, CancellationToken ct = default)
    {
        var found = new List<OpaqueContent>();
        var reader = new SourceReader(source, ct);
        var head = new byte[(int)Math.Min(16, reader.Length)];
        reader.TryRead(0, head);
        var media = KnownMedia.Name(head);
        if (media is not null)
        {
            ScanAfterPicture(source, media, found);
            return found;
        }

        var statistics = new ByteStatistics();
        TextRun[] runs =
        [
            new(OpaqueKind.Base64, LongBase64, IsBase64, IsLikelyBase64),
            new(OpaqueKind.Hexadecimal, LongHexadecimal, IsHexadecimal, static counts => Distinct(counts) >= 12),
            new(OpaqueKind.NumberList, LongNumbers, IsNumber, static counts => Distinct(counts) >= 10 && counts[','] + counts[' '] + counts['\n'] > 100),
        ];
        ScanBlocks(reader, statistics, runs, found);
        JudgeStatistics(statistics, reader.Length, found);
        return found;
    }

    private static void ScanBlocks(SourceReader reader, ByteStatistics statistics, TextRun[] runs, List<OpaqueContent> found)
    {
        var buffer = new byte[(int)Math.Min(BlockBytes + EmbeddedFiles.Reach, reader.Length)];
        var kept = 0;
        for (long offset = 0; offset < reader.Length;)
        {
            var count = (int)Math.Min(buffer.Length - kept, reader.Length - offset);
            var block = buffer.AsSpan(kept, count);
            reader.TryRead(offset, block);
            statistics.Add(block, offset);
            foreach (var run in runs)
            {
                run.Add(block, offset, found);
            }

            var all = kept + count;
            EmbeddedFiles.Find(buffer.AsSpan(0, all), offset - kept, offset + count == reader.Length, reader.Length, found);
            offset += count;
            kept = Math.Min(EmbeddedFiles.Reach, all);
            Buffer.BlockCopy(buffer, all - kept, buffer, 0, kept);
        }

        foreach (var run in runs)
        {
            run.End(found);
        }
    }

    private static void JudgeStatistics(ByteStatistics statistics, long length, List<OpaqueContent> found)
    {
        if (length < LeastLength)
        {
            return;
        }

        var entropy = statistics.Entropy();
        var bits = entropy.ToString("F2", CultureInfo.InvariantCulture);
        if (statistics.FloatType() is { } type)
        {
            found.Add(new OpaqueContent(OpaqueKind.FloatArray, $"{length} bytes that look like {type} numbers without a header ({bits} bits of entropy a byte)", 0, length));
        }
        else if (entropy > HighEntropy)
        {
            found.Add(new OpaqueContent(OpaqueKind.HighEntropy, $"{length} bytes with {bits} bits of entropy a byte", 0, length));
        }
    }

    private static void ScanAfterPicture(IArtifactSource source, string media, List<OpaqueContent> found)
    {
        var end = media == "PNG" ? KnownMedia.PngEnd(source) : -1;
        if (end > 0 && source.Length - end >= 1024)
        {
            found.Add(new OpaqueContent(OpaqueKind.EmbeddedFile, $"{source.Length - end} bytes follow the end of the picture", end, source.Length - end));
        }
    }

    private static bool IsBase64(byte b) =>
        b is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_' or (byte)'=';

    private static bool IsHexadecimal(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    private static bool IsNumber(byte b) =>
        b is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)',' or (byte)'-' or (byte)'+' or (byte)'e' or (byte)'E' or (byte)'x' or (byte)'f' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'[' or (byte)']'
            or (>= (byte)'a' and <= (byte)'d') or (>= (byte)'A' and <= (byte)'F');

    /// <summary>Encoded bytes use most of the alphabet, both cases and digits; an identifier or a row of dashes does not.</summary>
    private static bool IsLikelyBase64(long[] counts) => Distinct(counts) >= 40;

    private static int Distinct(long[] counts)
    {
        var distinct = 0;
        foreach (var count in counts)
        {
            distinct += count > 0 ? 1 : 0;
        }

        return distinct;
    }
}
