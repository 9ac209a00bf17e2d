using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3007: an index and its shards disagree, so what loads is not what a viewer shows. Shards of one folder are held against that folder's indexes.</summary>
internal sealed class IndexMismatchRule : IInspectionRule
{
    private const string NextStep = "Rebuild the index from the shards that ship.";

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        ArtifactProblems.Report(context, ArtifactProblemKind.IndexMismatch, RuleIds.RG3007, NextStep);
        foreach (var folder in context.Facts.Files.GroupBy(static file => file.Place.Folder, StringComparer.Ordinal))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var files = folder.ToList();
            Inspect(context, files);
            InspectSplits(context, files);
            InspectWeightsManifests(context, files);
        }
    }

    private static void Inspect(RuleContext context, List<FileFacts> folder)
    {
        var shards = folder.Where(static file => file.Artifact is not null).ToList();
        var indexes = folder.Where(static file => file.Index is not null).ToList();
        if (indexes.Count == 0)
        {
            // Without an index only the numbering k-of-n can be wrong, and one tensor in two numbered shards.
            var numbered = shards.Where(static file => ShardName.Parse(file.Place.FileName) is not null).ToList();
            if (numbered.Count > 0)
            {
                Check(context, null, numbered, numbered, numbered[0]);
            }

            return;
        }

        var named = new HashSet<string>(indexes.SelectMany(static file => file.Index!.Shards), StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            var own = new HashSet<string>(index.Index!.Shards, StringComparer.Ordinal);
            var candidates = shards.Where(file => own.Contains(file.Place.FileName) || !named.Contains(file.Place.FileName)).ToList();
            Check(context, index, candidates.Where(file => own.Contains(file.Place.FileName)).ToList(), candidates, index);
        }
    }

    /// <summary>Files of one GGUF model that was split: they agree on how many they are and on the tensors they hold together.</summary>
    private static void InspectSplits(RuleContext context, List<FileFacts> folder)
    {
        var sets = folder.Where(static file => file.Artifact is { } facts && GgufSplitCheck.IsSplit(facts))
            .GroupBy(static file => ShardName.Parse(file.Place.FileName)?.Prefix ?? string.Empty, StringComparer.Ordinal);
        foreach (var set in sets)
        {
            var check = new GgufSplitCheck();
            foreach (var file in set)
            {
                check.AddFile(file.Place.FileName, file.Artifact!);
            }

            foreach (var problem in check.Complete())
            {
                var place = set.FirstOrDefault(file => file.Place.FileName == problem.File)?.Place ?? set.First().Place;
                ArtifactProblems.Report(context, place, problem, RuleIds.RG3007, NextStep);
            }
        }
    }

    /// <summary>TensorFlow.js weights: the files that a manifest names are there and hold exactly its weights.</summary>
    private static void InspectWeightsManifests(RuleContext context, List<FileFacts> folder)
    {
        foreach (var manifest in folder.Where(static file => file.Artifact is { Format: "tfjs" }))
        {
            var files = folder.Select(static file => new ExternalFileFact(file.Place.FileName, file.Length)).ToList();
            foreach (var problem in TensorFlowJsWeightsCheck.Check(manifest.Artifact!, files))
            {
                ArtifactProblems.Report(context, manifest.Place, problem, RuleIds.RG3007, NextStep);
            }
        }
    }

    private static void Check(RuleContext context, FileFacts? index, List<FileFacts> shards, List<FileFacts> weightFiles, FileFacts where)
    {
        var check = new ShardSetCheck(index?.Index);
        foreach (var shard in shards)
        {
            check.AddShard(shard.Place.FileName, shard.Artifact!);
        }

        foreach (var problem in check.Complete(weightFiles.Select(static file => file.Place.FileName)))
        {
            var place = problem.File is null ? where.Place : weightFiles.FirstOrDefault(file => file.Place.FileName == problem.File)?.Place ?? where.Place;
            ArtifactProblems.Report(context, place, problem, RuleIds.RG3007, NextStep);
        }
    }
}
