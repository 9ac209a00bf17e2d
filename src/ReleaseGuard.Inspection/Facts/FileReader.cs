using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.ContentRecords;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Reads one file that ships, and the files inside it, into facts. What a file is, is told by its content; its name only says what it was meant to be.</summary>
/// <param name="needed">What is to be read.</param>
/// <param name="ct">Stops it.</param>
/// <param name="known">What an earlier pass over the file's content gave; the content is then not read again. Null reads it.</param>
internal sealed class FileReader(FactsNeeded needed, CancellationToken ct, FileRecord? known = null)
{
    private const int HeadBytes = 4096;

    /// <summary>Larger resources are data; what could be weights among them is searched for on its own.</summary>
    private const long MaxResourceBytes = 64L << 20;

    private readonly ArchiveBudget _budget = new();
    private string? _folder;
    private bool _resource;

    /// <summary>The facts of a file on disk and of everything in it, in order.</summary>
    public IReadOnlyList<FileFacts> Read(ShippedFile file)
    {
        var facts = new List<FileFacts>();
        _folder = Path.GetDirectoryName(Path.GetFullPath(file.DiskPath));
        try
        {
            // An empty file is not opened: pipes and devices have no length, and opening one may never return.
            if (file.Length == 0)
            {
                Read(file.Place, new MemoryArtifactSource(file.Place.FileName, ReadOnlyMemory<byte>.Empty), facts);
            }
            else
            {
                using var source = new FileArtifactSource(file.DiskPath, file.Place.FileName);
                Read(file.Place, source, facts);
            }
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            facts.Add(new FileFacts(file.Place, file.Length) { Problems = [Unread(FolderWalk.Describe(error))] });
        }

        facts[0] = facts[0] with { DiskPath = file.DiskPath, IsLink = file.IsLink };
        return facts;
    }

    private static ArtifactProblem Unread(string why) => new("read", ArtifactProblemKind.Unread, why);

    private void Read(ShippedPlace place, IArtifactSource source, List<FileFacts> facts, int depth = 0)
    {
        ct.ThrowIfCancellationRequested();
        var file = new FileFacts(place, source.Length);
        if (known?.At(place) is { IsUnread: true } broken)
        {
            facts.Add(file with { Problems = broken.Problems });
            return;
        }

        if (ArtifactFormats.Detect(source, place.FileName) is { } format)
        {
            facts.Add(ReadArtifact(file, source, format, depth));
            return;
        }

        file = file with { Content = known is not null ? known.At(place)?.Content : needed.Content ? ContentReader.Digest(source, ct) : null };

        var head = new byte[(int)Math.Min(HeadBytes, source.Length)];
        source.TryReadAll(0, head);
        if (Archives.KindOf(head) is not { } kind)
        {
            var other = ReadText(ReadOther(file, source, head, depth), source);
            facts.Add(other);
            ReadDeflated(other, source, facts, depth);
            ReadResources(other, source, facts, depth);
            ReadBundle(other, source, facts, depth);
        }
        else if (depth == ArchiveBudget.MaxDepth)
        {
            facts.Add(file with { Archive = kind, Problems = [Unread($"is an archive {depth} archives deep; no deeper one is opened")] });
        }
        else
        {
            ReadArchive(file with { Archive = kind }, source, facts, depth);
        }
    }

    private FileFacts ReadArtifact(FileFacts file, IArtifactSource source, IArtifactFormat format, int depth)
    {
        var artifact = format.Read(source, ct);
        var problems = new List<ArtifactProblem>();
        var rows = new List<RowSliceFact>();
        using var bytes = new TensorContent(source, depth == 0 ? _folder : null);
        foreach (var tensor in artifact.Tensors)
        {
            foreach (var slice in needed.Rows(tensor.Name))
            {
                if (RowReader.Read(bytes, tensor, slice, ct, problems) is { } fact)
                {
                    rows.Add(fact);
                }
            }
        }

        using var subjects = new ArtifactSubjects(file.Place.Display, source, needed.Comparison is null ? [] : artifact.Tensors, depth == 0 ? _folder : null, unpacks: true);
        file = file with { Artifact = artifact, Rows = rows, Problems = problems };
        if (known is not null)
        {
            return Recall(file, subjects);
        }

        IReadOnlyList<SubjectReading> readings = [];
        List<(int Index, TensorFact Tensor)> digested = needed.TensorDigests is { } isDigested
            ? [.. artifact.Tensors.Select(static (tensor, index) => (index, tensor)).Where(item => isDigested(item.tensor))]
            : [];
        if (needed.Content)
        {
            (var content, readings) = ContentReader.Read(source, bytes, digested, needed.TensorCasts, needed.Comparison, subjects.Subjects, ct);
            file = file with { Content = content };
            problems.AddRange(ArchiveContentCheck.Check(source, artifact, ct));
        }
        else
        {
            file = file with { Content = digested.Count == 0 ? null : ContentReader.DigestTensors(source, bytes, digested, ct) };
            if (needed.Comparison is { } comparison)
            {
                // Inflated content is read through one stream: more threads would only wait for it.
                readings = comparison.Read(subjects.Subjects, source is FileArtifactSource ? 0 : 1, null, ct);
            }
        }

        if (file.Content is { Undigested.Count: > 0 } some)
        {
            problems.Add(new ArtifactProblem(
                "digest", ArtifactProblemKind.Unread, $"{some.Undigested.Count} tensors do not lie in the file as one run and were not digested, '{some.Undigested[0]}' the first"));
        }

        return file with { Compared = readings, NotCompared = [.. subjects.Unread, .. SketchChecker.Unread(readings)] };
    }

