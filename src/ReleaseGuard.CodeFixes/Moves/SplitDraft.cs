using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>The file of an edition in a draft: moved code is written to a new one, or added to the one that is there.</summary>
internal sealed class SplitDraft(EditionVariants variants, ulong allowed, Edition edition)
{
    /// <summary>The first edition that may have the code: its reading of a file has all of it.</summary>
    public ulong AllowedBit => allowed & (~allowed + 1);

    /// <summary>What the names of extracted methods end with.</summary>
    public string Suffix => char.ToUpperInvariant(edition.Id[0]) + new string([.. edition.Id.Skip(1).Where(char.IsLetterOrDigit)]);

    /// <summary>The draft with the code that leaves a file; null where its file cannot be written.</summary>
    public async Task<FixDraft?> Write(string path, SourceText text, MovedCode moved, FixDraft draft, CancellationToken cancel)
    {
        var folder = path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);
        var name = SplitFiles.NameFor(path, edition.Id);
        var target = folder + name;
        if (await variants.DocumentAs(path, AllowedBit, cancel).ConfigureAwait(false) is not { } source
            || await source.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not CompilationUnitSyntax root) return null;
        var writer = new SplitFileWriter(text, root);
        if (await variants.DocumentAs(target, AllowedBit, cancel).ConfigureAwait(false) is { } there)
        {
            if (draft.Changes.ContainsKey(target) || await there.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not CompilationUnitSyntax into) return null;
            return writer.Extend(await there.GetTextAsync(cancel).ConfigureAwait(false), into, moved) is { } change ? draft with { Changes = draft.Changes.SetItem(target, change) } : null;
        }

        // A file that is there and not part of the solution would be lost.
        if (!variants.CanAddFiles || draft.Added.ContainsKey(target) || (Path.IsPathRooted(target) && File.Exists(target))) return null;
        var projects = variants.Solution.GetDocumentIdsWithFilePath(path).Where(id => variants.Solution.GetDocument(id) is not null).Select(id => id.ProjectId).Distinct().ToImmutableArray();
        var folders = variants.Solution.GetDocumentIdsWithFilePath(path).Select(variants.Solution.GetDocument).FirstOrDefault(document => document is not null)?.Folders.ToImmutableArray() ?? [];
        return draft with { Added = draft.Added.SetItem(target, new AddedFile(name, folders, writer.Create(moved), projects)) };
    }

    /// <summary>A new file gets all usings of the old one; those that turn out to be unnecessary are taken out again.</summary>
    public async Task<FixDraft?> Tidy(FixDraft draft, CancellationToken cancel)
    {
        var tidied = draft;
        var solution = draft.ApplyTo(await variants.As(AllowedBit, cancel).ConfigureAwait(false));
        foreach (var added in draft.Added)
        {
            var document = solution.GetDocumentIdsWithFilePath(added.Key).Select(solution.GetDocument).FirstOrDefault(document => document is not null);
            if (document is null || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) continue;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            var unused = model.GetDiagnostics(cancellationToken: cancel).Where(found => found.Id == "CS8019")
                .Select(found => root.FindNode(found.Location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>()).OfType<UsingDirectiveSyntax>().Distinct()
                // One that does not resolve in this build may well be what the moved code is written with.
                .Where(import => import.NamespaceOrType is { } named && model.GetSymbolInfo(named, cancel).Symbol is not null).ToList();
            if (unused.Count == 0) continue;
            var text = added.Value.Text;
            var edits = unused.Select(import => new TextChange(text.Lines.GetLineFromPosition(import.SpanStart).SpanIncludingLineBreak, ""));
            text = text.WithChanges(edits);
            // Without any using the blank line below them opens the file.
            var blank = 0;
            if (unused.Count == ((CompilationUnitSyntax)root).Usings.Count && ((CompilationUnitSyntax)root).Usings.First().GetFirstToken().GetPreviousToken().RawKind == 0)
            {
                var start = unused.Min(import => import.SpanStart);
                while (start + blank < text.Length && (text[start + blank] == '\r' || text[start + blank] == '\n')) blank++;
                text = text.WithChanges(new TextChange(new TextSpan(start, blank), ""));
            }

            tidied = tidied with { Added = tidied.Added.SetItem(added.Key, added.Value with { Text = text }) };
        }

        return ReferenceEquals(tidied, draft) || (await variants.NewProblems(tidied, allowed, cancel).ConfigureAwait(false)).All(problem => problem.IsLeft) ? tidied : draft;
    }
}
