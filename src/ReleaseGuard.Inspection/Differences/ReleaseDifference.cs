using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>What two releases have apart and in common.</summary>
/// <param name="Before">The first release.</param>
/// <param name="After">The second release.</param>
/// <param name="ComparedContent">Whether content was read on both sides, so that renamed tensors and changed weights are seen.</param>
/// <param name="Tensors">Tensors that differ, by kind and name.</param>
/// <param name="SameTensors">Tensors that do not.</param>
/// <param name="Files">Files that differ, by kind and path.</param>
/// <param name="SameFiles">Files that do not: by digest, or by size where content was not read.</param>
/// <param name="Assemblies">Assemblies that differ, by name.</param>
/// <param name="Documents">Documents that differ, by path; empty where one side is a manifest, which has no texts.</param>
/// <param name="Exposure">What the smaller release gives away of the fuller one; null where neither has a tensor.</param>
/// <param name="Total">Everything together.</param>
/// <param name="ByModule">Totals by module.</param>
/// <param name="ByDtype">Totals by element type.</param>
/// <param name="ByFile">Totals by file.</param>
public sealed record ReleaseDifference(
    ReleaseSide Before,
    ReleaseSide After,
    bool ComparedContent,
    IReadOnlyList<TensorDifference> Tensors,
    long SameTensors,
    IReadOnlyList<FileDifference> Files,
    long SameFiles,
    IReadOnlyList<AssemblyDifference> Assemblies,
    IReadOnlyList<DocumentDifference> Documents,
    Exposure? Exposure,
    TotalsRow Total,
    IReadOnlyList<TotalsRow> ByModule,
    IReadOnlyList<TotalsRow> ByDtype,
    IReadOnlyList<TotalsRow> ByFile)
{
    /// <summary>Whether the releases hold the same, as far as was read.</summary>
    public bool IsSame => Tensors.Count == 0 && Files.Count == 0 && Assemblies.Count == 0 && Documents.Count == 0;
}
