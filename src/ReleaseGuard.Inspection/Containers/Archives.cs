using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Artifacts.Archives;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Opens archives of every kind that is understood (zip and what is built on it, tar, gzip) and yields their entries one after another, within the budget.</summary>
internal static class Archives
{
    private const string Zip = "zip";
    private const string Tar = "tar";
    private const string GZip = "gzip";

    /// <summary>The kind of archive that the first bytes show; null when they show none.</summary>
    public static string? KindOf(ReadOnlySpan<byte> head) =>
        ZipArchiveReader.Recognises(head) ? Zip
        : head.Length > 2 && head[0] == 0x1F && head[1] == 0x8B && head[2] == 8 ? GZip
        : TarReader.Recognises(head) ? Tar
        : null;

    /// <summary>The entries of an archive. What is wrong with the archive itself is added to <paramref name="problems"/> by the time the last entry is yielded.</summary>
    /// <exception cref="IOException">The archive's own bytes could not be read.</exception>
    public static IEnumerable<ArchiveEntry> Open(
        string kind, IArtifactSource source, string fileName, ArchiveBudget budget, List<ArtifactProblem> problems, bool checkContent, CancellationToken ct) => kind switch
    {
        Zip => OpenZip(source, budget, problems, checkContent, ct),
        Tar => OpenTar(source, budget, problems, ct),
        _ => OpenGZip(source, fileName, budget, problems, ct),
    };

    private static IEnumerable<ArchiveEntry> OpenZip(IArtifactSource source, ArchiveBudget budget, List<ArtifactProblem> problems, bool checkContent, CancellationToken ct)
    {
        var zip = ZipArchiveReader.Open(source, ct);
        problems.AddRange(zip.Problems);
        foreach (var entry in zip.Entries)
        {
            if (entry.IsDirectory)
            {
                continue;
            }

            var name = entry.Name.Replace('\\', '/');
            if (!budget.TakeEntry())
            {
                problems.Add(TooManyEntries());
                yield break;
            }

            if (entry.Unreadable is { } why)
            {
                yield return new ArchiveEntry(name, entry.Length, null, Unread(why));
                continue;
            }

            if (entry.IsLink)
            {
                yield return new ArchiveEntry(name, entry.Length, null, null);
                continue;
            }

            if (entry.Method != 0 && (ArchiveBudget.IsBomb(entry.Length, entry.CompressedLength) || !budget.TakeBytes(entry.Length)))
            {
                yield return new ArchiveEntry(name, entry.Length, null, Unread("it inflates to far more than its size; it was not opened"));
                continue;
            }

            // A deflated entry's true length and checksum show only by inflating it; large ones are held to them when content is asked for.
            if ((checkContent || (entry.Method != 0 && entry.Length <= ArchiveBudget.FreeBytes)) && zip.CheckContent(entry, ct) is { } differs)
            {
                problems.Add(differs);
            }

            var content = zip.OpenEntry(entry);
            using var owned = content as IDisposable;
            if (content is not null && entry.Method != 0 && IsArchive(content))
            {
                using var spilled = Spill(new ArtifactStream(content), content.Name, entry.CompressedLength, budget, out var problem, ct);
                yield return new ArchiveEntry(name, entry.Length, spilled, problem);
            }
            else
            {
                yield return new ArchiveEntry(name, entry.Length, content, content is null ? Unread("its data cannot be found") : null);
            }
        }
    }

    private static IEnumerable<ArchiveEntry> OpenTar(IArtifactSource source, ArchiveBudget budget, List<ArtifactProblem> problems, CancellationToken ct)
    {
        var tar = TarReader.Open(source, ct);
        problems.AddRange(tar.Problems);
        foreach (var entry in tar.Entries)
        {
            if (entry.Kind == TarEntryKind.Folder)
            {
                continue;
            }

            if (!budget.TakeEntry())
            {
                problems.Add(TooManyEntries());
                yield break;
            }

            yield return new ArchiveEntry(
                entry.Name,
                entry.Length,
                entry.Kind == TarEntryKind.File ? new SliceArtifactSource(source, entry.Name, entry.DataOffset, entry.Length) : null,
                null);
        }
    }

    private static IEnumerable<ArchiveEntry> OpenGZip(IArtifactSource source, string fileName, ArchiveBudget budget, List<ArtifactProblem> problems, CancellationToken ct)
    {
        var name = fileName.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? fileName.Substring(0, fileName.Length - 4) + ".tar"
            : fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName.Substring(0, fileName.Length - 3)
            : fileName + ".content";
        ArtifactProblem? problem = null;
        using var content = GZipMember.DataOffset(source) is { } start
            ? InflateMember(source, start, name, budget, problems, out problem, ct)
            : null;
        yield return new ArchiveEntry(name, content?.Length ?? 0, content, content is null ? problem ?? Unread("its gzip header is cut short") : null);
    }

    private static SpilledSource? InflateMember(
        IArtifactSource source, long start, string name, ArchiveBudget budget, List<ArtifactProblem> problems, out ArtifactProblem? problem, CancellationToken ct)
    {
        using var input = new DeflateInput(new SliceArtifactSource(source, name, start, source.Length - start));
        using var inflating = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
        var content = Spill(inflating, name, source.Length, budget, out problem, ct);
        if (content is null)
        {
            return null;
        }

        // The framework inflates a stream that is cut short without a word; the trailer shows it. Where it begins is exact only near the end of the file.
        var end = source.Length - input.Unused;
        if (!GZipMember.TrailerHolds(source, end, content, ct))
        {
            problems.Add(Unread("is cut short, damaged or followed by much more; its content does not have the checksum and length that should end it"));
        }
        else if (input.Unused > GZipMember.TrailerBytes)
        {
            var tail = input.Unused - GZipMember.TrailerBytes;
            problems.Add(new ArtifactProblem("gzip", ArtifactProblemKind.Orphan, $"{tail} bytes follow the end of the compressed data; readers differ in whether they take them for more content", source.Length - tail, tail));
        }

        return content;
    }

    private static SpilledSource? Spill(Stream inflating, string name, long compressed, ArchiveBudget budget, out ArtifactProblem? problem, CancellationToken ct)
    {
        problem = null;
        try
        {
            return SpilledSource.Take(inflating, name, compressed, budget, ct);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error) || error is InvalidDataException)
        {
            problem = Unread("could not be inflated: " + error.Message);
            return null;
        }
    }

    private static bool IsArchive(IArtifactSource content)
    {
        var head = new byte[(int)Math.Min(512, content.Length)];
        return content.TryReadAll(0, head) && KindOf(head) is not null;
    }

    private static ArtifactProblem Unread(string why) => new("archive", ArtifactProblemKind.Unread, why);

    private static ArtifactProblem TooManyEntries() => Unread("holds more entries than are opened; the rest was not read");
}
