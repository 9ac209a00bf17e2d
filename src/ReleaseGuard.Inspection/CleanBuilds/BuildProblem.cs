namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>An error of a build, as the SDK printed it.</summary>
/// <param name="File">The file, relative to the checkout where it is in it; null where there is none.</param>
/// <param name="Line">1-based line; null where there is none.</param>
/// <param name="Column">1-based column; null where there is none.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">What it says.</param>
public sealed record BuildProblem(string? File, int? Line, int? Column, string Code, string Message);
