namespace ReleaseGuard.Inspection.Sketches;

/// <summary>The elements of a tensor after one canonical cast, in no order.</summary>
/// <param name="Sum">Keyed sum modulo 2¹²⁸; sums of tensors add up to the sum of the tensor they are fused into.</param>
/// <param name="Sha256">SHA-256 of the histogram: every code that occurs and its count, in the order of the codes.</param>
public sealed record MultisetDigest(MultisetSum Sum, string Sha256);
