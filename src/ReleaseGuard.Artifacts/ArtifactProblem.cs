namespace ReleaseGuard.Artifacts;

/// <summary>One broken invariant or hiding place, named and placed.</summary>
/// <param name="Invariant">The invariant's id in the format sheet, for example <c>S11</c>.</param>
/// <param name="Kind">Which rule it belongs to.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="ByteOffset">Offset from the start of the file, where there is one.</param>
/// <param name="ByteLength">Length of the offending bytes, where known.</param>
/// <param name="Tensor">Name of the tensor concerned, where there is one.</param>
public sealed record ArtifactProblem(
    string Invariant,
    ArtifactProblemKind Kind,
    string Message,
    long? ByteOffset = null,
    long? ByteLength = null,
    string? Tensor = null)
{
    /// <summary>The file concerned, relative to the artifact's folder, when it is not the artifact that was read.</summary>
    public string? File { get; init; }
}
