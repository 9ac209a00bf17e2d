using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>What only the files of one folder together show: an index against its shards, split files, and data that a model file keeps in other files.</summary>
internal static class FolderChecks
{
    /// <summary>The problems of every folder, each at the file it concerns.</summary>
    public static IReadOnlyList<PlacedProblem> Run(IReadOnlyList<FileFacts> files)
    {
        var problems = new List<PlacedProblem>();
        var byPlace = new Dictionary<string, FileFacts>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            byPlace[file.Place.Display] = file;
        }

        foreach (var folder in files.GroupBy(static file => file.Place.Folder, StringComparer.Ordinal))
        {
            var all = folder.ToList();
            CheckShards(all, problems);
            CheckSplits(all, problems);
            CheckData(all, byPlace, problems);
        }

        return problems;
    }

    /// <summary>Displayed places of the files that model files name as holding their data.</summary>
    public static HashSet<string> DataFiles(IReadOnlyList<FileFacts> files)
    {
        var data = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var reference in file.Artifact?.References ?? [])
            {
                data.Add(Beside(file, reference));
            }
        }

        return data;
    }

    private static string Beside(FileFacts file, string reference) => file.Place.Folder.Length == 0 ? reference : file.Place.Folder + "/" + reference;

    private static void CheckShards(List<FileFacts> folder, List<PlacedProblem> problems)
    {
        var shards = folder.Where(static file => file.Artifact is not null).ToList();
        var indexes = folder.Where(static file => file.Index is not null).ToList();
        if (indexes.Count == 0)
        {
            // Without an index only the numbering k-of-n can be wrong, and one tensor in two numbered shards. Split GGUF files are held to their own counts.
            var numbered = shards.Where(static file => ShardName.Parse(file.Place.FileName) is not null && !GgufSplitCheck.IsSplit(file.Artifact!)).ToList();
            if (numbered.Count > 0)
            {
                Check(null, numbered, numbered, numbered[0], problems);
            }

            return;
        }

        var named = new HashSet<string>(indexes.SelectMany(static file => file.Index!.Shards), StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            var own = new HashSet<string>(index.Index!.Shards, StringComparer.Ordinal);
            var candidates = shards.Where(file => own.Contains(file.Place.FileName) || !named.Contains(file.Place.FileName)).ToList();
            Check(index, candidates.Where(file => own.Contains(file.Place.FileName)).ToList(), candidates, index, problems);
        }
    }

    private static void Check(FileFacts? index, List<FileFacts> shards, List<FileFacts> weightFiles, FileFacts where, List<PlacedProblem> problems)
    {
        var check = new ShardSetCheck(index?.Index);
        foreach (var shard in shards)
        {
            check.AddShard(shard.Place.FileName, shard.Artifact!);
        }

        Place(check.Complete(weightFiles.Select(static file => file.Place.FileName)), weightFiles, where, problems);
    }

    private static void CheckSplits(List<FileFacts> folder, List<PlacedProblem> problems)
    {
        // One folder may hold several quantisations, each split: the names before the numbers tell them apart.
        foreach (var set in folder
            .Where(static file => file.Artifact is { } artifact && GgufSplitCheck.IsSplit(artifact))
            .GroupBy(static file => ShardName.Parse(file.Place.FileName)?.Prefix ?? string.Empty, StringComparer.Ordinal))
        {
            var check = new GgufSplitCheck();
            foreach (var file in set)
            {
                check.AddFile(file.Place.FileName, file.Artifact!);
            }

            Place(check.Complete(), folder, set.First(), problems);
        }
    }

    private static void CheckData(List<FileFacts> folder, Dictionary<string, FileFacts> byPlace, List<PlacedProblem> problems)
    {
        var users = folder.Where(static file => file.Artifact is { References.Count: > 0 }).ToList();
        if (users.Count == 0)
        {
            return;
        }

        var files = users.SelectMany(static file => file.Artifact!.References, static (file, path) => (File: file, Path: path))
            .GroupBy(static reference => reference.Path, StringComparer.Ordinal)
            .Select(reference => byPlace.TryGetValue(Beside(reference.First().File, reference.Key), out var found)
                ? new ExternalFileFact(reference.Key, found.Length) { IsLink = found.IsLink, HardLinks = found.DiskPath is { } path ? HardLinks.Count(path) : 1 }
                : new ExternalFileFact(reference.Key, null))
            .ToList();
        foreach (var manifest in users.Where(static file => file.Artifact!.Format == "tfjs"))
        {
            Place(TensorFlowJsWeightsCheck.Check(manifest.Artifact!, files), folder, manifest, problems);
        }

        var models = users.Where(static file => file.Artifact!.Format == "onnx").ToList();
        if (models.Count > 0)
        {
            Place(ExternalDataCheck.Check(models.Select(static file => file.Artifact!).ToList(), files), folder, models[0], problems);
        }
    }

    private static void Place(IReadOnlyList<ArtifactProblem> found, List<FileFacts> folder, FileFacts where, List<PlacedProblem> problems)
    {
        foreach (var problem in found)
        {
            var place = problem.File is null ? where.Place : folder.FirstOrDefault(file => file.Place.FileName == problem.File)?.Place ?? where.Place;
            problems.Add(new PlacedProblem(place, problem));
        }
    }
}
