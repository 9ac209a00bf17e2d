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
/// <param name="ChangedTensors">Tensors of one name and another element type, shape or content.</param>
public sealed record ManifestComparison(
    IReadOnlyList<ManifestFile> AddedFiles,
    IReadOnlyList<ManifestFile> RemovedFiles,
    IReadOnlyList<(ManifestFile Before, ManifestFile After)> ChangedFiles,
    IReadOnlyList<ManifestTensor> AddedTensors,
    IReadOnlyList<ManifestTensor> RemovedTensors,
    IReadOnlyList<(ManifestTensor Before, ManifestTensor After)> ChangedTensors)
{
    /// <summary>Licences that are not what they were, by path: what each was and is, null where there was or is none.</summary>
    public IReadOnlyList<(string Path, string? Before, string? After)> Licences { get; init; } = [];

    /// <summary>Elements of all tensors of the first, as far as it says.</summary>
    public decimal ParametersBefore { get; init; }

    /// <summary>Elements of all tensors of the second, as far as it says.</summary>
    public decimal ParametersAfter { get; init; }

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
            Split(before.Files, after.Files, file => file.Path, (a, b) => a.HasContentOf(b));
        (List<ManifestTensor> addedTensors, List<ManifestTensor> removedTensors, List<(ManifestTensor, ManifestTensor)> changedTensors) =
            Split(before.Tensors, after.Tensors, tensor => tensor.Name, (a, b) =>
                a.Dtype == b.Dtype && a.Shape.SequenceEqual(b.Shape) && (a.Sha256 is null || b.Sha256 is null || a.Sha256 == b.Sha256));
        return new ManifestComparison(addedFiles, removedFiles, changedFiles, addedTensors, removedTensors, changedTensors)
        {
            Licences = Relicensed(before.Licences, after.Licences),
            ParametersBefore = before.Tensors.Sum(static tensor => (decimal)(tensor.Parameters ?? 0)),
            ParametersAfter = after.Tensors.Sum(static tensor => (decimal)(tensor.Parameters ?? 0)),
        };
    }

    private static List<(string, string?, string?)> Relicensed(IReadOnlyList<ManifestLicence> before, IReadOnlyList<ManifestLicence> after)
    {
        ILookup<string, ManifestLicence> old = before.ToLookup(static licence => licence.Path, StringComparer.Ordinal);
        ILookup<string, ManifestLicence> now = after.ToLookup(static licence => licence.Path, StringComparer.Ordinal);
        return
        [
            .. old.Select(static group => group.Key).Union(now.Select(static group => group.Key), StringComparer.Ordinal)
                .Select(path => (Path: path, Before: old[path].FirstOrDefault()?.Spdx, After: now[path].FirstOrDefault()?.Spdx))
                .Where(static licence => licence.Before != licence.After)
                .OrderBy(static licence => licence.Path, StringComparer.Ordinal),
        ];
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
