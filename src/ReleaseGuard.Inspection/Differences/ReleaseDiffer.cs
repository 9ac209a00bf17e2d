using System;
using System.Collections.Generic;
using System.Linq;
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
        (List<TensorDifference> tensors, long sameTensors) = CompareTensors(before, after);
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
            Totals(before, after, static _ => "").SingleOrDefault() ?? new TotalsRow("", 0, 0, 0, 0, 0, 0),
            Totals(before, after, static tensor => TensorRow.ModuleOf(tensor.Name)),
            Totals(before, after, static tensor => tensor.Dtype),
            Totals(before, after, static tensor => tensor.File));
    }

    private static bool HasContent(ReleaseSide side) => side.Files.All(static file => file.Sha256.Length > 0);

    private static (List<TensorDifference> Differences, long Same) CompareTensors(ReleaseSide before, ReleaseSide after)
    {
        List<TensorDifference> differences = [];
        List<PlacedTensor> removed = [];
        List<PlacedTensor> added = [];
        long same = 0;
        ILookup<string, PlacedTensor> old = before.Tensors.ToLookup(static tensor => tensor.Name, StringComparer.Ordinal);
        ILookup<string, PlacedTensor> now = after.Tensors.ToLookup(static tensor => tensor.Name, StringComparer.Ordinal);
        foreach (IGrouping<string, PlacedTensor> name in old)
        {
            List<PlacedTensor> rest = [.. now[name.Key]];
            foreach (PlacedTensor tensor in name)
            {
                // Two models in one release may use one name: each is held against its namesake in its own file first.
                int at = rest.FindIndex(other => other.File == tensor.File);
                if (at < 0 && rest.Count > 0)
                    at = 0;
                if (at < 0)
                {
                    removed.Add(tensor);
                    continue;
                }

                PlacedTensor other = rest[at];
                rest.RemoveAt(at);
                if (KindOf(tensor, other) is DifferenceKind kind)
                    differences.Add(new TensorDifference(kind, tensor, other));
                else
                    same++;
            }

            added.AddRange(rest);
        }

        added.AddRange(after.Tensors.Where(tensor => !old.Contains(tensor.Name)));
        Rename(removed, added, differences);
        differences.AddRange(removed.Select(static tensor => new TensorDifference(DifferenceKind.Removed, tensor, null)));
        differences.AddRange(added.Select(static tensor => new TensorDifference(DifferenceKind.Added, null, tensor)));
        differences.Sort(static (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Name, b.Name));
        return (differences, same);
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
            return DifferenceKind.Recast;
        if (before.Sha256 is not null && after.Sha256 is not null && before.Sha256 != after.Sha256)
            return DifferenceKind.Changed;
        bool bothPlaced = before.File.Length > 0 && after.File.Length > 0;
        return bothPlaced && before.File != after.File ? DifferenceKind.Moved : null;
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
        ILookup<string, IReadOnlyList<string>> old = before.Assemblies.ToLookup(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        ILookup<string, IReadOnlyList<string>> now = after.Assemblies.ToLookup(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        List<AssemblyDifference> differences = [];
        foreach (string name in old.Select(static group => group.Key).Union(now.Select(static group => group.Key), StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
        {
            HashSet<string> oldReferences = new(old[name].SelectMany(static references => references), StringComparer.Ordinal);
            HashSet<string> newReferences = new(now[name].SelectMany(static references => references), StringComparer.Ordinal);
            List<string> added = [.. newReferences.Where(reference => !oldReferences.Contains(reference)).OrderBy(static reference => reference, StringComparer.Ordinal)];
            List<string> removed = [.. oldReferences.Where(reference => !newReferences.Contains(reference)).OrderBy(static reference => reference, StringComparer.Ordinal)];
            if (!now.Contains(name))
                differences.Add(new AssemblyDifference(DifferenceKind.Removed, name, [], removed));
            else if (!old.Contains(name))
                differences.Add(new AssemblyDifference(DifferenceKind.Added, name, added, []));
            else if (added.Count + removed.Count > 0)
                differences.Add(new AssemblyDifference(DifferenceKind.Changed, name, added, removed));
        }

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
