using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>
/// Judges constant texts. A literal is judged with the whole constant it is part of; a constant put together of pieces,
/// none of which shows a word of the policy, is folded and judged as a whole.
/// </summary>
internal sealed class TextPass(TextMatcher matcher, BinderCalls binders, Vocabulary vocabulary, bool everyLiteral, MentionReport report)
{
    /// <summary>Judges the texts of a file that hold a word of the policy, and those that bind a type by name.</summary>
    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var cancel = context.CancellationToken;
        var scan = vocabulary.Scan(tree.GetText(cancel));
        if (scan.Hits.Length == 0 && !scan.HasEscapes && !everyLiteral) return;
        var root = tree.GetRoot(cancel);
        var judged = new HashSet<TextSpan>();
        var site = new NameSite(tree, context.SemanticModel, context.ReportDiagnostic, cancel);
        foreach (var hit in scan.Hits) JudgeHit(hit, root, judged, site);
        if (!everyLiteral && !scan.HasEscapes) return;
        foreach (var token in root.DescendantTokens())
        {
            if (IsText(token) && (everyLiteral || token.Text.IndexOf('\\') >= 0)) JudgeToken(token, judged, site);
        }
    }

    /// <summary>Judges the texts of a part that this build skips, in the model of an edition that compiles it.</summary>
    public void AnalyzeSkipped(SkippedPart part)
    {
        var judged = new HashSet<TextSpan>();
        var site = part.Site;
        var scan = vocabulary.Scan(site.Tree.GetText(site.Cancel));
        var root = site.Model.SyntaxTree.GetRoot(site.Cancel);
        foreach (var hit in scan.Hits)
        {
            if (part.Contains(hit.Start)) JudgeHit(hit, root, judged, site);
        }

        foreach (var node in part.Nodes())
        {
            if (!part.Contains(node.SpanStart)) continue;
            if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolatedStringExpressionSyntax) JudgePieces((ExpressionSyntax)node, site);
            else if (node is LiteralExpressionSyntax literal && IsText(literal.Token) && (everyLiteral || (scan.HasEscapes && literal.Token.Text.IndexOf('\\') >= 0))) JudgeToken(literal.Token, judged, site);
        }
    }

    private void JudgeHit(WordHit hit, SyntaxNode root, HashSet<TextSpan> judged, NameSite site)
    {
        if ((hit.Use & (WordUse.Text | WordUse.Symbol | WordUse.Binder)) == 0) return;
        var token = root.FindToken(hit.Start);
        if (!token.Span.Contains(hit.Start)) return;
        if (IsText(token)) JudgeToken(token, judged, site);
        else if ((hit.Use & WordUse.Binder) != 0) binders.Judge(token, site);
    }

    /// <summary>Judges a constant of several pieces, when no piece of it is judged by its own words.</summary>
    public void AnalyzePieces(SyntaxNodeAnalysisContext context)
    {
        JudgePieces((ExpressionSyntax)context.Node, new NameSite(context.Node.SyntaxTree, context.SemanticModel, context.ReportDiagnostic, context.CancellationToken));
    }

    private void JudgePieces(ExpressionSyntax node, NameSite site)
    {
        if (everyLiteral || node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolationSyntax || !MayFold(node)) return;
        foreach (var hit in vocabulary.Scan(site.Tree.GetText(site.Cancel)).Hits)
        {
            if (hit.Start >= node.Span.End) break;
            if (hit.Start >= node.SpanStart && (hit.Use & (WordUse.Text | WordUse.Symbol)) != 0) return;
        }

        if (!MayBeConstant(node)) return;
        if (site.Model.GetConstantValue(node, site.Cancel).Value is string value && matcher.Find(value) is { } found) Report(found, node, node.Span, site);
    }

    private static bool MayFold(ExpressionSyntax node) => node switch
    {
        BinaryExpressionSyntax add => IsTextual(add.Right) || IsTextual(add.Left) || (add.Left is BinaryExpressionSyntax left && MayFold(left)),
        InterpolatedStringExpressionSyntax text => text.Contents.Count > 1 && text.Contents.Any(part => part is InterpolationSyntax { Expression: LiteralExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax }),
        _ => false,
    };

    /// <summary>Whether every piece can be a constant, told by the text alone: a piece that computes is none.</summary>
    private static bool MayBeConstant(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax or DefaultExpressionSyntax or CastExpressionSyntax or IdentifierNameSyntax => true,
        ParenthesizedExpressionSyntax inner => MayBeConstant(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add => MayBeConstant(add.Right) && MayBeConstant(add.Left),
        ConditionalExpressionSyntax choice => MayBeConstant(choice.WhenTrue) && MayBeConstant(choice.WhenFalse),
        InterpolatedStringExpressionSyntax text => text.Contents.All(part => part is not InterpolationSyntax hole || MayBeConstant(hole.Expression)),
        MemberAccessExpressionSyntax access => access.Expression is NameSyntax or MemberAccessExpressionSyntax or PredefinedTypeSyntax,
        InvocationExpressionSyntax call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" },
        _ => false,
    };

    private static bool IsTextual(ExpressionSyntax node) => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression);

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    private void JudgeToken(SyntaxToken token, HashSet<TextSpan> judged, NameSite site)
    {
        var value = token.ValueText;
        SyntaxNode node = token.Parent!;
        var place = token.Span;
        for (var whole = node; whole is ExpressionSyntax or InterpolatedStringContentSyntax; whole = whole.Parent)
        {
            if (whole is not ExpressionSyntax expression || site.Model.GetConstantValue(expression, site.Cancel) is not { HasValue: true, Value: string folded }) continue;
            value = folded;
            node = expression;
            place = expression.Span;
        }

        if (!judged.Add(place)) return;

        // A text that binds a type is the binder's, an attribute's friend is the friend rule's, a suppression names rules only.
        if (binders.IsBound(node, site.Model, site.Cancel) || IsFriend(node)) return;
        if (matcher.Find(value) is { } found) Report(found, node, place, site);
    }

    private static bool IsFriend(SyntaxNode node) =>
        node.FirstAncestorOrSelf<AttributeSyntax>()?.Name.ToString() is { } name
        && Array.Exists(FriendPass.FriendWords, word => name.EndsWith(word, StringComparison.Ordinal));

    private void Report(TextMatch found, SyntaxNode node, TextSpan place, NameSite site)
    {
        var mention = MentionPlaces.Create(CodeRules.NamedInText, found.Name, "", found.Withholding, node, place, site.Model, site.Cancel) with { Through = found.Kind, Tree = site.Tree };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, site.Cancel) & found.Withholding.Withheld, found.Withholding, node, site.Model, report.Symbols, site.Cancel);
        if (editions != 0) report.Report(mention, editions, site.Report);
    }
}
