using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// Reads what a single-file application holds (PublishSingleFile): the host carries a fixed signature of 32 bytes
/// with the offset of the bundle's header before it; the header lists the files (dotnet/designs, single-file bundle format, versions 1, 2 and 6).
/// Offsets are held against the file's length before anything is read.
/// </summary>
internal static class SingleFileBundle
{
    /// <summary>The host comes first and is far smaller than this.</summary>
    private const long MaxHostBytes = 128L << 20;

    private const int Window = 1 << 20;
    private const int MaxEntries = 200_000;

    private static readonly byte[] s_signature =
    [
        0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32,
        0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE,
    ];

    /// <summary>Whether the content begins as a native executable of Linux or macOS does; one of Windows begins as an assembly does.</summary>
    public static bool IsExecutable(ReadOnlySpan<byte> head) => head.Length > 4
        && ((head[0] == 0x7F && head[1] == (byte)'E' && head[2] == (byte)'L' && head[3] == (byte)'F')
            || BinaryPrimitives.ReadUInt32LittleEndian(head) is 0xFEEDFACF or 0xFEEDFACE or 0xBEBAFECA);

    /// <summary>Where the bundle's header lies; null for an executable that holds no bundle.</summary>
    public static long? FindHeader(IArtifactSource source, CancellationToken ct)
    {
        var end = Math.Min(source.Length, MaxHostBytes);
        var buffer = new byte[(int)Math.Min(Window, end)];
        for (long at = 0; at < end; at += Math.Max(1, buffer.Length - s_signature.Length - 8))
        {
            ct.ThrowIfCancellationRequested();
            var length = (int)Math.Min(buffer.Length, end - at);
            if (!source.TryReadAll(at, buffer.AsSpan(0, length)))
            {
                return null;
            }

            var found = buffer.AsSpan(0, length).IndexOf(s_signature);
            if (found >= 8)
            {
                // 0: the host of an application that is not bundled.
                var header = BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(found - 8));
                return header > 0 ? header : null;
            }

            if (at + length >= end)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Length in bytes of the host before the first bundled file.</summary>
    public static long HostLength(IArtifactSource source, long header)
    {
        var length = header;
        foreach (var entry in ReadHeader(source, header, out _))
        {
            length = Math.Min(length, entry.Offset);
        }

        return Math.Min(length, source.Length);
    }

    /// <summary>The bundled files, one after another. What is wrong with the bundle itself is added to <paramref name="problems"/>.</summary>
    /// <exception cref="IOException">The bundle's own bytes could not be read.</exception>
    public static IEnumerable<ArchiveEntry> Open(IArtifactSource source, long header, ArchiveBudget budget, List<ArtifactProblem> problems, CancellationToken ct)
    {
        var entries = ReadHeader(source, header, out var problem);
        if (problem is not null)
        {
            problems.Add(new ArtifactProblem("bundle", ArtifactProblemKind.Unread, "holds a single-file bundle whose list of files cannot be read: " + problem, header));
        }

        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            if (!budget.TakeEntry())
            {
                problems.Add(Unread("holds more files than are opened; the rest was not read"));
                yield break;
            }

            if (entry.Compressed == 0)
            {
                yield return new ArchiveEntry(entry.Name, entry.Length, new SliceArtifactSource(source, entry.Name, entry.Offset, entry.Length), null);
                continue;
            }

            using var content = Inflate(source, entry, budget, out var damaged, ct);
            yield return new ArchiveEntry(entry.Name, entry.Length, content, damaged);
        }
    }

    private static SpilledSource? Inflate(IArtifactSource source, Entry entry, ArchiveBudget budget, out ArtifactProblem? problem, CancellationToken ct)
    {
        problem = null;
        try
        {
            using var inflating = new DeflateStream(new ArtifactStream(new SliceArtifactSource(source, entry.Name, entry.Offset, entry.Compressed)), CompressionMode.Decompress);
            return SpilledSource.Take(inflating, entry.Name, entry.Compressed, budget, ct);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error) || error is InvalidDataException)
        {
            problem = Unread("could not be inflated: " + error.Message);
            return null;
        }
    }

    private static List<Entry> ReadHeader(IArtifactSource source, long header, out string? problem)
    {
        var entries = new List<Entry>();
        problem = null;
        if (header >= source.Length)
        {
            problem = "its header lies beyond the end of the file";
            return entries;
        }

        try
        {
            using var reader = new BinaryReader(new ArtifactStream(new SliceArtifactSource(source, source.Name, header, source.Length - header)), Encoding.UTF8);
            var major = reader.ReadUInt32();
            reader.ReadUInt32();
            var count = reader.ReadInt32();
            if (major is not (1 or 2 or 6) || count < 0 || count > MaxEntries)
            {
                problem = $"it says version {major} with {count} files";
                return entries;
            }

            reader.ReadString();
            if (major >= 2)
            {
                // Places of deps.json and runtimeconfig.json, which the list names again, and flags.
                reader.ReadBytes(5 * sizeof(long));
            }

            for (var index = 0; index < count; index++)
            {
                var offset = reader.ReadInt64();
                var length = reader.ReadInt64();
                var compressed = major >= 6 ? reader.ReadInt64() : 0;
                reader.ReadByte();
                var name = reader.ReadString().Replace('\\', '/');
                var stored = compressed == 0 ? length : compressed;
                if (offset < 0 || length < 0 || compressed < 0 || offset > source.Length || stored > source.Length - offset)
                {
                    problem = $"'{name}' lies beyond the end of the file";
                    return entries;
                }

                entries.Add(new Entry(name, offset, length, compressed));
            }
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException or DecoderFallbackException)
        {
            problem = "it is cut short";
        }

        return entries;
    }

    private static ArtifactProblem Unread(string why) => new("bundle", ArtifactProblemKind.Unread, why);

    private readonly record struct Entry(string Name, long Offset, long Length, long Compressed);
}
