using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>
/// An <c>#if</c> with at most an <c>#else</c>, one arm of which is compiled in exactly the editions that may have what stands there:
/// what a file of that edition can take over.
/// </summary>
/// <param name="Lines">From the start of the first directive's line to the end of the last one's, without its line break.</param>
/// <param name="Arm">The lines of the arm that goes.</param>
/// <param name="Other">The lines of the other arm; empty where there is none.</param>
internal sealed record ArmGroup(TextSpan Lines, TextSpan Arm, TextSpan Other)
{
    /// <summary>The groups of a file, none within another, in the order of the text.</summary>
    public static async Task<List<ArmGroup>> In(EditionVariants variants, string path, SyntaxNode root, SourceText text, ulong allowed, CancellationToken cancel)
    {
        var roots = new List<(ulong Edition, SyntaxNode Root)>();
        foreach (var edition in variants.Editions)
        {
            if (await variants.DocumentAs(path, edition, cancel).ConfigureAwait(false) is { } document && await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is { } read) roots.Add((edition, read));
        }

        var groups = new List<ArmGroup>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is not IfDirectiveTriviaSyntax || groups.Any(group => group.Lines.Contains(directive.SpanStart))) continue;
            if (directive.GetRelatedDirectives() is not { Count: 2 or 3 } related || related[related.Count - 1] is not EndIfDirectiveTriviaSyntax end || related.Any(one => one is ElifDirectiveTriviaSyntax)) continue;
            for (var i = 0; i < related.Count - 1; i++)
            {
                if (!roots.All(one => IsTaken(one.Root, related[i]) == ((one.Edition & allowed) != 0))) continue;
                var other = related.Count == 3 ? Between(text, related[1 - i], related[2 - i]) : default;
                var lines = TextSpan.FromBounds(text.Lines.GetLineFromPosition(directive.SpanStart).Start, text.Lines.GetLineFromPosition(end.SpanStart).End);
                groups.Add(new ArmGroup(lines, Between(text, related[i], related[i + 1]), other));
                break;
            }
        }

        return groups;
    }

    /// <summary>Whether the other arm has code.</summary>
    public bool HasOther(SourceText text) => text.ToString(Other).Split('\n').Select(line => line.Trim()).Any(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

    /// <summary>The pieces that fill the arm, as an edition reads it that compiles it; empty where it holds parts of something only.</summary>
    public IReadOnlyList<SyntaxNode> Pieces(SyntaxNode root)
    {
        if (Tokens(root) is not { } tokens) return [];
        var span = TextSpan.FromBounds(tokens.First.SpanStart, tokens.Last.Span.End);
        var node = root.FindNode(span);
        if (node.Span == span) return [node];
        var pieces = node.ChildNodes().Where(child => span.Contains(child.Span)).ToList();
        return node.ChildTokens().Any(token => token.Span.Length > 0 && span.Contains(token.Span)) || pieces.Count == 0 || pieces[0].SpanStart != span.Start || pieces[pieces.Count - 1].Span.End != span.End ? [] : pieces;
    }

    /// <summary>The body that the arm is the expression of, semicolon and all; null where it is another thing.</summary>
    public ArrowExpressionClauseSyntax? Body(SyntaxNode root)
    {
        if (Tokens(root) is not { } tokens || tokens.First.Parent?.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>(arrow => arrow.Expression.SpanStart == tokens.First.SpanStart) is not { } arrow) return null;
        return arrow.GetLastToken().GetNextToken() == tokens.Last ? arrow : null;
    }

    private (SyntaxToken First, SyntaxToken Last)? Tokens(SyntaxNode root)
    {
        if (Arm.IsEmpty) return null;
        var first = root.FindToken(Arm.Start);
        var last = root.FindToken(Arm.End).GetPreviousToken();
        return first.SpanStart >= Arm.End || last.SpanStart < first.SpanStart ? null : (first, last);
    }

    private static bool IsTaken(SyntaxNode root, DirectiveTriviaSyntax directive) =>
        root.FindTrivia(directive.SpanStart).GetStructure() is BranchingDirectiveTriviaSyntax { BranchTaken: true };

    private static TextSpan Between(SourceText text, DirectiveTriviaSyntax opening, DirectiveTriviaSyntax closing) =>
        TextSpan.FromBounds(text.Lines.GetLineFromPosition(opening.SpanStart).EndIncludingLineBreak, text.Lines.GetLineFromPosition(closing.SpanStart).Start);
}
