namespace ReleaseGuard.CodeFixes.Suppressions;

/// <summary>What an exception has to name.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Component">The component.</param>
/// <param name="Edition">The edition.</param>
/// <param name="Symbol">Documentation id of the member that holds it; null where it stands in none.</param>
internal sealed record SuppressedFinding(string Rule, string Component, string Edition, string? Symbol);
