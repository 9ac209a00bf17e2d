using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Manifests;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>Sums up a release from its facts, and the other editions from their manifests. Bounded whatever the number of tensors.</summary>
internal static class OverviewReader
{
    private const int MaxModules = 40;
    private const int MaxTensorRows = 5000;

    public static ReleaseOverview Read(InspectionRequest request, ReleaseFacts facts)
    {
        EditionPolicy policy = request.Policy;
        List<FileFacts> files = [.. facts.Files.Where(static file => !file.IsResource)];
        List<TensorFact> tensors = [.. files.SelectMany(static file => file.Artifact?.Tensors ?? [])];
        IReadOnlyList<TensorRow> rows = TensorRow.Folded(tensors);
        return new ReleaseOverview(
            [.. policy.Editions.Select(static edition => edition.Id)],
            Components(policy, request.Edition, files),
            Modules(request, tensors),
            [.. rows.OrderByDescending(static row => (decimal)row.Parameters * row.Count).Take(MaxTensorRows).Select(static row => new OverviewTensor(row.Name, row.Dtype, row.Shape, row.Count, Bounded((decimal)row.Parameters * row.Count)))],
            rows.Count);
    }

    private static List<OverviewComponent> Components(EditionPolicy policy, Edition edition, List<FileFacts> files)
    {
        ComponentShares shares = new(policy, edition);
        foreach (FileFacts file in files)
            shares.Add(file);
        Dictionary<string, ManifestComponent> byId = shares.Complete().ToDictionary(static component => component.Id, StringComparer.Ordinal);
        return
        [
            .. policy.Components.Select(component => new OverviewComponent(
                component,
                [.. policy.Editions.Select(each => policy.Decide(component, each).Standing)],
                byId[component.Id].Files,
                byId[component.Id].Tensors,
                byId[component.Id].Parameters)),
        ];
    }

    private static List<OverviewModule> Modules(InspectionRequest request, List<TensorFact> tensors)
    {
        EditionPolicy policy = request.Policy;
        Product? product = request.Product ?? (policy.Products.Count == 1 ? policy.Products[0] : null);
        Dictionary<string, decimal?[]> modules = new(StringComparer.Ordinal);
        for (int index = 0; index < policy.Editions.Count; index++)
        {
            Edition edition = policy.Editions[index];
            if (edition.Id == request.Edition.Id)
            {
                foreach (TensorFact tensor in tensors)
                    Add(TensorRow.ModuleOf(tensor.Name), index, tensor.Parameters);
                continue;
            }

            string path = ManifestWriter.PathFor(policy, product, edition);
            if (!File.Exists(path) || ManifestReader.Read(path, CancellationToken.None, out _) is not EditionManifest manifest)
                continue;
            foreach (ManifestTensor tensor in manifest.Tensors)
                Add(TensorRow.ModuleOf(tensor.Name), index, tensor.Parameters ?? tensor.Shape.Aggregate(1m, static (product, size) => Math.Min(long.MaxValue, product * size)));
        }

        List<KeyValuePair<string, decimal?[]>> ordered = [.. modules.OrderByDescending(static module => module.Value.Max()).ThenBy(static module => module.Key, StringComparer.Ordinal)];
        List<OverviewModule> shown = [.. ordered.Take(MaxModules).Select(static module => Row(module.Key, module.Value))];
        if (ordered.Count > MaxModules)
        {
            decimal?[] rest = new decimal?[policy.Editions.Count];
            foreach (decimal?[] sums in ordered.Skip(MaxModules).Select(static module => module.Value))
                for (int index = 0; index < rest.Length; index++)
                    rest[index] = sums[index] is null ? rest[index] : (rest[index] ?? 0) + sums[index];
            shown.Add(Row(Amounts.Number(ordered.Count - MaxModules) + " smaller modules", rest));
        }

        return shown;

        void Add(string module, int edition, decimal parameters)
        {
            if (!modules.TryGetValue(module, out decimal?[]? sums))
                modules.Add(module, sums = new decimal?[policy.Editions.Count]);
            sums[edition] = (sums[edition] ?? 0) + parameters;
        }
    }

    private static OverviewModule Row(string name, decimal?[] sums) => new(name, [.. sums.Select(static sum => sum is null ? (long?)null : Bounded(sum.Value))]);

    private static long Bounded(decimal sum) => (long)Math.Min(long.MaxValue, sum);
}
