using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>A file that a fix makes.</summary>
/// <param name="Name">Its name without a folder.</param>
/// <param name="Folders">The folders below the project, for the editor's tree.</param>
/// <param name="Text">Its text.</param>
/// <param name="Projects">The projects that compile it: those that compile the file it was split from.</param>
internal sealed record AddedFile(string Name, ImmutableArray<string> Folders, SourceText Text, ImmutableArray<ProjectId> Projects);
