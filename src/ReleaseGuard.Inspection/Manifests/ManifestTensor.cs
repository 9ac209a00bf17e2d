using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>One approved tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Element type as safetensors writes it.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
public sealed record ManifestTensor(string Name, string Dtype, IReadOnlyList<long> Shape);
