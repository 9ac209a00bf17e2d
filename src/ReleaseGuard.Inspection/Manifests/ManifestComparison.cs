using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection;

/// <summary>What one manifest has and another has not, in the order of names.</summary>
/// <param name="AddedFiles">Files only the second has.</param>
/// <param name="RemovedFiles">Files only the first has.</param>
/// <param name="ChangedFiles">Files of one path and other content.</param>
/// <param name="AddedTensors">Tensors whose name only the second has.</param>
/// <param name="RemovedTensors">Tensors whose name only the first has.</param>
/// <param name="ChangedTensors">Tensors of one name and another element type or shape.</param>
public sealed record ManifestComparison(
    IReadOnlyList<ManifestFile> AddedFiles,
    IReadOnlyList<ManifestFile> RemovedFiles,
    IReadOnlyList<(ManifestFile Before, ManifestFile After)> ChangedFiles,
    IReadOnlyList<ManifestTensor> AddedTensors,
    IReadOnlyList<ManifestTensor> RemovedTensors,
    IReadOnlyList<(ManifestTensor Before, ManifestTensor After)> ChangedTensors)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => AddedFiles.Count + RemovedFiles.Count + ChangedFiles.Count + AddedTensors.Count + RemovedTensors.Count + ChangedTensors.Count == 0;

    /// <summary>Compares two manifests. A name that stands twice (two packages with one tensor name) is compared as a set of what stands under it.</summary>
    public static ManifestComparison Of(EditionManifest before, EditionManifest after)
    {
        if (before is null)
            throw new ArgumentNullException(nameof(before));
        if (after is null)
            throw new ArgumentNullException(nameof(after));

        (List<ManifestFile> addedFiles, List<ManifestFile> removedFiles, List<(ManifestFile, ManifestFile)> changedFiles) =
            Split(before.Files, after.Files, file => file.Path, (a, b) => a == b);
        (List<ManifestTensor> addedTensors, List<ManifestTensor> removedTensors, List<(ManifestTensor, ManifestTensor)> changedTensors) =
            Split(before.Tensors, after.Tensors, tensor => tensor.Name, (a, b) => a.Dtype == b.Dtype && a.Shape.SequenceEqual(b.Shape));
        return new ManifestComparison(addedFiles, removedFiles, changedFiles, addedTensors, removedTensors, changedTensors);
    }

    private static (List<T> Added, List<T> Removed, List<(T, T)> Changed) Split<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Func<T, T, bool> same)
    {
        ILookup<string, T> old = before.ToLookup(name, StringComparer.Ordinal);
        ILookup<string, T> now = after.ToLookup(name, StringComparer.Ordinal);
        List<T> added = [];
        List<T> removed = [];
        List<(T, T)> changed = [];
        foreach (string key in old.Select(group => group.Key).Union(now.Select(group => group.Key), StringComparer.Ordinal).OrderBy(key => key, StringComparer.Ordinal))
        {
            List<T> gone = [.. old[key].Where(one => !now[key].Any(other => same(one, other)))];
            List<T> come = [.. now[key].Where(one => !old[key].Any(other => same(one, other)))];
            int pairs = Math.Min(gone.Count, come.Count);
            for (int index = 0; index < pairs; index++)
                changed.Add((gone[index], come[index]));
            removed.AddRange(gone.Skip(pairs));
            added.AddRange(come.Skip(pairs));
        }

        return (added, removed, changed);
    }
}
