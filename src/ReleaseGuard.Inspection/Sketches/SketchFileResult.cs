namespace ReleaseGuard.Inspection.Sketches;

/// <summary>A sketch file that was read, or why it could not be.</summary>
/// <param name="File">The file; null when there is a problem.</param>
/// <param name="Problem">What is wrong, to be put after the file's name; null when nothing is.</param>
/// <param name="Sha256">SHA-256 of the bytes, in lower-case hexadecimal; null when there were none.</param>
public sealed record SketchFileResult(SketchFile? File, string? Problem, string? Sha256);
