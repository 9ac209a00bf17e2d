using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>A tensor of one release.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Parameters">Its number of elements.</param>
/// <param name="Bytes">Its length in bytes; 0 where only a manifest tells of it.</param>
/// <param name="File">The file or archive entry it lies in; empty where only a manifest tells of it.</param>
/// <param name="Sha256">The digest of its elements, which its name and place do not enter; null where content was not read.</param>
public sealed record PlacedTensor(string Name, string Dtype, IReadOnlyList<long> Shape, long Parameters, long Bytes, string File, string? Sha256);
