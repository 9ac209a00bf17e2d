namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>A reference that a draft takes from a project in the editions that must not have it.</summary>
/// <param name="Project">The project file: all its frameworks lose the reference.</param>
/// <param name="Assembly">The name of the assembly.</param>
internal sealed record LostReference(string Project, string Assembly);
