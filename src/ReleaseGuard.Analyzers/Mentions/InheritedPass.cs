using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Finds what neither names nor operations show: an open type in a base list or a constraint that derives from a withheld
/// type in another assembly, and a <c>fixed</c> statement that pins through a withheld extension.
/// </summary>
internal sealed class InheritedPass(WithheldSymbols symbols, MentionReport report)
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.SimpleBaseType, SyntaxKind.PrimaryConstructorBaseType, SyntaxKind.TypeConstraint, SyntaxKind.FixedStatement];

    public void Analyze(SyntaxNodeAnalysisContext context)
    {
        switch (context.Node)
        {
            case BaseTypeSyntax inherited:
                Inherited(inherited.Type, context);
                break;
            case TypeConstraintSyntax constraint:
                Inherited(constraint.Type, context);
                break;
            case FixedStatementSyntax pinning:
                Pinned(pinning, context);
                break;
        }
    }

    private void Inherited(TypeSyntax written, SyntaxNodeAnalysisContext context)
    {
        if (context.SemanticModel.GetSymbolInfo(written, context.CancellationToken).Symbol is not INamedTypeSymbol type) return;
        if (symbols.WithheldAncestorOf(type) is not { } ancestor || symbols.Of(ancestor) is not { } withholding) return;
        var name = written.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault(part => part.Parent is not TypeArgumentListSyntax);
        Report(CodeRules.HandedOut, ancestor, withholding, name ?? (SyntaxNode)written, name?.Identifier.Span ?? written.Span, MentionPlaces.DisplayOf(type.OriginalDefinition), context);
    }

    private void Pinned(FixedStatementSyntax pinning, SyntaxNodeAnalysisContext context)
    {
        foreach (var variable in pinning.Declaration.Variables)
        {
            if (variable.Initializer?.Value is not { } value || context.SemanticModel.GetTypeInfo(value, context.CancellationToken).Type is not INamedTypeSymbol type) continue;
            foreach (var candidate in Pinning(type, value.SpanStart, context.SemanticModel))
            {
                // The type's own method is reported with the expression that has the type.
                if (candidate.ReducedFrom is null || symbols.Of(candidate) is not { } withholding) continue;
                Report(CodeRules.SymbolUsed, candidate.ReducedFrom, withholding, pinning, pinning.FixedKeyword.Span, null, context);
                return;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Pinning(INamedTypeSymbol type, int position, SemanticModel model) =>
        model.LookupSymbols(position, type, "GetPinnableReference", includeReducedExtensionMethods: true).OfType<IMethodSymbol>();

    private void Report(MentionRule rule, ISymbol subject, Withholding withholding, SyntaxNode node, Microsoft.CodeAnalysis.Text.TextSpan place, string? through, SyntaxNodeAnalysisContext context)
    {
        var mention = MentionPlaces.Create(rule, subject, withholding, node, place, context.SemanticModel, context.CancellationToken) with { Through = through };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, context.CancellationToken), withholding, node, context.SemanticModel, symbols, context.CancellationToken);
        if (editions != 0) report.ReportAt(mention, node, context.SemanticModel, editions, context.ReportDiagnostic, context.CancellationToken);
    }
}