    /// <summary>Takes up what an earlier pass over the content gave; without a record, the content stays unread.</summary>
    private FileFacts Recall(FileFacts file, ArtifactSubjects subjects)
    {
        if (known!.At(file.Place) is not { } record)
        {
            return file;
        }

        file = file with { Content = record.Content, Problems = record.Problems };
        if (needed.Comparison is not { } comparison)
        {
            return file;
        }

        return comparison.Recall(subjects.Subjects, record.Readings) is { } recalled
            ? file with { Compared = recalled, NotCompared = [.. subjects.Unread, .. SketchChecker.Unread(recalled)] }
            : file with { Problems = [.. file.Problems, Unread("was another file when its content was read")] };
    }

    private void ReadArchive(FileFacts file, IArtifactSource source, List<FileFacts> facts, int depth)
    {
        var at = facts.Count;
        facts.Add(file);
        var problems = new List<ArtifactProblem>();
        try
        {
            foreach (var entry in Archives.Open(file.Archive!, source, file.Place.FileName, _budget, problems, needed.Content && known is null, ct))
            {
                ReadEntry(file.Place.Within(entry.Name), entry, facts, depth + 1);
            }
        }
        catch (Exception error) when (FolderWalk.IsInputError(error) || error is InvalidDataException)
        {
            problems.Add(Unread(FolderWalk.Describe(error)));
        }

        facts[at] = file with { Problems = known?.At(file.Place)?.Problems ?? problems };
    }

