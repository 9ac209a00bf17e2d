using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>
/// Asks for everything first. Roslyn charges the first binding of a piece of code to the analyzer that asks for it; behind this
/// one, as beside the dozens of analyzers of a usual build, an analyzer pays for its own work.
/// </summary>
#pragma warning disable RS1001, RS1013, RS1026, RS1036, RS1041 // Never loaded by a compiler.
internal sealed class BindingAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<OperationKind> Operations = [.. Enum.GetValues<OperationKind>().Distinct().Where(kind => kind is not OperationKind.None)];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new DiagnosticDescriptor("BINDING1", "Binding", "Binding", "Binding", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                // As in a signature, so in the body and in a comment: what the name means, and what its container is.
                node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken);
                if (node.Node is ExpressionSyntax) node.SemanticModel.GetTypeInfo(node.Node, node.CancellationToken);
            },
            SyntaxKind.IdentifierName, SyntaxKind.GenericName, SyntaxKind.PredefinedType, SyntaxKind.NameMemberCref, SyntaxKind.QualifiedCref, SyntaxKind.TypeCref, SyntaxKind.AddExpression, SyntaxKind.StringLiteralExpression);
        context.RegisterOperationAction(static operation => _ = operation.Operation.Type, Operations);
    }
}
