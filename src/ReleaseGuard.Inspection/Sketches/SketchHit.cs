using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>A withheld tensor that was known again.</summary>
/// <param name="Tier">By which tier.</param>
/// <param name="File">Number of the sketch file, in the order given to the checker.</param>
/// <param name="Withheld">Ids of the withheld tensors: several when they were fused.</param>
/// <param name="Subject">The tensor that ships.</param>
/// <param name="Evidence">What it amounts to; always <see cref="SketchEvidence.Withheld"/> for the first two tiers.</param>
/// <param name="Detail">How it was known, for people: the cast, the fusion, the hits and their odds.</param>
/// <param name="Odds">The odds of the ordinal tier.</param>
public sealed record SketchHit(
    SketchTier Tier,
    int File,
    IReadOnlyList<string> Withheld,
    SketchSubject Subject,
    SketchEvidence Evidence,
    string Detail,
    SketchOdds? Odds);
