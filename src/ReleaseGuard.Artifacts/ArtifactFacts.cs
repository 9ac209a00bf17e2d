using System.Collections.Generic;

namespace ReleaseGuard.Artifacts;

/// <summary>What a reader found in one artifact. Facts only: whether a thing may ship is decided elsewhere.</summary>
/// <param name="Format">Format name, for example <c>safetensors</c>.</param>
/// <param name="Length">Length of the artifact in bytes.</param>
/// <param name="Tensors">Every tensor that could be understood, in file order, even where the file has problems.</param>
/// <param name="Metadata">Text metadata; a value longer than 64 KiB is cut there (its true place and length are in <see cref="Payloads"/>).</param>
/// <param name="Problems">Every broken invariant and hiding place, in the order found.</param>
/// <param name="BytesRead">Bytes asked of the source.</param>
public sealed record ArtifactFacts(
    string Format,
    long Length,
    IReadOnlyList<TensorFact> Tensors,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<ArtifactProblem> Problems,
    long BytesRead)
{
    /// <summary>Bytes that could hold weights and that no tensor owns: large metadata values, padding, tails, unreferenced records. Part of capacity.</summary>
    public IReadOnlyList<PayloadFact> Payloads { get; init; } = [];

    /// <summary>Other files this one says it needs, as written (external data, shards).</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Tokens of the vocabulary that the artifact carries, in order of their numbers; empty where it carries none.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];
}
