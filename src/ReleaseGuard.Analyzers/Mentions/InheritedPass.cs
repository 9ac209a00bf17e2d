using System.Collections.Generic;
using System.Linq;
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

    public void Analyze(SyntaxNodeAnalysisContext context) =>
        Judge(context.Node, new NameSite(context.Node.SyntaxTree, context.SemanticModel, context.ReportDiagnostic, context.CancellationToken));

    /// <summary>Judges a part that this build skips, in the model of an edition that compiles it.</summary>
    public void AnalyzeSkipped(SkippedPart part)
    {
        foreach (var node in part.Nodes())
        {
            if (part.Contains(node.SpanStart)) Judge(node, part.Site);
        }
    }

    private void Judge(SyntaxNode node, NameSite site)
    {
        switch (node)
        {
            case BaseTypeSyntax inherited:
                Inherited(inherited.Type, site);
                break;
            case TypeConstraintSyntax constraint:
                Inherited(constraint.Type, site);
                break;
            case FixedStatementSyntax pinning:
                Pinned(pinning, site);
                break;
        }
    }

    private void Inherited(TypeSyntax written, NameSite site)
    {
        if (site.Model.GetSymbolInfo(written, site.Cancel).Symbol is not INamedTypeSymbol type) return;
        if (symbols.WithheldAncestorOf(type) is not { } ancestor || symbols.Of(ancestor) is not { } withholding) return;
        var name = written.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault(part => part.Parent is not TypeArgumentListSyntax);
        Report(CodeRules.HandedOut, ancestor, withholding, name ?? (SyntaxNode)written, name?.Identifier.Span ?? written.Span, MentionPlaces.DisplayOf(type.OriginalDefinition), Route.ByBases(type, ancestor), site);
    }

    private void Pinned(FixedStatementSyntax pinning, NameSite site)
    {
        foreach (var variable in pinning.Declaration.Variables)
        {
            if (variable.Initializer?.Value is not { } value || site.Model.GetTypeInfo(value, site.Cancel).Type is not INamedTypeSymbol type) continue;
            foreach (var candidate in Pinning(type, value.SpanStart, site.Model))
            {
                // The type's own method is reported with the expression that has the type.
                if (candidate.ReducedFrom is null || symbols.Of(candidate) is not { } withholding) continue;
                Report(CodeRules.SymbolUsed, candidate.ReducedFrom, withholding, pinning, pinning.FixedKeyword.Span, null, [], site);
                return;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Pinning(INamedTypeSymbol type, int position, SemanticModel model) =>
        model.LookupSymbols(position, type, "GetPinnableReference", includeReducedExtensionMethods: true).OfType<IMethodSymbol>();

    private void Report(MentionRule rule, ISymbol subject, Withholding withholding, SyntaxNode node, Microsoft.CodeAnalysis.Text.TextSpan place, string? through, IReadOnlyList<ISymbol> route, NameSite site)
    {
        var mention = MentionPlaces.Create(rule, subject, withholding, node, place, site.Model, site.Cancel) with { Through = through, Tree = site.Tree, Path = Route.Locations(route, symbols.Compilation) };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, site.Cancel), withholding, node, site.Model, symbols, site.Cancel);
        if (editions != 0) report.ReportAt(mention, node, site.Model, editions, site.Report, site.Cancel);
    }
}
