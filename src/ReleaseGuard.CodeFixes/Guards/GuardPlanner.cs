using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>
/// Plans the tests before uses: for each the site that takes least away, and the next one where that does not compile or proves nothing.
/// A plan brings no error into any edition, and the analysis that reported the uses finds all of them guarded.
/// </summary>
/// <param name="variants">The solution as each edition compiles it.</param>
/// <param name="proven">The editions of which one must be on.</param>
internal sealed class GuardPlanner(EditionVariants variants, ulong proven)
{
    private const int Rounds = 64;

    private readonly EditionReader _reader = new(variants, proven);

    public async Task<FixDraft?> Plan(IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        var uses = new List<Use>();
        var guards = new Dictionary<Compilation, GuardMembers>();
        foreach (var target in targets)
        {
            if (await _reader.Model(target.Path, cancel).ConfigureAwait(false) is not { } model) return null;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            if (target.Span.End > root.FullSpan.End) return null;
            if (!guards.TryGetValue(model.Compilation, out var known)) guards[model.Compilation] = known = new GuardMembers(model.Compilation, variants.Rules.Masks, cancel);
            var node = root.FindNode(target.Span, getInnermostNodeForTie: true);
            if (known.TestAt(model, target.Span.Start, proven) is not { } test) return null;
            uses.Add(new Use(target, model, test, [.. GuardSite.Around(node, model)]));
        }

        for (var round = 0; round < Rounds; round++)
        {
            var draft = Draft(uses);
            var open = await Unproven(uses, draft, cancel).ConfigureAwait(false);
            if (open.Count == 0)
            {
                var problems = await variants.NewProblems(draft, variants.Rules.Masks.All, cancel).ConfigureAwait(false);
                if (problems.Count == 0) return draft;
                var blamed = Blamed(uses, draft, problems);
                if (blamed.Count == 0) return null;
                foreach (var use in blamed) use.Next++;
            }

            // One test may prove several uses: each member gets one more at a time.
            foreach (var member in open.GroupBy(use => use.Member)) member.OrderBy(use => use.Target.Span.Start).First().Next++;
            if (uses.Any(use => use.IsSpent)) return null;
        }

        return null;
    }

    private static FixDraft Draft(List<Use> uses)
    {
        var changes = ImmutableDictionary.CreateBuilder<string, FileChange>(StringComparer.Ordinal);
        foreach (var file in uses.Where(use => use.Site is not null).GroupBy(use => use.Target.Path, StringComparer.Ordinal))
        {
            var model = file.First().Model;
            var text = model.SyntaxTree.GetText();
            var writer = new GuardWriter(model, text);
            var sites = file.Select(use => (Site: use.Site!, use.Test)).Distinct().ToList();
            // A test stands once, before the largest piece; what it holds needs no other.
            var outermost = sites.Where(one => !sites.Any(other => other.Site != one.Site && other.Site.Node.Span.Contains(one.Site.Node.Span)
                && (other.Site.Node.Span != one.Site.Node.Span || other.Site.Form > one.Site.Form))).ToList();
            changes[file.Key] = new FileChange(text, [.. outermost.SelectMany(one => writer.Write(one.Site, one.Test))]);
        }

        return new FixDraft { Changes = changes.ToImmutable() };
    }

    /// <summary>The uses in the members where something broke.</summary>
    private static List<Use> Blamed(List<Use> uses, FixDraft draft, List<Problem> problems)
    {
        var wrong = new List<Use>();
        foreach (var problem in problems)
        {
            if (!draft.Changes.TryGetValue(problem.Path, out var change)) continue;
            var position = change.Origin(problem.Span.Start) ?? change.Anchor(problem.Span.Start);
            wrong.AddRange(uses.Where(use => use.Site is not null && use.Target.Path == problem.Path && use.Member.FullSpan.IntersectsWith(position)));
        }

        return [.. wrong.Distinct()];
    }

    /// <summary>The uses that the flow analysis does not see behind the test.</summary>
    private async Task<List<Use>> Unproven(List<Use> uses, FixDraft draft, CancellationToken cancel)
    {
        var wrong = new List<Use>();
        foreach (var file in uses.GroupBy(use => use.Target.Path, StringComparer.Ordinal))
        {
            draft.Changes.TryGetValue(file.Key, out var change);
            if (await _reader.After(draft, file.Key, cancel).ConfigureAwait(false) is not { } model) return uses;
            var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
            var places = new GuardedPlaces(variants.Rules.Masks);
            foreach (var use in file)
            {
                var span = new TextSpan(change?.Moved(use.Target.Span.Start) ?? use.Target.Span.Start, use.Target.Span.Length);
                if ((places.At(root.FindNode(span, getInnermostNodeForTie: true), span, model, cancel) & proven) == 0) wrong.Add(use);
            }
        }

        return wrong;
    }

    private sealed class Use(FixTarget target, SemanticModel model, string test, ImmutableArray<GuardSite> sites)
    {
        public FixTarget Target { get; } = target;

        public SemanticModel Model { get; } = model;

        public string Test { get; } = test;

        /// <summary>The number of the site that has its turn; 0 as long as another use's test may do.</summary>
        public int Next { get; set; }

        public GuardSite? Site => Next > 0 && !IsSpent ? sites[Next - 1] : null;

        public bool IsSpent => Next > sites.Length;

        /// <summary>What an error must stand in to be this use's.</summary>
        public SyntaxNode Member { get; } = sites.IsEmpty ? model.SyntaxTree.GetRoot()
            : sites[0].Node.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>() ?? sites[0].Node;
    }
}
