using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>What became of one withheld tensor.</summary>
/// <param name="Subject">The tensor.</param>
/// <param name="Id">The id under which it was published.</param>
/// <param name="IsPublished">Whether any tier of it was published.</param>
/// <param name="Refusals">Tiers it did not get.</param>
/// <param name="CodesDropped">Codes left out because the open edition has them too.</param>
/// <param name="Expected">What will be found of it after which change.</param>
public sealed record PublishedTensor(
    SketchSubject Subject,
    string Id,
    bool IsPublished,
    IReadOnlyList<SketchRefusal> Refusals,
    int CodesDropped,
    IReadOnlyList<ExpectedDetection> Expected);
