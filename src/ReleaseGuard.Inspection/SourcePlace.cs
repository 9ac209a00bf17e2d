namespace ReleaseGuard.Inspection;

/// <summary>A line of source, as the compiler was given it.</summary>
/// <param name="Path">The source file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
public sealed record SourcePlace(string Path, int Line, int Column);
