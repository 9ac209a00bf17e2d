namespace ReleaseGuard.Inspection.Sketches;

/// <summary>A tier that a withheld tensor does not get, because it would find other tensors too.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SketchRefusal(SketchTier Tier, string Reason);
