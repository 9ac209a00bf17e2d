using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>
/// The exact tier: SHA-256 over the element count (eight little-endian bytes) and the elements in C order. Name, shape, shard and container
/// do not enter. All in lower-case hexadecimal.
/// </summary>
/// <param name="Sha256">Of the elements as stored.</param>
/// <param name="BFloat16">Of the canonical bfloat16 codes; null for types that have no casts.</param>
/// <param name="Half">Of the canonical binary16 codes; null for types that have no casts.</param>
/// <param name="HalfOfBFloat16">Of the binary16 codes of the bfloat16 codes; null for types that have no casts.</param>
public sealed record TensorDigests(string Sha256, string? BFloat16, string? Half, string? HalfOfBFloat16)
{
    /// <summary>The digests there are, each with the name that a sketch file gives it.</summary>
    public IEnumerable<KeyValuePair<string, string>> All
    {
        get
        {
            yield return new("stored", Sha256);
            if (BFloat16 is not null)
            {
                yield return new("bf16", BFloat16);
            }

            if (Half is not null)
            {
                yield return new("fp16", Half);
            }

            if (HalfOfBFloat16 is not null)
            {
                yield return new("fp16-of-bf16", HalfOfBFloat16);
            }
        }
    }
}
