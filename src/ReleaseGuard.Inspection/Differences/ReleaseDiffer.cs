using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>
/// Compares two releases. A tensor is the same where name, element type, shape, file and (where read) content are; one that only a
/// digest connects was renamed. Cost is linear in the number of tensors.
/// </summary>
public static class ReleaseDiffer
{
    /// <summary>Compares two sides that were read.</summary>
    public static ReleaseDifference Compare(ReleaseSide before, ReleaseSide after)
    {
        if (before is null)
            throw new ArgumentNullException(nameof(before));
        if (after is null)
            throw new ArgumentNullException(nameof(after));

        bool content = HasContent(before) && HasContent(after);
        (List<TensorDifference> tensors, long sameTensors, long sameParameters) = CompareTensors(before, after);
        TotalsRow total = Totals(before, after, static _ => "").SingleOrDefault() ?? new TotalsRow("", 0, 0, 0, 0, 0, 0);
        (List<FileDifference> files, long sameFiles) = CompareFiles(before.Files, after.Files);
        return new ReleaseDifference(
            before,
            after,
            content,
            tensors,
            sameTensors,
            files,
            sameFiles,
            CompareAssemblies(before, after),
            CompareDocuments(before, after),
            ExposureOf(total, tensors, sameParameters),
            total,
            Totals(before, after, static tensor => TensorRow.ModuleOf(tensor.Name)),
            Totals(before, after, static tensor => tensor.Dtype),
            Totals(before, after, static tensor => tensor.File));
    }

    private static bool HasContent(ReleaseSide side) => side.Files.All(static file => file.Sha256.Length > 0);

    private static (List<TensorDifference> Differences, long Same, long SameParameters) CompareTensors(ReleaseSide before, ReleaseSide after)
    {
        List<TensorDifference> differences = [];
        long same = 0;
        long sameParameters = 0;

        // Two models in one release may use one name: each tensor is held against its namesake in its own file first.
        List<PlacedTensor> removed = [.. before.Tensors];
        List<PlacedTensor> added = [.. after.Tensors];
        Pair(static tensor => (tensor.Name, tensor.File));
        if (removed.Count > 0 && added.Count > 0)
            Pair(static tensor => (tensor.Name, ""));
        Rename(removed, added, differences);
        differences.AddRange(removed.Select(static tensor => new TensorDifference(DifferenceKind.Removed, tensor, null)));
        differences.AddRange(added.Select(static tensor => new TensorDifference(DifferenceKind.Added, null, tensor)));
        differences.Sort(static (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Name, b.Name));
        return (differences, same, sameParameters);

        void Pair(Func<PlacedTensor, (string, string)> key)
        {
            NamesakeQueue now = new(added, key);
            removed.RemoveAll(tensor =>
            {
                if (now.Take(tensor) is not PlacedTensor other)
                    return false;
                if (KindOf(tensor, other) is DifferenceKind kind)
                    differences.Add(new TensorDifference(kind, tensor, other));
                else
                    (same, sameParameters) = (same + 1, Bounded(sameParameters, tensor.Parameters));
                return true;
            });
            added = now.Rest();
        }
    }

    private static Exposure? ExposureOf(TotalsRow total, List<TensorDifference> differences, long sameParameters)
    {
        bool fullIsFirst = total.ParametersBefore >= total.ParametersAfter;
        long full = Math.Max(total.ParametersBefore, total.ParametersAfter);
        long exposed = sameParameters;
        long inPart = 0;
        foreach (TensorDifference difference in differences)
        {
            if (difference.Before is not PlacedTensor before || difference.After is not PlacedTensor after)
                continue;
            if (difference.Kind is DifferenceKind.Reshaped or DifferenceKind.Changed)
                inPart = Bounded(inPart, Math.Min(before.Parameters, after.Parameters));
            else
                exposed = Bounded(exposed, before.Parameters);
        }

        return full == 0 ? null : new Exposure(fullIsFirst, full, exposed, inPart);
    }

