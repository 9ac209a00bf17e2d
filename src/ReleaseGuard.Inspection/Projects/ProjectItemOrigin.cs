namespace ReleaseGuard.Inspection;

/// <summary>Where a project brings one of its items in: what a fix has to edit.</summary>
/// <param name="Item">The item.</param>
/// <param name="File">Full path of the project file, or of a file that it imports.</param>
/// <param name="Line">Line of the element, from 1; of the file's first one where <paramref name="Kind"/> is none.</param>
/// <param name="Column">Column of its bracket, from 1.</param>
/// <param name="Kind">How the element brings it in.</param>
/// <param name="Entry">The entry of the element's list that does; null where none does.</param>
public sealed record ProjectItemOrigin(ProjectGraphItem Item, string File, int Line, int Column, ItemOriginKind Kind, string? Entry);
