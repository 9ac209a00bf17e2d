using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>Holds uses of members marked <c>[RequiresEdition]</c> against the guards before them. Registered only where the attribute is used.</summary>
internal sealed class RequirementPass(EditionScope scope, GuardedPlaces places, MentionReport report)
{
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.FieldReference,
        OperationKind.MethodReference, OperationKind.EventReference,
    ];

    public void Analyze(OperationAnalysisContext context)
    {
        ISymbol? symbol = context.Operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IMemberReferenceOperation member => member.Member,
            _ => null,
        };
        if (symbol is null || places.RequiredBy(symbol) == 0) return;
        Judge(symbol, context.Operation, context, context.CancellationToken);
    }

    private void Judge(ISymbol symbol, IOperation operation, OperationAnalysisContext context, CancellationToken cancel)
    {
        var compiledIn = scope.CompiledIn(operation.Syntax.SyntaxTree, operation.Syntax.SpanStart, cancel);
        foreach (var id in RequiredIds(symbol))
        {
            if (scope.Policy.FindEdition(id) is not { } required) continue;
            var without = compiledIn & scope.Masks.All & ~(scope.Masks.EditionsCompiling(required.Id) ?? 0);
            if (without == 0) continue;
            var bit = scope.Masks.BitOf(required.Id);
            if ((places.At(operation.Syntax, operation.SemanticModel!, cancel) & bit) != 0) continue;
            var place = OperationPlaces.Of(operation.Syntax, out _);
            report.ReportPlain(CodeRules.NotGuarded, Location.Create(operation.Syntax.SyntaxTree, place), without,
                edition => NotGuarded.Required(MentionPlaces.DisplayOf(symbol), required.Id, edition.Id), context.ReportDiagnostic,
                ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.Requires, required.Id));
            return;
        }
    }

    private static System.Collections.Generic.IEnumerable<string> RequiredIds(ISymbol symbol)
    {
        for (var at = symbol.OriginalDefinition; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            foreach (var id in EditionAttributes.RequiredEditions(at)) yield return id;
            if (at is IMethodSymbol { AssociatedSymbol: { } owner })
            {
                foreach (var id in EditionAttributes.RequiredEditions(owner)) yield return id;
            }
        }
    }
}
