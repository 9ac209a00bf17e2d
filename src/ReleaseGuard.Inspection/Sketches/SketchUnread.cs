namespace ReleaseGuard.Inspection.Sketches;

/// <summary>A tensor that could not be compared, or not by every tier.</summary>
/// <param name="Subject">The tensor.</param>
/// <param name="Reason">Why not, for people.</param>
public sealed record SketchUnread(SketchSubject Subject, string Reason);
