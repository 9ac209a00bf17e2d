using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection;

/// <summary>Lists what model files hold, without a policy: headers only, through the same readers that a verdict rests on.</summary>
public static class ModelFileInspector
{
    /// <summary>
    /// Reads files, and the model files in folders and archives. A path that names a file is always listed, whatever it holds;
    /// in a folder only model files are, and what could not be read.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static IReadOnlyList<ModelFile> Inspect(IReadOnlyList<string> paths, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        List<ModelFile> listed = [];
        List<(ShippedFile File, string Root, bool IsNamed)> toRead = [];
        foreach (string path in paths)
        {
            bool isFolder = Directory.Exists(path);
            string root = isFolder ? path.Replace('\\', '/').TrimEnd('/') + "/" : "";
            ShippedFiles walked = FolderWalk.Walk([new ShippedItem(path, "")], ct);
            foreach (PlacedProblem problem in walked.Problems)
                listed.Add(new ModelFile(isFolder ? root + problem.Place.Display : path, 0, null, [problem.Problem]));
            foreach (ShippedFile file in walked.Files)
                toRead.Add((file, isFolder ? root : Folder(path), !isFolder));
        }

        long bytesTotal = toRead.Aggregate(0L, static (sum, item) => sum > long.MaxValue - item.File.Length ? long.MaxValue : sum + item.File.Length);
        IReadOnlyList<FileFacts>[] read = new IReadOnlyList<FileFacts>[toRead.Count];
        int filesDone = 0;
        long bytesDone = 0;
        int[] order = ReadingOrder.Of([.. toRead.Select(static item => item.File)]);
        FactsNeeded needed = new(Content: false, IsConfiguration: static _ => false);
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, turn =>
        {
            int index = order[turn];
            ShippedFile file = toRead[index].File;
            read[index] = new FileReader(needed, ct).Read(file);
            progress?.Report(new InspectionProgress(
                Interlocked.Increment(ref filesDone), read.Length, Interlocked.Add(ref bytesDone, file.Length), bytesTotal, file.Place.Display));
        });

        for (int index = 0; index < read.Length; index++)
            foreach (FileFacts facts in read[index])
                if (facts.Artifact is not null || facts.Problems.Count > 0 || (toRead[index].IsNamed && facts.Place.Entry is null))
                    listed.Add(new ModelFile(toRead[index].Root + facts.Place.Display, facts.Length, facts.Artifact, [.. facts.Problems, .. facts.Artifact?.Problems ?? []]));
        return listed;
    }

    private static string Folder(string path)
    {
        string slashed = path.Replace('\\', '/');
        return slashed.Substring(0, slashed.LastIndexOf('/') + 1);
    }
}
