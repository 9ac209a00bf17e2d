using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>One of the two releases compared.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Files">Its files and archive entries: path, length, digest where content was read.</param>
/// <param name="Tensors">Its tensors, in the order of files.</param>
/// <param name="Assemblies">Its assemblies.</param>
/// <param name="Documents">Its documents, as far as they are text.</param>
/// <param name="Skipped">What could not be read.</param>
public sealed record ReleaseSide(
    string Path,
    IReadOnlyList<ManifestFile> Files,
    IReadOnlyList<PlacedTensor> Tensors,
    IReadOnlyList<PlacedAssembly> Assemblies,
    IReadOnlyList<PlacedDocument> Documents,
    IReadOnlyList<SkippedItem> Skipped)
{
    /// <summary>Whether only a manifest tells of the release: it has neither assemblies nor texts.</summary>
    public bool IsManifest { get; init; }
}
