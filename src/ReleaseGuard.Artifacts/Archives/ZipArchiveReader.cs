using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ReleaseGuard.Artifacts.Formats;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>
/// A zip archive (PKWARE APPNOTE 6.3) read strictly: the central directory and every local header must tell the same story, and every byte of the
/// file must belong to one of them. Lenient readers differ in which half they believe, and things hide in the difference.
/// Problems: Z1 end record · Z2 central directory · Z3 local header differs · Z4 the same name twice · Z5 a path that leaves the folder ·
/// Z6 encrypted · Z7 unreadable method · Z8 bytes no entry owns · Z9 bomb · Z10 entries overlap · Z11 ZIP64 · Z12 data descriptor · Z13 content differs from its CRC or length.
/// </summary>
public sealed class ZipArchiveReader
{
    private readonly IArtifactSource _source;

    private ZipArchiveReader(IArtifactSource source, IReadOnlyList<ZipEntryFacts> entries, ArtifactFacts facts)
    {
        _source = source;
        Entries = entries;
        Problems = facts.Problems;
        Payloads = facts.Payloads;
        BytesRead = facts.BytesRead;
    }

    /// <summary>Entries in the order of the central directory, those with problems among them.</summary>
    public IReadOnlyList<ZipEntryFacts> Entries { get; }

    /// <summary>What is wrong with the archive; the entry concerned is in <see cref="ArtifactProblem.Message"/>.</summary>
    public IReadOnlyList<ArtifactProblem> Problems { get; }

    /// <summary>Bytes that no entry owns: prefix, gaps, comments, tail.</summary>
    public IReadOnlyList<PayloadFact> Payloads { get; }

    /// <summary>Bytes asked of the source to read the directory and the local headers.</summary>
    public long BytesRead { get; }

    /// <summary>Whether a file that begins so is a zip archive: a local header, or the end record of an empty one.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 'P' && head[1] == 'K' && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));

    /// <summary>Reads the directory and every local header. Never throws for content; an input error becomes a problem of kind <see cref="ArtifactProblemKind.Unread"/>.</summary>
    public static ZipArchiveReader Open(IArtifactSource source, CancellationToken ct = default)
    {
        var reader = new SourceReader(source, ct);
        var facts = new FactsBuilder("zip", reader);
        IReadOnlyList<ZipEntryFacts> entries = [];
        try
        {
            entries = new ZipDirectory(facts).Read();
            CheckLinks(facts, source, entries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            facts.Problem("X1", ArtifactProblemKind.Unread, $"could not be read: {e.Message}");
        }

        return new ZipArchiveReader(source, entries, facts.Build());
    }

    /// <summary>
    /// The content of an entry: stored entries are slices, deflated ones inflate forward with a bounded window (a read far back starts again).
    /// Null when <see cref="ZipEntryFacts.Unreadable"/> says why. The source throws <see cref="IOException"/> when the data does not inflate to the declared length.
    /// Dispose it if it is <see cref="IDisposable"/>.
    /// </summary>
    public IArtifactSource? OpenEntry(ZipEntryFacts entry) => OpenEntry(_source, entry);

    private static IArtifactSource? OpenEntry(IArtifactSource archive, ZipEntryFacts entry)
    {
        if (entry.Unreadable is not null || entry.DataOffset < 0)
        {
            return null;
        }

        var data = new SliceArtifactSource(archive, entry.Name, entry.DataOffset, entry.CompressedLength);
        return entry.Method == 0 ? data : new InflatedArtifactSource(data, entry.Name, entry.Length);
    }

    /// <summary>Reads an entry whole and holds it against its CRC-32 and length (Z13); null when they agree or the entry is unreadable.</summary>
    public ArtifactProblem? CheckContent(ZipEntryFacts entry, CancellationToken ct = default)
    {
        var source = OpenEntry(entry);
        if (source is null)
        {
            return null;
        }

        try
        {
            var reader = new SourceReader(source, ct);
            var buffer = new byte[(int)Math.Min(128 * 1024, Math.Max(1, entry.Length))];
            var crc = default(Crc32);
            for (long offset = 0; offset < entry.Length; offset += buffer.Length)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.Length - offset));
                reader.TryRead(offset, part);
                crc.Append(part);
            }

            if ((source as InflatedArtifactSource)?.WhatFollowsTheEnd() is { } excess)
            {
                return new ArtifactProblem("Z13", ArtifactProblemKind.Malformed, excess, entry.DataOffset, entry.CompressedLength);
            }

            return crc.Value == entry.Crc32
                ? null
                : new ArtifactProblem("Z13", ArtifactProblemKind.Malformed, $"the content of '{entry.Name}' does not have the CRC-32 its directory says", entry.DataOffset, entry.CompressedLength);
        }
        catch (IOException e)
        {
            return new ArtifactProblem("Z13", ArtifactProblemKind.Malformed, e.Message, entry.DataOffset, entry.CompressedLength);
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }

    private static void CheckLinks(FactsBuilder facts, IArtifactSource archive, IReadOnlyList<ZipEntryFacts> entries)
    {
        const int MaxTarget = 4096;
        foreach (var entry in entries)
        {
            if (!entry.IsLink)
            {
                continue;
            }

            var target = entry.Length <= MaxTarget ? ReadText(archive, entry) : null;
            if (target is null)
            {
                facts.Problem("Z5", ArtifactProblemKind.PathEscape, $"'{entry.Name}' is a link whose target cannot be read", entry.HeaderOffset);
            }
            else if (ArtifactPath.WhyItEscapes(target) is { } why)
            {
                facts.Problem("Z5", ArtifactProblemKind.PathEscape, $"'{entry.Name}' is a link to '{target}': {why}", entry.HeaderOffset);
            }
            else
            {
                facts.Note("Z5", $"'{entry.Name}' is a link to '{target}'", entry.HeaderOffset);
            }
        }
    }

    private static string? ReadText(IArtifactSource archive, ZipEntryFacts entry)
    {
        var source = OpenEntry(archive, entry);
        try
        {
            var bytes = new byte[entry.Length];
            return source is not null && new SourceReader(source, CancellationToken.None).TryRead(0, bytes)
                ? System.Text.Encoding.UTF8.GetString(bytes, 0, bytes.Length)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }
}
