using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>Withheld tensors that models are known to store as one: their sums added up.</summary>
/// <param name="Members">Ids of the tensors, ascending.</param>
/// <param name="Elements">Elements of all of them.</param>
/// <param name="BFloat16">Sum over the bfloat16 codes.</param>
/// <param name="Half">Sum over the binary16 codes.</param>
/// <param name="HalfOfBFloat16">Sum over the binary16 codes of the bfloat16 codes.</param>
public sealed record FusedTensors(IReadOnlyList<string> Members, long Elements, MultisetSum BFloat16, MultisetSum Half, MultisetSum HalfOfBFloat16)
{
    /// <summary>All three sums.</summary>
    public IEnumerable<MultisetSum> All => [BFloat16, Half, HalfOfBFloat16];

    /// <summary>The sums of several sketched tensors, all of which have the order-free tier.</summary>
    public static FusedTensors Of(IEnumerable<SketchedTensor> tensors)
    {
        var members = tensors.OrderBy(static t => t.Id, System.StringComparer.Ordinal).ToList();
        var fused = new FusedTensors([.. members.Select(static t => t.Id)], members.Sum(static t => t.Elements), default, default, default);
        return members.Aggregate(fused, static (sum, t) => sum with
        {
            BFloat16 = sum.BFloat16 + t.OrderFree!.BFloat16.Sum,
            Half = sum.Half + t.OrderFree.Half.Sum,
            HalfOfBFloat16 = sum.HalfOfBFloat16 + t.OrderFree.HalfOfBFloat16.Sum,
        });
    }
}
