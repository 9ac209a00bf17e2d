using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>One .NET assembly that is not the same in both releases, by what its metadata says.</summary>
/// <param name="Kind">Added, removed, or changed in what it references.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="AddedReferences">Assemblies that only the second references.</param>
/// <param name="RemovedReferences">Assemblies that only the first references.</param>
public sealed record AssemblyDifference(DifferenceKind Kind, string Name, IReadOnlyList<string> AddedReferences, IReadOnlyList<string> RemovedReferences);