    private void ReadEntry(ShippedPlace place, ArchiveEntry entry, List<FileFacts> facts, int depth)
    {
        if (entry.Source is null)
        {
            facts.Add(new FileFacts(place, entry.Length) { Problems = entry.Problem is null ? [] : [entry.Problem] });
            return;
        }

        try
        {
            Read(place, entry.Source, facts, depth);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error) || error is InvalidDataException)
        {
            facts.Add(new FileFacts(place, entry.Length) { Problems = [Unread("could not be inflated: " + error.Message)] });
        }
    }

    /// <summary>An assembly's embedded resources are read as files in it: a model may be one of them.</summary>
    private void ReadResources(FileFacts assembly, IArtifactSource source, List<FileFacts> facts, int depth)
    {
        foreach (var resource in assembly.Assembly?.Resources ?? [])
        {
            var from = facts.Count;
            _resource = true;
            Read(assembly.Place.Within(resource.Name), new SliceArtifactSource(source, resource.Name, resource.ByteOffset, resource.ByteLength), facts, depth + 1);
            for (var index = from; index < facts.Count; index++)
            {
                facts[index] = facts[index] with { IsResource = true };
            }
        }

        _resource = false;
    }

    /// <summary>A file that is one deflate stream and looks like noise is what it inflates to: compilers and packers embed assemblies, signatures and tables so.</summary>
    private void ReadDeflated(FileFacts file, IArtifactSource source, List<FileFacts> facts, int depth)
    {
        var place = file.Place.Within(DeflatedContent.EntryName);
        var isAsked = known is null ? file.Opaque.Any(static opaque => opaque.IsAppearance) : known.At(place) is not null;
        if (!isAsked || depth == ArchiveBudget.MaxDepth || DeflatedContent.Open(source, _budget, ct) is not { } content)
        {
            return;
        }

        using (content)
        {
            var at = facts.Count;
            file = facts[at - 1] with { Opaque = [.. file.Opaque.Where(static opaque => !opaque.IsAppearance)] };
            facts[at - 1] = file;
            Read(place, content, facts, depth + 1);
            for (var index = at; index < facts.Count; index++)
            {
                facts[index] = facts[index] with { IsResource = true, Deflated = file };
            }
        }
    }

    private IReadOnlyList<OpaqueFact> FindOpaque(ShippedPlace place, IArtifactSource source, byte[] head) =>
        known is not null ? known.At(place)?.Opaque ?? [] : needed.Opaque ? OpaqueBytes.Find(source, head, ct) : [];

    /// <summary>What a text says to a reader, beside what it is to a program: a configuration can be a document, and a script can test whether a file exists.</summary>
    private FileFacts ReadText(FileFacts file, IArtifactSource source)
    {
        var name = file.Place.FileName;
        if (needed.IsDocument(file.Place) || (needed.Documents && DocumentFiles.IsProse(name)))
        {
            var document = DocumentText.Read(source, needed.IsDocument(file.Place), ct, out var problem);
            file = file with { Document = document, Problems = problem is null ? file.Problems : [.. file.Problems, problem] };
        }

        return needed.Remarks && !file.IsResource && DocumentFiles.IsText(name) ? file with { Remarks = TextRemarks.Read(source, name, ct) } : file;
    }

    /// <summary>The files of a single-file application are read like those of an archive.</summary>
    private void ReadBundle(FileFacts application, IArtifactSource source, List<FileFacts> facts, int depth)
    {
        if (application.Bundle is not { } header)
        {
            return;
        }

        var at = facts.Count - 1;
        var problems = new List<ArtifactProblem>(application.Problems);
        foreach (var entry in SingleFileBundle.Open(source, header, _budget, problems, ct))
        {
            ReadEntry(application.Place.Within(entry.Name), entry, facts, depth + 1);
        }

        facts[at] = application with { Problems = problems };
    }

    /// <summary>A native executable: its texts, and the bundle it may carry.</summary>
    private FileFacts ReadNative(FileFacts file, IArtifactSource source, int depth)
    {
        var header = depth == ArchiveBudget.MaxDepth ? null : SingleFileBundle.FindHeader(source, ct);
        return file with
        {
            Bundle = header,
            Names = needed.Names is { } asked ? TextRuns.Find(source, 0, header is { } at ? SingleFileBundle.HostLength(source, at) : source.Length, asked.Text, NameSource.Content) : [],
        };
    }

    private FileFacts ReadOther(FileFacts file, IArtifactSource source, byte[] head, int depth)
    {
        var name = file.Place.FileName;
        ArtifactProblem? problem;
        if (AssemblyReader.Recognises(head))
        {
            var assembly = AssemblyReader.Read(source, needed.Names, needed.PublicApi, out problem);
            return assembly is null && problem is null
                ? ReadNative(file, source, depth)
                : file with { Assembly = assembly, Problems = problem is null ? [] : [problem] };
        }

        if (SingleFileBundle.IsExecutable(head))
        {
            return ReadNative(file, source, depth);
        }

        if (needed.Names is { } asked)
        {
            if (PortablePdb.Recognises(head))
            {
                var symbols = PortablePdb.Read(source, asked, out problem);
                return file with { Symbols = symbols, Problems = problem is null ? [] : [problem] };
            }

            if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && XmlDocumentation.Read(source, asked, out problem) is var documentation && (documentation is not null || problem is not null))
            {
                return file with { Names = documentation ?? [], Problems = problem is null ? [] : [problem] };
            }

            if (_resource && source.Length <= MaxResourceBytes)
            {
                file = file with { Names = TextRuns.Find(source, 0, source.Length, asked.Text, NameSource.Content) };
            }
        }

        if (name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
        {
            var list = NuspecReader.Read(source, out problem);
            return file with { SideList = list, Problems = problem is null ? [] : [problem] };
        }

        if (ShardedIndex.IsIndexName(name))
        {
            return file with { Index = ShardedIndex.Read(source, ct) };
        }

        file = file with { Companion = Companions.KindOf(head), Opaque = FindOpaque(file.Place, source, head) };
        if (needed.Tokens && TokenFiles.Includes(name))
        {
            file = file with { Tokens = TokenFiles.Read(source, name, ct, out problem), Problems = problem is null ? [] : [problem] };
        }

        var sideList = SideLists.KindOf(name);
        if (sideList is not null || ConfigurationFiles.Includes(name) || needed.IsConfiguration(file.Place))
        {
            var json = JsonFile.Read(source, ct, out problem);
            return file with
            {
                Json = json,
                SideList = sideList is null || json is null ? null : SideLists.Read(sideList, json),
                Problems = problem is null ? file.Problems : [.. file.Problems, problem],
            };
        }

        if ((KnownFormats.ByContent(head) ?? KnownFormats.ByName(name)) is { } known)
        {
            return file with { Problems = [new ArtifactProblem("format", ArtifactProblemKind.Unread, $"is or claims to be {known}, which no reader here could take")] };
        }

        return file;
    }
}
