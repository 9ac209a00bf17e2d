using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// Plans what moves out of <c>#if</c> arms to <c>Name.&lt;Edition&gt;.cs</c>: the text of a skipped arm leaves the published source. Members and
/// types go as they are, statements as a partial method; what the other arm does stays and runs where the method has no body.
/// </summary>
internal sealed class ArmPlanner(EditionVariants variants, ulong allowed, Edition edition)
{
    private readonly SplitDraft _split = new(variants, allowed, edition);

    /// <summary>The validated draft that moves the arms of the given places; where those alone do not compile, all such arms of their files.</summary>
    public async Task<FixDraft?> Plan(IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        await Plan(targets, all: false, cancel).ConfigureAwait(false) ?? await Plan(targets, all: true, cancel).ConfigureAwait(false);

    private async Task<FixDraft?> Plan(IReadOnlyList<FixTarget> targets, bool all, CancellationToken cancel)
    {
        var draft = FixDraft.Empty with { ReachesOtherFiles = true };
        foreach (var file in targets.GroupBy(target => target.Path, System.StringComparer.Ordinal))
        {
            if (await variants.DocumentAs(file.Key, _split.AllowedBit, cancel).ConfigureAwait(false) is not { } document
                || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            var text = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var groups = await ArmGroup.In(variants, file.Key, root, text, allowed, cancel).ConfigureAwait(false);
            if (!file.All(target => groups.Any(group => group.Arm.Contains(target.Span)))) return null;
            if (!all) groups.RemoveAll(group => !file.Any(target => group.Arm.Contains(target.Span)));
            var move = new FileMove(model, text, _split.Suffix, new CutSet());
            if (!Take(file.Key, groups, move, root, text)) return null;
            draft = draft with { Changes = draft.Changes.SetItem(file.Key, new FileChange(text, [.. move.Edits])) };
            if (move.Moved.IsEmpty) continue;
            if (await _split.Write(file.Key, text, move.Moved, draft, cancel).ConfigureAwait(false) is not { } written) return null;
            draft = written;
        }

        return (await variants.NewProblems(draft, allowed, cancel).ConfigureAwait(false)).Count == 0 ? await _split.Tidy(draft, cancel).ConfigureAwait(false) : null;
    }

    private static bool Take(string path, List<ArmGroup> groups, FileMove move, SyntaxNode root, SourceText text)
    {
        var cuts = new List<Cut>();
        var whole = new List<ArmGroup>();
        foreach (var group in groups)
        {
            if (group.Body(root) is { } arrow)
            {
                if (!move.ExtractArm(group, arrow)) return false;
                continue;
            }

            var pieces = group.Pieces(root);
            if (pieces.Count == 0) return false;
            if (pieces.All(piece => piece is StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax }))
            {
                if (!move.ExtractArm(group, [.. pieces.Cast<StatementSyntax>()])) return false;
                continue;
            }

            // Members of another arm would stand beside those that move: both are compiled where the arm is.
            if (group.HasOther(text)) return false;
            foreach (var piece in pieces)
            {
                if (CutFinder.From(piece) is not { } cut || cut.Node != piece) return false;
                cuts.Add(cut);
            }

            whole.Add(group);
        }

        if (!move.Take(path, cuts)) return false;
        foreach (var group in whole)
        {
            move.Edits.RemoveAll(edit => group.Lines.Contains(edit.Span) || (edit.NewText!.Length == 0 && edit.Span.IntersectsWith(group.Lines)));
            move.Edits.Add(new TextChange(new LineRemoval(text).Of(group.Lines), ""));
        }

        return true;
    }
}