    private static void Rename(List<PlacedTensor> removed, List<PlacedTensor> added, List<TensorDifference> differences)
    {
        Dictionary<string, Queue<PlacedTensor>> byContent = new(StringComparer.Ordinal);
        foreach (PlacedTensor tensor in added)
        {
            if (tensor.Sha256 is null || tensor.Parameters == 0)
                continue;
            if (!byContent.TryGetValue(tensor.Sha256, out Queue<PlacedTensor>? queue))
                byContent.Add(tensor.Sha256, queue = new Queue<PlacedTensor>());
            queue.Enqueue(tensor);
        }

        HashSet<PlacedTensor> renamed = [];
        removed.RemoveAll(tensor =>
        {
            if (tensor.Sha256 is null || !byContent.TryGetValue(tensor.Sha256, out Queue<PlacedTensor>? queue) || queue.Count == 0)
                return false;
            PlacedTensor other = queue.Dequeue();
            renamed.Add(other);
            differences.Add(new TensorDifference(DifferenceKind.Renamed, tensor, other));
            return true;
        });
        added.RemoveAll(renamed.Contains);
    }

    private static DifferenceKind? KindOf(PlacedTensor before, PlacedTensor after)
    {
        if (!before.Shape.SequenceEqual(after.Shape))
            return DifferenceKind.Reshaped;
        if (!string.Equals(before.Dtype, after.Dtype, StringComparison.OrdinalIgnoreCase))
            return ElementTypes.ChangeOf(before.Dtype, after.Dtype);
        if (before.Sha256 is not null && after.Sha256 is not null && before.Sha256 != after.Sha256)
            return DifferenceKind.Changed;
        bool bothPlaced = before.File.Length > 0 && after.File.Length > 0;
        return !bothPlaced || before.File == after.File ? null : IsResharded(before.File, after.File) ? DifferenceKind.Resharded : DifferenceKind.Moved;
    }

    /// <summary>Whether both files are shards of one model, or one of them the whole of it.</summary>
    private static bool IsResharded(string before, string after)
    {
        (string Model, bool IsShard) old = ModelOf(before);
        (string Model, bool IsShard) now = ModelOf(after);
        return old.Model == now.Model && (old.IsShard || now.IsShard);
    }

    private static (string Model, bool IsShard) ModelOf(string path)
    {
        int slash = path.LastIndexOf('/') + 1;
        ShardName? shard = ShardName.Parse(path.Substring(slash));
        return (shard is null ? path : path.Substring(0, slash) + shard.Prefix + shard.Extension, shard is not null);
    }

    private static (List<FileDifference> Differences, long Same) CompareFiles(IReadOnlyList<ManifestFile> before, IReadOnlyList<ManifestFile> after)
    {
        List<FileDifference> differences = [];
        long same = 0;
        Dictionary<string, ManifestFile> now = new(StringComparer.Ordinal);
        foreach (ManifestFile file in after)
            now[file.Path] = file;
        Dictionary<string, ManifestFile> removed = new(StringComparer.Ordinal);
        foreach (ManifestFile file in before)
        {
            if (!now.TryGetValue(file.Path, out ManifestFile? other))
            {
                removed[file.Path] = file;
                continue;
            }

            now.Remove(file.Path);
            bool differs = file.Bytes != other.Bytes || (file.Sha256.Length > 0 && other.Sha256.Length > 0 && file.Sha256 != other.Sha256);
            if (differs)
                differences.Add(new FileDifference(DifferenceKind.Changed, file.Path, null, file.Bytes, other.Bytes));
            else
                same++;
        }

        ILookup<string, ManifestFile> byContent = now.Values.Where(static file => file.Sha256.Length > 0 && file.Bytes > 0).ToLookup(static file => file.Sha256, StringComparer.Ordinal);
        foreach (ManifestFile file in removed.Values)
        {
            ManifestFile? other = file.Sha256.Length == 0 ? null : byContent[file.Sha256].FirstOrDefault(candidate => now.ContainsKey(candidate.Path));
            if (other is null)
            {
                differences.Add(new FileDifference(DifferenceKind.Removed, file.Path, null, file.Bytes, null));
                continue;
            }

            now.Remove(other.Path);
            differences.Add(new FileDifference(DifferenceKind.Renamed, file.Path, other.Path, file.Bytes, other.Bytes));
        }

        differences.AddRange(now.Values.Select(static file => new FileDifference(DifferenceKind.Added, file.Path, null, null, file.Bytes)));
        differences.Sort(static (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Path, b.Path));
        return (differences, same);
    }

