namespace ReleaseGuard.Inspection.Sketches;

/// <summary>How much of a tensor's sketch outlives a change, measured on the published windows themselves.</summary>
/// <param name="Transform">The change, for example <c>Q4_0</c>.</param>
/// <param name="Kind">The window kind that keeps most codes.</param>
/// <param name="Codes">Codes published of that kind, in the orientation that applies.</param>
/// <param name="Hits">Codes expected to be found after the change; eight are enough.</param>
public sealed record ExpectedDetection(string Transform, WindowKind Kind, int Codes, int Hits);
