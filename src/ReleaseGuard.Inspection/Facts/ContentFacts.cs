using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Digests of one file, from one pass over its bytes.</summary>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal; null where only some of its tensors were read.</param>
/// <param name="Tensors">For each tensor that was digested: SHA-256 of its element count as u64 LE and its stored bytes, which name, shape, shard and container do not enter; then the same of its canonical casts.</param>
/// <param name="Undigested">Names of tensors that were to be digested and do not lie as one run of elements, in the file or in one of its folder.</param>
internal sealed record ContentFacts(string? Sha256, IReadOnlyList<TensorDigestFact> Tensors, IReadOnlyList<string> Undigested);

/// <summary>The digest of one tensor.</summary>
/// <param name="Tensor">Its index among the artifact's tensors.</param>
/// <param name="Sha256">The digest in lower-case hexadecimal.</param>
/// <param name="Cast">The canonical cast whose elements were digested; null for the elements as stored.</param>
internal readonly record struct TensorDigestFact(int Tensor, string Sha256, string? Cast = null);
