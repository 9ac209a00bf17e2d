using System;
using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>
/// Which editions are on at a place: those that the members around it require, and those that a test before it proves. The
/// graph of a body is made only when something in that body has to be guarded.
/// </summary>
internal sealed class GuardedPlaces(EditionMasks masks)
{
    private readonly ConcurrentDictionary<SyntaxNode, GuardFlow?> _flows = new();
    private readonly ConcurrentDictionary<ISymbol, ulong> _required = new(SymbolEqualityComparer.Default);

    private readonly GuardTests _tests = new(masks);

    /// <summary>Whether a place is run: in a method, an accessor or an initializer, not in a signature or an attribute.</summary>
    public bool IsInBody(SyntaxNode node, SemanticModel model, CancellationToken cancel) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is null && BodyOf(node, model, cancel) is not null;

    public ulong At(SyntaxNode node, SemanticModel model, CancellationToken cancel) => At(node, node.Span, model, cancel);

    /// <summary>The editions that are on at a span within a node.</summary>
    public ulong At(SyntaxNode node, TextSpan span, SemanticModel model, CancellationToken cancel)
    {
        ulong on = 0;
        for (var at = node; at is not null; at = at.Parent)
        {
            var declared = at is MemberDeclarationSyntax and not BaseFieldDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
                or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } ? model.GetDeclaredSymbol(at, cancel) : null;
            if (declared is not null) on |= RequiredBy(declared);
        }

        on |= RequiredBy(model.Compilation.Assembly);
        if (BodyOf(node, model, cancel) is not { } body || Flow(body, cancel) is not { } flow) return on;
        if (IsNeverRun(node)) return ulong.MaxValue;
        if (flow.At(span) is { } known) return on | known;
        // A keyword or a label that the graph has no operation for: the least that is known of the statement it belongs to.
        for (var at = node; at is not null and not MemberDeclarationSyntax; at = at.Parent)
        {
            if (at is StatementSyntax or AnonymousFunctionExpressionSyntax && flow.Within(at.Span) is { } least) return on | least;
        }

        return on;
    }

    /// <summary>The editions that a symbol requires, by itself or by the types around it.</summary>
    public ulong RequiredBy(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (_required.TryGetValue(symbol, out var known)) return known;
        ulong required = 0;
        foreach (var id in EditionAttributes.RequiredEditions(symbol)) required |= OnWhere(id);
        if (symbol is IMethodSymbol { AssociatedSymbol: { } owner }) required |= RequiredBy(owner);
        else if (symbol.ContainingType is { } type) required |= RequiredBy(type);
        else if (symbol is INamedTypeSymbol && symbol.ContainingAssembly is { } assembly) required |= RequiredBy(assembly);
        _required.TryAdd(symbol, required);
        return required;
    }

    /// <summary>Where an edition is on, so are those it includes.</summary>
    private ulong OnWhere(string id)
    {
        ulong on = 0;
        if (masks.Policy.FindEdition(id) is not { } edition) return 0;
        foreach (var other in masks.Policy.Editions)
        {
            if (masks.Policy.Includes(edition, other)) on |= masks.BitOf(other.Id);
        }

        return on;
    }

    private GuardFlow? Flow(IOperation body, CancellationToken cancel) => _flows.GetOrAdd(body.Syntax, _ => Graph(body, cancel) is { } graph ? GuardFlow.Of(graph, _tests, cancel) : null);

    /// <summary>Nothing is caught of what does nothing.</summary>
    private static bool IsNeverRun(SyntaxNode node) =>
        node.FirstAncestorOrSelf<CatchDeclarationSyntax>() is { Parent.Parent: TryStatementSyntax { Block.Statements.Count: 0 } };

    private static IOperation? BodyOf(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        // The default value of a lambda's parameter is part of the lambda, and that of the body around it.
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { Parent.Parent: AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax } parameter) node = parameter.Parent!.Parent!;
        for (var at = node; at is not null and not BaseTypeDeclarationSyntax; at = at.Parent)
        {
            if (model.GetOperation(at, cancel) is not { } operation) continue;
            while (operation.Parent is { } outer) operation = outer;
            return operation;
        }

        return null;
    }

    private static ControlFlowGraph? Graph(IOperation root, CancellationToken cancel) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IBlockOperation body => ControlFlowGraph.Create(body, cancel),
        IFieldInitializerOperation body => ControlFlowGraph.Create(body, cancel),
        IPropertyInitializerOperation body => ControlFlowGraph.Create(body, cancel),
        IParameterInitializerOperation body => ControlFlowGraph.Create(body, cancel),
        IAttributeOperation body => ControlFlowGraph.Create(body, cancel),
        _ => null,
    };
}
