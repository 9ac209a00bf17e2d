using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// Plans what moves to <c>Name.&lt;Edition&gt;.cs</c>: the members that hold the findings, or their statements where others need the member,
/// and what does not compile without them. A plan brings no error into any edition and leaves no mention in the file it cleans.
/// </summary>
internal sealed class MovePlanner(EditionVariants variants, ulong allowed, Edition edition, FixDraft? basis = null)
{
    private const int Rounds = 48;

    private readonly EditionReader _reader = new(variants, allowed);

    private readonly SplitDraft _split = new(variants, allowed, edition);

    /// <summary>The validated draft that moves the given places; null when there is none.</summary>
    public async Task<FixDraft?> Plan(IEnumerable<FixTarget> targets, CancellationToken cancel)
    {
        var cuts = new CutSet();
        var staying = new CutSet();
        foreach (var target in targets)
        {
            if (await _reader.Root(target.Path, cancel).ConfigureAwait(false) is not { } root || CutFinder.At(root, target.Span) is not { } cut) return null;
            // What no edition compiles that may have it would be new there: the test of that arm is wrong.
            if (!await _reader.IsReachedWhereAllowed(target.Path, target.Span.Start, cancel).ConfigureAwait(false)) return null;
            cuts.Add(target.Path, cut);
        }

        for (var round = 0; round < Rounds && !cuts.IsEmpty; round++)
        {
            if (await Draft(cuts, staying, cancel).ConfigureAwait(false) is not { } made) return null;
            var problems = await variants.NewProblems(made.Draft, allowed, cancel).ConfigureAwait(false);
            if (problems.Count == 0) return await _split.Tidy(made.Draft, cancel).ConfigureAwait(false);
            var grew = false;
            foreach (var problem in Problem.OncePerPlace(problems)) grew |= await Grow(cuts, staying, made, problem, cancel).ConfigureAwait(false);
            if (!grew) return problems.All(problem => problem.IsLeft) ? await _split.Tidy(made.Draft, cancel).ConfigureAwait(false) : null;
        }

        return null;
    }

    private async Task<bool> Grow(CutSet cuts, CutSet staying, Made made, Problem problem, CancellationToken cancel)
    {
        // Code that calls a member needs it: only what is withheld in its body leaves then.
        var change = made.Draft.Changes.TryGetValue(problem.Path, out var changed) ? changed : null;
        var text = change?.After ?? await TextOf(problem.Path, cancel).ConfigureAwait(false);
        var missed = made.WholeForTheirBody.Where(member => Names(member.Member).Any(name => IsNamed(problem, text, name))).ToList();
        foreach (var (path, member) in missed) staying.Add(path, new Cut(CutKind.Member, member));
        if (missed.Count > 0) return true;
        var origin = change is null ? problem.Span.Start : change.Origin(problem.Span.Start);
        if (origin is not { } start || await _reader.Root(problem.Path, cancel).ConfigureAwait(false) is not { } root) return false;
        var cut = CutFinder.At(root, new TextSpan(start, Math.Min(1, problem.Span.Length)));
        while (cut is not null && cuts.Holding(problem.Path, cut.Span) is not null) cut = CutFinder.Around(cut);
        return cut is not null && cut.Kind != CutKind.File && cuts.Add(problem.Path, cut);
    }

    private static bool IsNamed(Problem problem, SourceText? text, string name) =>
        (text is not null && problem.Span.End <= text.Length && HasWord(text.ToString(problem.Span), name))
        || HasWord(problem.Found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), name);

    /// <summary>Whether a text holds a name and not only a longer one.</summary>
    private static bool HasWord(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (!IsWord(name[0]) || ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))) return true;
        }

        return false;
    }

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax @event => [@event.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText],
        IndexerDeclarationSyntax => ["[", "this"],
        OperatorDeclarationSyntax @operator => [@operator.OperatorToken.Text],
        ConversionOperatorDeclarationSyntax => ["convert"],
        _ => [],
    };

    private async Task<SourceText?> TextOf(string path, CancellationToken cancel) =>
        await _reader.Root(path, cancel).ConfigureAwait(false) is { } root ? root.GetText() : null;

    private async Task<Made?> Draft(CutSet cuts, CutSet staying, CancellationToken cancel)
    {
        var draft = basis ?? FixDraft.Empty;
        var whole = new List<(string, MemberDeclarationSyntax)>();
        var losing = new LostUsings();
        foreach (var path in cuts.Paths)
        {
            if (await _reader.Model(path, cancel).ConfigureAwait(false) is not { } model || !cuts.In(path).All(cut => cut.Node.SyntaxTree == model.SyntaxTree)) return null;
            var text = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var move = new FileMove(model, text, _split.Suffix, staying);
            if (!move.Take(path, cuts.In(path))) return null;
            losing.Add(path, cuts.In(path), model);
            whole.AddRange(move.WholeForTheirBody.Select(member => (path, member)));
            draft = draft with
            {
                Changes = draft.Changes.SetItem(path, new FileChange(text, [.. move.Edits])),
                ReachesOtherFiles = draft.ReachesOtherFiles || move.MovesDeclarations || cuts.In(path).Any(cut => cut.Kind is not (CutKind.Statement or CutKind.Using)),
            };
            if (move.Moved.IsEmpty) continue;
            if (await _split.Write(path, text, move.Moved, draft, cancel).ConfigureAwait(false) is not { } written) return null;
            draft = written with { ReachesOtherFiles = true };
        }

        return new Made(losing.Mark(draft), whole);
    }

    private sealed record Made(FixDraft Draft, List<(string Path, MemberDeclarationSyntax Member)> WholeForTheirBody);
}
