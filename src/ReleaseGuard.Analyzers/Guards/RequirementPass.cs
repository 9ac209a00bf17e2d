using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>
/// Holds uses of members marked <c>[RequiresEdition]</c>, of this project and of those it references, against the guards before
/// them. Registered only where some assembly in sight uses the attribute.
/// </summary>
internal sealed class RequirementPass(EditionScope scope, HashSet<IAssemblySymbol> requiring, GuardedPlaces places, MentionReport report)
{
    public void Analyze(OperationAnalysisContext context)
    {
        foreach (var symbol in UsedMembers.Of(context.Operation))
        {
            if (symbol.ContainingAssembly is not { } assembly || !requiring.Contains(assembly) || places.RequiredBy(symbol) == 0) continue;
            var operation = context.Operation;
            var place = OperationPlaces.Of(operation.Syntax, out _);
            if (Judge(symbol, operation.Syntax, place, operation.SemanticModel!, context.ReportDiagnostic, context.CancellationToken)) return;
        }
    }

    /// <summary>A class whose base class requires an edition reaches its constructor from each of its own.</summary>
    public void AnalyzeBase(SyntaxNodeAnalysisContext context)
    {
        var written = ((BaseTypeSyntax)context.Node).Type;
        if (context.SemanticModel.GetSymbolInfo(written, context.CancellationToken).Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type) return;
        if (!requiring.Contains(type.ContainingAssembly) || places.RequiredBy(type) == 0) return;
        var place = OperationPlaces.Of(written, out _);
        Judge(type, written, place, context.SemanticModel, context.ReportDiagnostic, context.CancellationToken);
    }

    private bool Judge(ISymbol symbol, SyntaxNode node, Microsoft.CodeAnalysis.Text.TextSpan place, SemanticModel model, System.Action<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var compiledIn = scope.CompiledIn(node.SyntaxTree, node.SpanStart, cancel);
        foreach (var id in RequiredIds(symbol, model.Compilation))
        {
            if (scope.Policy.FindEdition(id) is not { } required) continue;
            var without = compiledIn & scope.Masks.All & ~(scope.Masks.EditionsCompiling(required.Id) ?? 0);
            if (without == 0) continue;
            var bit = scope.Masks.BitOf(required.Id);
            if ((places.At(node, model, cancel) & bit) != 0) continue;
            report.ReportPlain(CodeRules.NotGuarded, Location.Create(node.SyntaxTree, place), without,
                edition => NotGuarded.Required(MentionPlaces.DisplayOf(symbol), required.Id, edition.Id), diagnostics,
                ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.Requires, required.Id));
            return true;
        }

        return false;
    }

    private static IEnumerable<string> RequiredIds(ISymbol symbol, Compilation compilation)
    {
        for (var at = symbol.OriginalDefinition; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            foreach (var id in EditionAttributes.RequiredEditions(at)) yield return id;
            if (at is IMethodSymbol { AssociatedSymbol: { } owner })
            {
                foreach (var id in EditionAttributes.RequiredEditions(owner)) yield return id;
            }
        }

        if (SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly)) yield break;
        foreach (var id in EditionAttributes.RequiredEditions(symbol.ContainingAssembly)) yield return id;
    }
}
