using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>Puts the pieces of one file together to regions: neighbours share one <c>#if</c>, separators go with their item, and a value that is needed gets a throw.</summary>
internal sealed class CutRegions(SemanticModel model, CutSet cuts)
{
    public List<CutRegion> Of(IReadOnlyList<Cut> pieces)
    {
        var regions = new List<CutRegion>();
        foreach (var list in pieces.Where(cut => cut.Kind == CutKind.Statement).GroupBy(cut => cut.Node.Parent)) Statements([.. list.Select(cut => cut.Node)], regions);
        foreach (var list in pieces.Where(cut => cut.Kind == CutKind.Item).GroupBy(cut => cut.Node.Parent)) Items(list.Key!, [.. list.Select(cut => cut.Node)], regions);
        foreach (var list in pieces.Where(cut => cut.Kind is CutKind.Using or CutKind.Member).GroupBy(cut => cut.Node.Parent)) Neighbours([.. list.Select(cut => cut.Node)], regions);
        foreach (var cut in pieces)
        {
            switch (cut.Kind)
            {
                case CutKind.Node:
                    regions.Add(new CutRegion(cut.Span, null, TakesComments: cut.Node is AttributeListSyntax));
                    break;
                case CutKind.File when cut.Node.GetFirstToken() is var first && cut.Node.GetLastToken() is var last:
                    regions.Add(new CutRegion(TextSpan.FromBounds(first.SpanStart, Math.Max(first.Span.End, last.Span.End)), null, TakesComments: true));
                    break;
                case CutKind.Embedded:
                    regions.Add(new CutRegion(cut.Span, Throw(cut.Span.Start) + ";", TakesComments: true));
                    break;
                case CutKind.ArmValue:
                    regions.Add(new CutRegion(cut.Span, Throw(cut.Span.Start), TakesComments: false));
                    break;
                case CutKind.Body when cut.Node is ArrowExpressionClauseSyntax arrow:
                    var end = arrow.GetLastToken().GetNextToken() is { RawKind: (int)SyntaxKind.SemicolonToken } semicolon ? semicolon.Span.End : arrow.Span.End;
                    regions.Add(new CutRegion(TextSpan.FromBounds(arrow.Expression.SpanStart, end), Throw(arrow.Expression.SpanStart) + (end > arrow.Span.End ? ";" : ""), TakesComments: false));
                    break;
            }
        }

        regions.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        return regions;
    }

    private void Statements(HashSet<SyntaxNode> cut, List<CutRegion> regions)
    {
        var list = StatementRun.ListOf(cut.First());
        var stopped = false;
        for (var i = 0; i < list.Count; i++)
        {
            if (!cut.Contains(list[i]))
            {
                stopped &= IsPassedOver(list[i]);
                continue;
            }

            var run = new List<SyntaxNode> { list[i] };
            while (i + 1 < list.Count && cut.Contains(list[i + 1])) run.Add(list[++i]);
            var throws = !stopped && StatementRun.NeedsThrow(run, list, model, cuts);
            // Behind a throw nothing is reached: the rest of the list goes with it.
            while ((throws || stopped) && i + 1 < list.Count && !IsPassedOver(list[i + 1])) run.Add(list[++i]);
            // Before it, what only prepared values for it is dead.
            var first = i - run.Count;
            if (throws && i + 1 == list.Count && !list.Any(IsPassedOver))
            {
                while (first >= 0 && !cut.Contains(list[first]) && StatementRun.OnlyPrepares(list[first], model)) run.Insert(0, list[first--]);
            }

            regions.Add(new CutRegion(TextSpan.FromBounds(run[0].SpanStart, run[run.Count - 1].Span.End), throws ? Throw(run[0].SpanStart) + ";" : null, TakesComments: true));
            stopped |= throws;
        }
    }

    /// <summary>A local function is not reached by running into it, and a label may be reached from elsewhere.</summary>
    private static bool IsPassedOver(SyntaxNode statement) =>
        (statement is GlobalStatementSyntax global ? global.Statement : statement) is LocalFunctionStatementSyntax or LabeledStatementSyntax;

    private static void Items(SyntaxNode parent, HashSet<SyntaxNode> cut, List<CutRegion> regions)
    {
        var tokens = parent.ChildNodesAndTokens().Where(child => child.IsToken || cut.Contains(child.AsNode()!) || IsItem(child.AsNode()!)).ToList();
        var items = tokens.Where(child => child.IsNode).Select(child => child.AsNode()!).ToList();
        if (cut.Count == items.Count && parent is BaseListSyntax or AttributeListSyntax)
        {
            regions.Add(new CutRegion(parent.Span, null, TakesComments: false));
            return;
        }

        var leading = items.TakeWhile(cut.Contains).Count();
        for (var i = 0; i < items.Count; i++)
        {
            if (!cut.Contains(items[i])) continue;
            var before = items[i].GetFirstToken().GetPreviousToken();
            var after = items[i].GetLastToken().GetNextToken();
            var takesNext = parent is not (BaseListSyntax or AttributeListSyntax) || i < leading;
            var start = takesNext || !before.IsKind(SyntaxKind.CommaToken) ? items[i].SpanStart : before.SpanStart;
            var end = takesNext && after.IsKind(SyntaxKind.CommaToken) ? after.Span.End : items[i].Span.End;
            regions.Add(new CutRegion(TextSpan.FromBounds(start, end), null, TakesComments: takesNext));
        }
    }

    private static bool IsItem(SyntaxNode node) => node is AttributeSyntax or BaseTypeSyntax or EnumMemberDeclarationSyntax or SwitchExpressionArmSyntax;

    private static void Neighbours(HashSet<SyntaxNode> cut, List<CutRegion> regions)
    {
        foreach (var node in cut.OrderBy(node => node.SpanStart))
        {
            var previous = node.GetFirstToken(includeDocumentationComments: false).GetPreviousToken();
            // Two blank-free neighbours share a directive; what stands between them, a blank line or a directive, keeps them apart.
            if (regions.Count > 0 && regions[regions.Count - 1] is { Else: null } last && last.Span.End == previous.Span.End
                && cut.Any(other => other.Span.End == last.Span.End) && IsClose(previous, node.GetFirstToken()))
            {
                regions[regions.Count - 1] = last with { Span = TextSpan.FromBounds(last.Span.Start, node.Span.End) };
            }
            else
            {
                regions.Add(new CutRegion(node.Span, null, TakesComments: true));
            }
        }
    }

    private static bool IsClose(SyntaxToken left, SyntaxToken right) =>
        !left.TrailingTrivia.Concat(right.LeadingTrivia).Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia));

    private string Throw(int position) => MissingValue.Throw(model, position);
}
