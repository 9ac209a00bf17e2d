using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>The order-free tier of one tensor.</summary>
/// <param name="BFloat16">Of its bfloat16 codes.</param>
/// <param name="Half">Of its binary16 codes.</param>
/// <param name="HalfOfBFloat16">Of the binary16 codes of its bfloat16 codes.</param>
public sealed record OrderFreeDigests(MultisetDigest BFloat16, MultisetDigest Half, MultisetDigest HalfOfBFloat16)
{
    /// <summary>Elements a tensor must have: fewer say too little once their order is given up.</summary>
    public const int MinimumElements = 4096;

    /// <summary>Different codes a tensor must have.</summary>
    public const int MinimumDistinctCodes = 256;

    /// <summary>All three.</summary>
    public IEnumerable<MultisetDigest> All => [BFloat16, Half, HalfOfBFloat16];
}
