using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>Reads files as the first edition does that must not have the component: all pieces of a plan are pieces of one tree.</summary>
internal sealed class EditionReader(EditionVariants variants, ulong allowed)
{
    private readonly Dictionary<string, SemanticModel?> _models = new(StringComparer.Ordinal);

    public async Task<SemanticModel?> Model(string path, CancellationToken cancel)
    {
        if (_models.TryGetValue(path, out var known)) return known;
        foreach (var edition in variants.Editions.Where(edition => (edition & allowed) == 0))
        {
            if (await variants.DocumentAs(path, edition, cancel).ConfigureAwait(false) is { } document && document.SupportsSemanticModel)
                return _models[path] = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        }

        return _models[path] = null;
    }

    /// <summary>The file as the same edition reads it with a draft applied.</summary>
    public async Task<SemanticModel?> After(FixDraft draft, string path, CancellationToken cancel)
    {
        foreach (var edition in variants.Editions.Where(edition => (edition & allowed) == 0))
        {
            if (await variants.DocumentAs(path, edition, cancel).ConfigureAwait(false) is null) continue;
            var after = draft.ApplyTo(await variants.As(edition, cancel).ConfigureAwait(false), file => (variants.Rules.EditionsOf(file) & edition) != 0);
            var document = after.GetDocumentIdsWithFilePath(path).Select(after.GetDocument).FirstOrDefault(found => found is not null);
            return document is null ? null : await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        }

        return null;
    }

    public async Task<SyntaxNode?> Root(string path, CancellationToken cancel) =>
        await Model(path, cancel).ConfigureAwait(false) is { } model ? await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false) : null;

    /// <summary>Whether an edition that may have the component compiles what stands at a place.</summary>
    public async Task<bool> IsReachedWhereAllowed(string path, int position, CancellationToken cancel)
    {
        foreach (var edition in variants.Editions.Where(edition => (edition & allowed) != 0))
        {
            if (await variants.DocumentAs(path, edition, cancel).ConfigureAwait(false) is not { } document || await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root) continue;
            if (position < root.FullSpan.End && !root.FindTrivia(position).IsKind(SyntaxKind.DisabledTextTrivia)) return true;
        }

        return false;
    }
}
