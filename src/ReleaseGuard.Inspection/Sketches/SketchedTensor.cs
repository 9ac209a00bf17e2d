using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>What is published of one withheld tensor. A tier that could not be had is null or empty; at least one is there.</summary>
/// <param name="Id">Its name, or an opaque id.</param>
/// <param name="Elements">Its element count.</param>
/// <param name="Exact">The exact tier.</param>
/// <param name="Heads">For a long tensor, shortened digests of its first elements in the order of <see cref="TensorDigests.All"/>: a checker reads no further where none agrees.</param>
/// <param name="OrderFree">The order-free tier.</param>
/// <param name="Codes">The ordinal sketch.</param>
public sealed record SketchedTensor(
    string Id,
    long Elements,
    TensorDigests? Exact,
    IReadOnlyList<string> Heads,
    OrderFreeDigests? OrderFree,
    IReadOnlyList<SketchedCodes> Codes)
{
    /// <summary>Elements that <see cref="Heads"/> are digests of.</summary>
    public const int HeadElements = 4096;

    /// <summary>Hexadecimal digits of a head.</summary>
    public const int HeadDigits = 16;

    /// <summary>How many codes of a kind are published, in both orientations.</summary>
    public int CodeCount(WindowKind kind) => Codes.Where(codes => codes.Kind == kind).Sum(static codes => codes.Values.Count);
}
