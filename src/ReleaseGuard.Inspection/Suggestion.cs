namespace ReleaseGuard.Inspection;

/// <summary>A misspelt name and the live one nearest to it.</summary>
/// <param name="Written">The name as it stands in the text.</param>
/// <param name="Nearest">The name that was probably meant.</param>
public sealed record Suggestion(string Written, string Nearest);
