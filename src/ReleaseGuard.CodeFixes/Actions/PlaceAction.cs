using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>A fix that each finding's own place is enough for: a few characters there. It is validated as the large ones are, but does not grow.</summary>
internal abstract class PlaceAction(params string[] rules) : FixAction
{
    /// <inheritdoc/>
    public sealed override string? KeyFor(FixSession session, FixTarget target) => rules.Contains(target.Found.Id) && Applies(target) ? Kind : null;

    /// <inheritdoc/>
    public sealed override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        var changes = ImmutableDictionary.CreateBuilder<string, FileChange>(StringComparer.Ordinal);
        foreach (var file in targets.GroupBy(target => target.Path, StringComparer.Ordinal))
        {
            var document = session.Solution.GetDocumentIdsWithFilePath(file.Key).Select(session.Solution.GetDocument).FirstOrDefault(found => found is not null);
            if (document is null || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            var text = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var edits = new HashSet<TextChange>();
            foreach (var target in file)
            {
                if (target.Span.End > text.Length || Edit(session, target, model, root, text) is not { } edit) return null;
                edits.Add(edit);
            }

            changes[file.Key] = new FileChange(text, [.. edits]);
        }

        var draft = new FixDraft { Changes = changes.ToImmutable(), ReachesOtherFiles = true };
        return (await session.Variants.NewProblems(draft, session.Rules.Masks.All, cancel).ConfigureAwait(false)).Count == 0 ? draft : null;
    }

    /// <summary>Whether a finding of the rule is one of those that the fix is for.</summary>
    protected virtual bool Applies(FixTarget target) => true;

    /// <summary>The edit at a finding; null when there is none.</summary>
    protected abstract TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text);

    /// <summary>The directive that a place stands in.</summary>
    protected static BranchingDirectiveTriviaSyntax? DirectiveAt(SyntaxNode root, TextSpan place) =>
        root.FindTrivia(place.Start).GetStructure() as BranchingDirectiveTriviaSyntax;
}
