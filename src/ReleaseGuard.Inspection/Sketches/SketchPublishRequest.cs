using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Sketches;

/// <summary>What an owner wants published.</summary>
/// <param name="Withheld">The withheld tensors of the full edition; where a policy withholds rows, cut to them.</param>
/// <param name="Open">Every tensor of the open edition: what it has must not be found again.</param>
/// <param name="Salt">The salt of the file.</param>
/// <param name="IsSaltSecret">Whether the file leaves the salt out, so that only those who have it can use the file.</param>
/// <param name="HideNames">Whether opaque ids take the place of names.</param>
public sealed record SketchPublishRequest(
    IReadOnlyList<SketchSubject> Withheld,
    IReadOnlyList<SketchSubject> Open,
    SketchSalt Salt,
    bool IsSaltSecret,
    bool HideNames);
