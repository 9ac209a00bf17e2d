using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Finds withheld operators, indexers and constructors where they are declared: no word of the text is their name. Registered only
/// where the policy or a mark withholds one.
/// </summary>
internal sealed class UnnamedDeclarations(WithheldSymbols symbols, MentionReport report)
{
    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration, SyntaxKind.IndexerDeclaration, SyntaxKind.ConstructorDeclaration,
        SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration,
    ];

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
        var (place, symbol) = node switch
        {
            OperatorDeclarationSyntax declared => (declared.OperatorToken, site.Model.GetDeclaredSymbol(declared, site.Cancel)),
            ConversionOperatorDeclarationSyntax declared => (declared.ImplicitOrExplicitKeyword, site.Model.GetDeclaredSymbol(declared, site.Cancel)),
            IndexerDeclarationSyntax declared => (declared.ThisKeyword, site.Model.GetDeclaredSymbol(declared, site.Cancel)),
            ConstructorDeclarationSyntax declared => (declared.Identifier, site.Model.GetDeclaredSymbol(declared, site.Cancel)),
            TypeDeclarationSyntax { ParameterList: not null } declared => (declared.Identifier, Primary(declared, site)),
            _ => default((SyntaxToken, ISymbol?)),
        };
        if (symbol is null || symbols.Of(symbol) is not { } withholding) return;
        var mention = MentionPlaces.Create(CodeRules.SymbolDeclared, symbol, withholding, place, site.Model, site.Cancel) with { Tree = site.Tree };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, site.Cancel), withholding, node.Parent!, site.Model, symbols, site.Cancel);
        if (editions != 0) report.ReportAt(mention, node, site.Model, editions, site.Report, site.Cancel);
    }

    private static ISymbol? Primary(TypeDeclarationSyntax declared, NameSite site) =>
        site.Model.GetDeclaredSymbol(declared, site.Cancel) is INamedTypeSymbol type
            ? type.InstanceConstructors.FirstOrDefault(one => one.DeclaringSyntaxReferences.Any(reference => reference.Span == declared.Span && reference.SyntaxTree == declared.SyntaxTree)) : null;
}
