using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
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
        foreach (var hit in scan.Hits)
        {
            if ((hit.Use & (WordUse.Text | WordUse.Symbol | WordUse.Binder)) == 0) continue;
            var token = root.FindToken(hit.Start);
            if (!token.Span.Contains(hit.Start)) continue;
            if (IsText(token))
            {
                JudgeToken(token, judged, context.SemanticModel, context.ReportDiagnostic, cancel);
            }
            else if ((hit.Use & WordUse.Binder) != 0)
            {
                binders.Judge(token, context.SemanticModel, context.ReportDiagnostic, cancel);
            }
        }

        if (!everyLiteral && !scan.HasEscapes) return;
        foreach (var token in root.DescendantTokens())
        {
            if (IsText(token) && (everyLiteral || token.Text.IndexOf('\\') >= 0) ) JudgeToken(token, judged, context.SemanticModel, context.ReportDiagnostic, cancel);
        }
    }

    /// <summary>Judges a constant of several pieces, when no piece of it is judged by its own words.</summary>
    public void AnalyzePieces(SyntaxNodeAnalysisContext context)
    {
        var node = (ExpressionSyntax)context.Node;
        if (everyLiteral || node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolationSyntax || !MayFold(node)) return;
        var cancel = context.CancellationToken;
        foreach (var hit in vocabulary.Scan(node.SyntaxTree.GetText(cancel)).Hits)
        {
            if (hit.Start >= node.Span.End) break;
            if (hit.Start >= node.SpanStart && (hit.Use & (WordUse.Text | WordUse.Symbol)) != 0) return;
        }

        if (!MayBeConstant(node)) return;
        if (context.SemanticModel.GetConstantValue(node, cancel).Value is string value && matcher.Find(value) is { } found)
            Report(found, node, node.Span, context.SemanticModel, context.ReportDiagnostic, cancel);
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

    private void JudgeToken(SyntaxToken token, HashSet<TextSpan> judged, SemanticModel model, Action<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var value = token.ValueText;
        SyntaxNode node = token.Parent!;
        var place = token.Span;
        for (var whole = node; whole is ExpressionSyntax or InterpolatedStringContentSyntax; whole = whole.Parent)
        {
            if (whole is not ExpressionSyntax expression || model.GetConstantValue(expression, cancel) is not { HasValue: true, Value: string folded }) continue;
            value = folded;
            node = expression;
            place = expression.Span;
        }

        if (!judged.Add(place)) return;

        // A text that binds a type is the binder's, an attribute's friend is the friend rule's, a suppression names rules only.
        if (binders.IsBound(node, model, cancel) || IsFriend(node)) return;
        if (matcher.Find(value) is { } found) Report(found, node, place, model, diagnostics, cancel);
    }

    private static bool IsFriend(SyntaxNode node) =>
        node.FirstAncestorOrSelf<AttributeSyntax>()?.Name.ToString() is { } name
        && Array.Exists(FriendPass.FriendWords, word => name.EndsWith(word, StringComparison.Ordinal));

    private void Report(TextMatch found, SyntaxNode node, TextSpan place, SemanticModel model, Action<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var mention = MentionPlaces.Create(CodeRules.NamedInText, found.Name, "", found.Withholding, node, place, model, cancel) with { Through = found.Kind };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, cancel) & found.Withholding.Withheld, found.Withholding, node, model, report.Symbols, cancel);
        if (editions != 0) report.Report(mention, editions, diagnostics);
    }
}