    private static List<AssemblyDifference> CompareAssemblies(ReleaseSide before, ReleaseSide after)
    {
        ILookup<string, PlacedAssembly> old = before.Assemblies.ToLookup(static assembly => assembly.Name, StringComparer.Ordinal);
        ILookup<string, PlacedAssembly> now = after.Assemblies.ToLookup(static assembly => assembly.Name, StringComparer.Ordinal);
        List<AssemblyDifference> differences = [];
        foreach (string name in old.Select(static group => group.Key).Union(now.Select(static group => group.Key), StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
        {
            (List<string> addedReferences, List<string> removedReferences) = Apart(old[name], now[name], static assembly => assembly.References);
            (List<string> addedApi, List<string> removedApi) = Apart(old[name], now[name], static assembly => assembly.PublicApi);
            DifferenceKind kind = !now.Contains(name) ? DifferenceKind.Removed : old.Contains(name) ? DifferenceKind.Changed : DifferenceKind.Added;
            if (kind != DifferenceKind.Changed || addedReferences.Count + removedReferences.Count + addedApi.Count + removedApi.Count > 0)
                differences.Add(new AssemblyDifference(kind, name, addedReferences, removedReferences, addedApi, removedApi));
        }

        return differences;
    }

    private static (List<string> Added, List<string> Removed) Apart(IEnumerable<PlacedAssembly> before, IEnumerable<PlacedAssembly> after, Func<PlacedAssembly, IReadOnlyList<string>> names)
    {
        HashSet<string> old = new(before.SelectMany(names), StringComparer.Ordinal);
        HashSet<string> now = new(after.SelectMany(names), StringComparer.Ordinal);
        return
        (
            [.. now.Where(name => !old.Contains(name)).OrderBy(static name => name, StringComparer.Ordinal)],
            [.. old.Where(name => !now.Contains(name)).OrderBy(static name => name, StringComparer.Ordinal)]
        );
    }

    private static List<DocumentDifference> CompareDocuments(ReleaseSide before, ReleaseSide after)
    {
        if (before.IsManifest || after.IsManifest)
            return [];

        Dictionary<string, PlacedDocument> old = new(StringComparer.Ordinal);
        foreach (PlacedDocument document in before.Documents)
            old[document.Path] = document;
        List<DocumentDifference> differences = [];
        foreach (PlacedDocument document in after.Documents)
        {
            if (!old.TryGetValue(document.Path, out PlacedDocument? other))
                differences.Add(new DocumentDifference(DifferenceKind.Added, document.Path, null, document.Licence, []));
            else if (LineDiffer.Compare(other.Lines, document.Lines) is { Count: > 0 } changes)
                differences.Add(new DocumentDifference(DifferenceKind.Changed, document.Path, other.Licence, document.Licence, changes));
            old.Remove(document.Path);
        }

        differences.AddRange(old.Values.Select(static document => new DocumentDifference(DifferenceKind.Removed, document.Path, document.Licence, null, [])));
        differences.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return differences;
    }

    private static List<TotalsRow> Totals(ReleaseSide before, ReleaseSide after, Func<PlacedTensor, string> key)
    {
        Dictionary<string, (long[] Before, long[] After)> sums = new(StringComparer.Ordinal);
        foreach (PlacedTensor tensor in before.Tensors)
            Add(Row(tensor).Before, tensor);
        foreach (PlacedTensor tensor in after.Tensors)
            Add(Row(tensor).After, tensor);
        return
        [
            .. sums.Select(static pair => new TotalsRow(
                    pair.Key, pair.Value.Before[0], pair.Value.After[0], pair.Value.Before[1], pair.Value.After[1], pair.Value.Before[2], pair.Value.After[2]))
                .OrderByDescending(static row => Math.Max(row.ParametersBefore, row.ParametersAfter))
                .ThenBy(static row => row.Name, StringComparer.Ordinal),
        ];

        (long[] Before, long[] After) Row(PlacedTensor tensor)
        {
            string name = key(tensor);
            if (!sums.TryGetValue(name, out (long[] Before, long[] After) row))
                sums.Add(name, row = (new long[3], new long[3]));
            return row;
        }

        static void Add(long[] sum, PlacedTensor tensor)
        {
            sum[0]++;
            sum[1] = Bounded(sum[1], tensor.Parameters);
            sum[2] = Bounded(sum[2], tensor.Bytes);
        }
    }

    private static long Bounded(long sum, long more) => sum > long.MaxValue - more ? long.MaxValue : sum + more;
}
