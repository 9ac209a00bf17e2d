using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>One approved tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Element type as safetensors writes it.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
public sealed record ManifestTensor(string Name, string Dtype, IReadOnlyList<long> Shape)
{
    /// <summary>Its elements; null in the first form.</summary>
    public long? Parameters { get; init; }

    /// <summary>The digest of its elements, which name, file and container do not enter; null where it was not digested.</summary>
    public string? Sha256 { get; init; }
}
