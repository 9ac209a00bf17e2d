using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Documents;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>Reads a folder, a package, a single file or a manifest into one side of a comparison.</summary>
public static class ReleaseSideReader
{
    private const string ManifestEnding = ".manifest.json";

    /// <summary>Reads one side. What cannot be read is listed, never thrown.</summary>
    /// <param name="path">A folder, a package, a file, or a manifest written by <c>manifest write</c>.</param>
    /// <param name="content">Whether every byte is read and digested; otherwise headers only.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static ReleaseSide Read(string path, bool content, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        if (path is null)
            throw new ArgumentNullException(nameof(path));
        if (path.EndsWith(ManifestEnding, StringComparison.OrdinalIgnoreCase) && File.Exists(path))
            return OfManifest(path, ct);

        ShippedFiles walked = FolderWalk.Walk([new ShippedItem(path, "")], ct);
        FactsNeeded needed = new(content, static _ => false) { TensorDigests = content ? static _ => true : null, PublicApi = true, Documents = true };
        IReadOnlyList<FileFacts>[] read = new IReadOnlyList<FileFacts>[walked.Files.Count];
        long bytesTotal = walked.Files.Aggregate(0L, static (sum, file) => sum > long.MaxValue - file.Length ? long.MaxValue : sum + file.Length);
        int filesDone = 0;
        long bytesDone = 0;
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            ShippedFile file = walked.Files[index];
            read[index] = new FileReader(needed, ct).Read(file);
            progress?.Report(new InspectionProgress(
                Interlocked.Increment(ref filesDone), read.Length, Interlocked.Add(ref bytesDone, file.Length), bytesTotal, file.Place.Display));
        });
        return OfFacts(path, [.. read.SelectMany(static facts => facts)], walked.Problems);
    }

    private static ReleaseSide OfFacts(string path, IReadOnlyList<FileFacts> facts, IReadOnlyList<PlacedProblem> walkProblems)
    {
        List<ManifestFile> files = [];
        List<PlacedTensor> tensors = [];
        List<PlacedAssembly> assemblies = [];
        List<PlacedDocument> documents = [];
        List<SkippedItem> skipped = [.. walkProblems.Where(IsUnread).Select(problem => new SkippedItem(problem.Place.Display, problem.Problem.Message))];

        // Of a package given by itself the entries are compared: its own name carries a version.
        bool isArchive = facts.Count > 1 && facts[0] is { Archive: not null, Place.Entry: null } && File.Exists(path);
        foreach (FileFacts file in facts.Skip(isArchive ? 1 : 0).Where(file => !file.IsResource && !ApprovedManifest.IsPackaging(file)))
        {
            string place = isArchive ? file.Place.Entry! : file.Place.Display;
            files.Add(new ManifestFile(place, file.Length, file.Content?.Sha256 ?? ""));
            if (file.Assembly is { Name: string name } assembly)
                assemblies.Add(new PlacedAssembly(name, assembly.References, assembly.PublicApi));
            if (file.Document is DocumentText document)
                documents.Add(new PlacedDocument(place, DocumentFiles.IsLegal(file.Place.FileName) ? LicenceIdentity.Of(document)?.Id : null, document.Lines));
            AddTensors(tensors, file, place);
        }

        foreach (FileFacts file in facts)
            foreach (ArtifactProblem problem in file.Problems.Concat(file.Artifact?.Problems ?? []))
                if (problem.Kind == ArtifactProblemKind.Unread)
                    skipped.Add(new SkippedItem(file.Place.Display, problem.Message));
        return new ReleaseSide(path, files, tensors, assemblies, documents, skipped);
    }

    private static void AddTensors(List<PlacedTensor> tensors, FileFacts file, string place)
    {
        if (file.Artifact is null)
            return;

        Dictionary<int, string> digests = [];
        foreach (TensorDigestFact digest in (file.Content?.Tensors ?? []).Where(static digest => digest.Cast is null))
            digests[digest.Tensor] = digest.Sha256;
        for (int index = 0; index < file.Artifact.Tensors.Count; index++)
        {
            TensorFact tensor = file.Artifact.Tensors[index];
            tensors.Add(new PlacedTensor(
                tensor.Name, tensor.Type.Name, tensor.Shape, tensor.Parameters, tensor.ByteLength, place, digests.TryGetValue(index, out string? sha256) ? sha256 : null));
        }
    }

    private static ReleaseSide OfManifest(string path, CancellationToken ct)
    {
        if (ManifestReader.Read(path, ct, out string? problem) is not EditionManifest manifest)
            return new ReleaseSide(path, [], [], [], [], [new SkippedItem(path, problem!)]);
        return new ReleaseSide(
            path,
            manifest.Files,
            [.. manifest.Tensors.Select(tensor => new PlacedTensor(tensor.Name, tensor.Dtype, tensor.Shape, tensor.Parameters ?? ElementsOf(tensor.Shape), 0, "", tensor.Sha256))],
            [],
            [],
            [])
        {
            IsManifest = true,
        };
    }

    private static long ElementsOf(IReadOnlyList<long> shape)
    {
        decimal product = 1;
        foreach (long dimension in shape)
            product = Math.Min(long.MaxValue, product * dimension);
        return (long)product;
    }

    private static bool IsUnread(PlacedProblem problem) => problem.Problem.Kind == ArtifactProblemKind.Unread;
}
