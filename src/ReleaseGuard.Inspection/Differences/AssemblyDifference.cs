using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>One .NET assembly that is not the same in both releases, by what its metadata says.</summary>
/// <param name="Kind">Added, removed, or changed in what it references or lets others use.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="AddedReferences">Assemblies that only the second references.</param>
/// <param name="RemovedReferences">Assemblies that only the first references.</param>
/// <param name="AddedApi">What only the second lets others use.</param>
/// <param name="RemovedApi">What only the first lets others use.</param>
public sealed record AssemblyDifference(
    DifferenceKind Kind,
    string Name,
    IReadOnlyList<string> AddedReferences,
    IReadOnlyList<string> RemovedReferences,
    IReadOnlyList<string> AddedApi,
    IReadOnlyList<string> RemovedApi);
