using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>A set of changed, added and removed files that is not in the solution yet. Files are named by path: a file that several projects share is changed once.</summary>
internal sealed record FixDraft
{
    public static readonly FixDraft Empty = new();

    public ImmutableDictionary<string, FileChange> Changes { get; init; } = ImmutableDictionary.Create<string, FileChange>(StringComparer.Ordinal);

    public ImmutableDictionary<string, AddedFile> Added { get; init; } = ImmutableDictionary.Create<string, AddedFile>(StringComparer.Ordinal);

    /// <summary>Whether a declaration or a directive is cut: then other files may feel it.</summary>
    public bool ReachesOtherFiles { get; init; }

    /// <summary>
    /// Files that lose a using which resolves to nothing, for the withheld assembly is not referenced in this build: the names it would
    /// have given are withheld too, though nothing but the error on them shows it.
    /// </summary>
    public ImmutableHashSet<string> LosingNames { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The same of all files, by a global using.</summary>
    public bool LosesNamesEverywhere { get; init; }

    /// <summary>The reference that goes where an edition must not have it; null for none.</summary>
    public LostReference? Lost { get; init; }

    public bool IsEmpty => Changes.IsEmpty && Added.IsEmpty;

    /// <summary>The solution with these files. A file an edition does not compile is left out by <paramref name="compiled"/>.</summary>
    public Solution ApplyTo(Solution solution, Func<string, bool>? compiled = null)
    {
        foreach (var change in Changes)
        {
            foreach (var id in solution.GetDocumentIdsWithFilePath(change.Key))
            {
                if (solution.GetDocument(id) is not null) solution = solution.WithDocumentText(id, change.Value.After);
                else if (solution.GetAdditionalDocument(id) is not null) solution = solution.WithAdditionalDocumentText(id, change.Value.After);
            }
        }

        foreach (var added in Added.OrderBy(added => added.Key, StringComparer.Ordinal))
        {
            if (compiled is not null && !compiled(added.Key)) continue;
            foreach (var project in added.Value.Projects)
            {
                if (solution.GetProject(project) is { } into && !into.Documents.Any(document => document.FilePath == added.Key))
                    solution = solution.AddDocument(DocumentId.CreateNewId(project), added.Value.Name, added.Value.Text, added.Value.Folders, added.Key);
            }
        }

        return solution;
    }
}
