using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3006: layers, experts, context, shards, bytes or element types beyond the edition's limits. Tensors are believed first; what a configuration says is checked too, because a loader believes it.</summary>
internal sealed class EditionLimitsRule : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        if (context.Limits is not { } limits)
        {
            return;
        }

        var files = context.Facts.Files.Where(static file => file.Artifact is not null).ToList();
        InspectStructure(context, limits, files);
        InspectDeclared(context, limits, files);
        InspectFiles(context, limits, files);
        InspectTypes(context, limits, files);
    }

    private static void InspectStructure(RuleContext context, EditionLimits limits, List<FileFacts> files)
    {
        if (files.Count == 0 || (limits.MaxLayers is null && limits.MaxExperts is null && limits.MaxContextLength is null))
        {
            return;
        }

        var structure = context.Folders is [var only] && only.Files.Count == files.Count ? only.Structure : ModelStructure.From(files.SelectMany(static file => file.Artifact!.Tensors));
        foreach (var stack in structure.Stacks)
        {
            // Numbers count as well as names: layers 0 and 60 alone are the remains of a model of 61.
            var layers = Math.Max(stack.Layers, stack.Highest + 1L);
            if (limits.MaxLayers is { } maxLayers && layers > maxLayers)
            {
                var (place, tensor) = First(files, tensor => OrphanBytesRule.NumberAfter(tensor.Name, stack.Prefix) >= maxLayers);
                Report(context, $"'{stack.Prefix}' has {layers} layers in its tensors", "maxLayers", maxLayers, tensor is null ? place.Place.ToLocation() : place.Place.ToLocation(tensor), "layers:" + stack.Prefix);
            }
        }

        // As with layers: experts 64 to 127 alone are the remains of 128.
        var experts = Math.Max(structure.Experts, files.SelectMany(static file => file.Artifact!.Tensors).Select(NumberedExperts).DefaultIfEmpty(0).Max());
        if (limits.MaxExperts is { } maxExperts && experts > maxExperts)
        {
            var (place, tensor) = First(files, tensor => NumberedExperts(tensor) > maxExperts || (tensor.Shape.Count > 1 && ModelStructure.From([tensor]).Experts > maxExperts));
            Report(context, $"The tensors have {experts} experts in a layer", "maxExperts", maxExperts, tensor is null ? place.Place.ToLocation() : place.Place.ToLocation(tensor), "experts");
        }

        if (limits.MaxContextLength is { } maxContext && structure.ContextLength > maxContext)
        {
            var (place, tensor) = First(files, tensor => ModelStructure.From([tensor]).ContextLength > maxContext);
            Report(context, $"The position table has {structure.ContextLength} rows", "maxContextLength", maxContext, tensor is null ? place.Place.ToLocation() : place.Place.ToLocation(tensor), "context");
        }
    }

    private static void InspectDeclared(RuleContext context, EditionLimits limits, List<FileFacts> files)
    {
        (long? Limit, string Name, string[] Keys, string Metadata)[] declared =
        [
            (limits.MaxLayers, "maxLayers", ModelConfiguration.LayerKeys, ".block_count"),
            (limits.MaxExperts, "maxExperts", ModelConfiguration.ExpertKeys, ".expert_count"),
            (limits.MaxContextLength, "maxContextLength", ModelConfiguration.ContextKeys, ".context_length"),
        ];
        foreach (var (limit, name, keys, metadata) in declared)
        {
            if (limit is not { } most)
            {
                continue;
            }

            foreach (var file in context.Facts.Files)
            {
                if (file.Json is { } json && file.SideList is null)
                {
                    foreach (var (path, property, value) in ModelConfiguration.Find(json, keys).Where(found => found.Value > most))
                    {
                        Report(context, $"'{file.Place.Display}' declares {path} {value}", name, most, file.Place.ToLocation(property.Line, property.Column), file.Place.Inner + ":" + path);
                    }
                }

                if (file.Artifact is { } artifact && ModelConfiguration.FindMetadata(artifact, metadata) is { } stated && stated > most)
                {
                    Report(context, $"'{file.Place.Display}' declares {metadata.TrimStart('.')} {stated}", name, most, file.Place.ToLocation(), file.Place.Inner + ":" + metadata);
                }
            }
        }
    }

    private static void InspectFiles(RuleContext context, EditionLimits limits, List<FileFacts> files)
    {
        if (limits.MaxShards is { } maxShards)
        {
            var declared = files.Select(static file => (long)(ShardName.Parse(file.Place.FileName)?.Count ?? 0)).DefaultIfEmpty(0).Max();
            var shards = Math.Max(files.Count(static file => file.Artifact!.Tensors.Count > 0), declared);
            if (shards > maxShards)
            {
                Report(context, $"The weights are in {shards} files", "maxShards", maxShards, files[files.Count - 1].Place.ToLocation(), "shards");
            }
        }

        if (limits.MaxTotalBytes is { } maxBytes)
        {
            var bytes = files.Aggregate(0m, static (sum, file) => sum + file.Length);
            if (bytes > maxBytes)
            {
                var largest = files.OrderByDescending(static file => file.Length).First();
                Report(context, $"The weight files have {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes", "maxTotalBytes", maxBytes, largest.Place.ToLocation(), "bytes");
            }
        }
    }

    private static void InspectTypes(RuleContext context, EditionLimits limits, List<FileFacts> files)
    {
        if (limits.Dtypes is not { Count: > 0 } allowed)
        {
            return;
        }

        var names = new HashSet<string>(allowed, StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            foreach (var type in file.Artifact!.Tensors.Where(tensor => !names.Contains(tensor.Type.Name)).GroupBy(static tensor => tensor.Type.Name, StringComparer.Ordinal))
            {
                var first = type.First();
                var others = type.Count() - 1;
                context.Findings.Report(
                    RuleIds.RG3006,
                    $"'{file.Place.Display}' holds {type.Key} tensors ('{first.Name}'{(others > 0 ? $" and {others} more" : string.Empty)}); edition '{context.Edition.Id}' may have {string.Join(", ", allowed)}. Convert them, or add the type to dtypes in the policy.",
                    file.Place.ToLocation(first),
                    file.Place.Inner + ":" + type.Key);
            }
        }
    }

    /// <summary>One more than the number of the expert in a tensor's name; 0 when it has none.</summary>
    private static long NumberedExperts(TensorFact tensor) => OrphanBytesRule.NumberOfExpert(tensor.Name) + 1;

    private static (FileFacts File, TensorFact? Tensor) First(List<FileFacts> files, Func<TensorFact, bool> isBeyond)
    {
        foreach (var file in files)
        {
            foreach (var tensor in file.Artifact!.Tensors)
            {
                if (isBeyond(tensor))
                {
                    return (file, tensor);
                }
            }
        }

        return (files[0], null);
    }

    private static void Report(RuleContext context, string what, string limitName, long limit, FindingLocation location, string keySubject) =>
        context.Findings.Report(
            RuleIds.RG3006,
            $"{what}; edition '{context.Edition.Id}' of {context.Product!.Id} may have {limit.ToString(CultureInfo.InvariantCulture)} ({limitName}). Take out what the edition must not have, or raise the limit in the policy.",
            location,
            keySubject);
}
