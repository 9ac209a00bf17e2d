using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>
/// Plans what goes between <c>#if</c> and <c>#endif</c>: the pieces that hold the findings, and then every piece that does not compile
/// without them, until no edition has an error it did not have before. A plan that does not get there is no plan.
/// </summary>
internal sealed class WrapPlanner(EditionVariants variants, ulong allowed, string condition, FixDraft? basis = null)
{
    /// <summary>Each round cuts at least one more piece or makes one larger.</summary>
    private const int Rounds = 64;

    private readonly EditionReader _reader = new(variants, allowed);

    /// <summary>The validated draft that cuts the given places; null when there is none.</summary>
    public async Task<FixDraft?> Plan(IEnumerable<FixTarget> targets, CancellationToken cancel)
    {
        var cuts = new CutSet();
        foreach (var target in targets)
        {
            if (!await Add(cuts, target.Path, target.Span, target.Edition, cancel).ConfigureAwait(false)) return null;
        }

        for (var round = 0; round < Rounds && !cuts.IsEmpty; round++)
        {
            if (await Draft(cuts, cancel).ConfigureAwait(false) is not { } draft) return null;
            var problems = await variants.NewProblems(draft, allowed, cancel).ConfigureAwait(false);
            if (problems.Count == 0) return draft;
            // What breaks where the component may be is the fix's own fault: more cutting does not mend it.
            if (problems.Any(problem => (problem.Edition & allowed) != 0)) return null;
            var grew = false;
            foreach (var problem in Problem.OncePerPlace(problems)) grew |= await Grow(cuts, draft, problem, cancel).ConfigureAwait(false);
            if (!grew) return problems.All(problem => problem.IsLeft) ? draft : null;
        }

        return null;
    }

    private async Task<bool> Add(CutSet cuts, string path, TextSpan span, ulong edition, CancellationToken cancel)
    {
        if ((edition & allowed) != 0 || await _reader.Root(path, cancel).ConfigureAwait(false) is not { } root || CutFinder.At(root, span) is not { } cut || !CutRules.MayStandAlone(cut)) return false;
        // In an arm that no edition compiles which may have it, an #if would leave the code to nobody: that arm's own test is wrong.
        if (!await _reader.IsReachedWhereAllowed(path, span.Start, cancel).ConfigureAwait(false)) return false;
        cuts.Add(path, cut);
        return true;
    }

    /// <summary>Cuts what an error shows to be in need of it; false when it is cut already and there is nothing around it.</summary>
    private async Task<bool> Grow(CutSet cuts, FixDraft draft, Problem problem, CancellationToken cancel)
    {
        var change = draft.Changes.TryGetValue(problem.Path, out var changed) ? changed : null;
        var origin = change is null ? problem.Span.Start : change.Origin(problem.Span.Start);
        if (await _reader.Root(problem.Path, cancel).ConfigureAwait(false) is not { } root) return false;
        if (origin is { } start && CutFinder.At(root, new TextSpan(start, Math.Min(1, problem.Span.Length))) is { } cut)
        {
            while (cut is not null && (cuts.Holding(problem.Path, cut.Span) is not null || !CutRules.MayStandAlone(cut))) cut = CutFinder.Around(cut);
            return cut is not null && cuts.Add(problem.Path, cut);
        }

        // The error stands in what the fix wrote in place of a piece: the piece was too small.
        var anchor = change?.Anchor(problem.Span.Start) ?? -1;
        var written = cuts.In(problem.Path).LastOrDefault(piece => piece.Span.Start <= anchor);
        return written is not null && CutFinder.Around(written) is { } larger && cuts.Add(problem.Path, larger);
    }

    private async Task<FixDraft?> Draft(CutSet cuts, CancellationToken cancel)
    {
        var changes = ImmutableDictionary.CreateBuilder<string, FileChange>(StringComparer.Ordinal);
        var reaches = false;
        var losing = new LostUsings();
        foreach (var path in cuts.Paths)
        {
            var pieces = cuts.In(path);
            if (await _reader.Model(path, cancel).ConfigureAwait(false) is not { } model || !pieces.All(piece => piece.Node.SyntaxTree == model.SyntaxTree)) return null;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            reaches |= pieces.Any(piece => CutRules.ReachesOtherFiles(piece));
            losing.Add(path, pieces, model);
            changes[path] = DirectiveWriter.Write(await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false), root, new CutRegions(model, cuts).Of(pieces), condition);
        }

        basis ??= FixDraft.Empty;
        return losing.Mark(basis with { Changes = basis.Changes.SetItems(changes), ReachesOtherFiles = basis.ReachesOtherFiles || reaches });
    }
}
