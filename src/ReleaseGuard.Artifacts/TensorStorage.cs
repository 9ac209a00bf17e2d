using System.Collections.Generic;

namespace ReleaseGuard.Artifacts;

/// <summary>How a tensor's elements lie where its byte range alone does not say it. Whoever reads content must understand <see cref="Kind"/> or leave the tensor as not read.</summary>
/// <param name="Kind">What the byte range or the pieces hold.</param>
public sealed record TensorStorage(TensorStorageKind Kind)
{
    /// <summary>For <see cref="TensorStorageKind.Strided"/>: distance between neighbours of each dimension, in elements.</summary>
    public IReadOnlyList<long> Strides { get; init; } = [];

    /// <summary>
    /// For <see cref="TensorStorageKind.Pieces"/> where <see cref="Pieces"/> is empty: files, relative to the artifact's folder, that count as one behind
    /// the other; the tensor's byte range is counted through them. Where one ends and the next begins is known only with their lengths.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>For <see cref="TensorStorageKind.Pieces"/> and <see cref="TensorStorageKind.Chunked"/>: the runs, in order. The byte range of <see cref="TensorStorageKind.Pieces"/> is counted through them.</summary>
    public IReadOnlyList<StoragePiece> Pieces { get; init; } = [];
}
