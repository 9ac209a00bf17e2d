using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Manifests;

/// <summary>RG7002: what to say of each thing that is not as it was approved, the same in an audit and in a check.</summary>
internal static class DriftFindings
{
    /// <summary>Tensors of one kind that are findings of their own; the drift itself lists all.</summary>
    private const int MaxTensors = 1000;

    public static IEnumerable<(string Key, string Message, string File, string? Tensor, bool IsAdded)> Of(ManifestDrift drift, Edition of)
    {
        string path = drift.Manifest;
        string command = $"'releaseguard manifest write PATH --edition {of.Id}'";
        string edition = $"since edition '{of.Id}' was approved";
        ManifestComparison comparison = drift.Comparison;
        foreach (ManifestFile file in comparison.AddedFiles)
            yield return ("+" + file.Path, $"File '{file.Path}' ({Amounts.Bytes(file.Bytes)}) was added {edition}. Leave it out, or approve it with {command}.", file.Path, null, true);
        foreach (ManifestFile file in comparison.RemovedFiles)
            yield return ("-" + file.Path, $"File '{file.Path}' ({Amounts.Bytes(file.Bytes)}) is missing {edition}. Bring it back, or approve that with {command}.", path, null, false);
        foreach ((ManifestFile before, ManifestFile after) in comparison.ChangedFiles)
            yield return ("~" + after.Path, $"File '{after.Path}' changed {edition}: {Change(before, after)}{Licence(comparison, after.Path)}. Restore it, or approve it with {command}.", after.Path, null, false);
        foreach ((ManifestTensor tensor, string more) in Bounded(comparison.AddedTensors))
            yield return ("+tensor " + tensor.Name, $"Tensor '{tensor.Name}' ({Describe(tensor)}) was added {edition}. Take it out, or approve it with {command}.{more}", path, tensor.Name, true);
        foreach ((ManifestTensor tensor, string more) in Bounded(comparison.RemovedTensors))
            yield return ("-tensor " + tensor.Name, $"Tensor '{tensor.Name}' ({Describe(tensor)}) is missing {edition}. Bring it back, or approve that with {command}.{more}", path, tensor.Name, false);
        foreach (((ManifestTensor before, ManifestTensor after), string more) in Bounded(comparison.ChangedTensors))
        {
            string what = Describe(before) == Describe(after) ? $"has other content {edition}" : $"is {Describe(after)} and was approved as {Describe(before)}";
            yield return ("~tensor " + after.Name, $"Tensor '{after.Name}' {what}. Restore it, or approve it with {command}.{more}", path, after.Name, false);
        }
    }

    private static IEnumerable<(T Item, string More)> Bounded<T>(IReadOnlyList<T> items) =>
        items.Take(MaxTensors).Select((item, index) => (item, index == MaxTensors - 1 && items.Count > MaxTensors ? $" {Amounts.Number(items.Count - MaxTensors)} more tensors are like that." : ""));

    private static string Change(ManifestFile before, ManifestFile after) =>
        before.Bytes == after.Bytes
            ? $"other content of the same {Amounts.Count(after.Bytes, "byte")}"
            : $"{Amounts.Count(before.Bytes, "byte")}, now {Amounts.Count(after.Bytes, "byte")}";

    private static string Licence(ManifestComparison comparison, string path)
    {
        foreach ((string licence, string? before, string? after) in comparison.Licences)
            if (licence == path)
                return $", licence {before ?? "none known"}, now {after ?? "none known"}";
        return "";
    }

    private static string Describe(ManifestTensor tensor) => tensor.Dtype + " [" + string.Join(", ", tensor.Shape) + "]";
}
