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
    public void Analyze(OperationAnalysisContext context) =>
        Judge(context.Operation, new NameSite(context.Operation.Syntax.SyntaxTree, context.Operation.SemanticModel!, context.ReportDiagnostic, context.CancellationToken));

    public void AnalyzeBase(SyntaxNodeAnalysisContext context) =>
        JudgeBase((BaseTypeSyntax)context.Node, new NameSite(context.Node.SyntaxTree, context.SemanticModel, context.ReportDiagnostic, context.CancellationToken));

    /// <summary>Judges a part that this build skips, in the model of an edition that compiles it.</summary>
    public void AnalyzeSkipped(SkippedPart part)
    {
        foreach (var operation in part.Operations())
        {
            if (UsedMembers.Kinds.Contains(operation.Kind)) Judge(operation, part.Site);
        }

        foreach (var node in part.Nodes())
        {
            if (node is BaseTypeSyntax inherited && part.Contains(node.SpanStart)) JudgeBase(inherited, part.Site);
        }
    }

    private void Judge(IOperation operation, NameSite site)
    {
        foreach (var symbol in UsedMembers.Of(operation))
        {
            if (!MayRequire(symbol.ContainingAssembly) || places.RequiredBy(symbol) == 0) continue;
            if (Judge(symbol, operation.Syntax, OperationPlaces.Of(operation.Syntax, out _), site)) return;
        }
    }

    /// <summary>A class whose base class requires an edition reaches its constructor from each of its own.</summary>
    private void JudgeBase(BaseTypeSyntax inherited, NameSite site)
    {
        if (site.Model.GetSymbolInfo(inherited.Type, site.Cancel).Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type) return;
        if (MayRequire(type.ContainingAssembly) && places.RequiredBy(type) != 0) Judge(type, inherited.Type, OperationPlaces.Of(inherited.Type, out _), site);
    }

    /// <summary>The project itself has another assembly in every edition's copy.</summary>
    private bool MayRequire(IAssemblySymbol? assembly) => assembly is not null && (requiring.Contains(assembly) || assembly is ISourceAssemblySymbol);

    private bool Judge(ISymbol symbol, SyntaxNode node, Microsoft.CodeAnalysis.Text.TextSpan place, NameSite site)
    {
        var model = site.Model;
        var compiledIn = scope.CompiledIn(site.Tree, node.SpanStart, site.Cancel);
        foreach (var id in RequiredIds(symbol, model.Compilation))
        {
            if (scope.Policy.FindEdition(id) is not { } required) continue;
            var without = compiledIn & scope.Masks.All & ~(scope.Masks.EditionsCompiling(required.Id) ?? 0);
            if (without == 0) continue;
            var bit = scope.Masks.BitOf(required.Id);
            if ((places.At(node, model, site.Cancel) & bit) != 0) continue;
            report.ReportPlain(CodeRules.NotGuarded, Location.Create(site.Tree, place), without,
                edition => NotGuarded.Required(MentionPlaces.DisplayOf(symbol), required.Id, edition.Id), site.Report,
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
