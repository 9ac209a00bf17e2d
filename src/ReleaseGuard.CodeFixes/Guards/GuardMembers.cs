using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>The members marked <c>[EditionGuard]</c> in a project and in those it references, and how a place writes the test of one.</summary>
internal sealed class GuardMembers
{
    private readonly List<(ISymbol Member, ulong On)> _guards = [];

    public GuardMembers(Compilation compilation, EditionMasks masks, CancellationToken cancel)
    {
        var tests = new GuardTests(masks);
        foreach (var assembly in EditionAttributes.Declaring(compilation, "ReleaseGuard.EditionGuardAttribute"))
        {
            if (!SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)) Add(assembly.GlobalNamespace, tests, cancel);
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (var attribute in tree.GetRoot(cancel).DescendantNodes(node => node is not (BlockSyntax or ExpressionSyntax)).OfType<AttributeSyntax>())
            {
                if (attribute.Name.ToString().IndexOf("EditionGuard", StringComparison.Ordinal) < 0 || attribute.Parent?.Parent is not MemberDeclarationSyntax member) continue;
                model ??= compilation.GetSemanticModel(tree);
                var declared = member is BaseFieldDeclarationSyntax field ? field.Declaration.Variables.First() : (SyntaxNode)member;
                if (model.GetDeclaredSymbol(declared, cancel) is { IsStatic: true } symbol and (IPropertySymbol or IFieldSymbol or IMethodSymbol { Parameters.IsEmpty: true }) && tests.EditionsOf(symbol) is not 0 and var on)
                    _guards.Add((symbol, on));
            }
        }
    }

    private void Add(INamespaceOrTypeSymbol holder, GuardTests tests, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var member in holder.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner) Add(inner, tests, cancel);
            else if (member is { IsStatic: true, DeclaredAccessibility: Accessibility.Public } and (IPropertySymbol or IFieldSymbol or IMethodSymbol { Parameters.IsEmpty: true, AssociatedSymbol: null }) && tests.EditionsOf(member) is not 0 and var on)
                _guards.Add((member, on));
        }
    }

    /// <summary>The test that proves one of the editions at a place: of the nearest guard in reach; null when there is none.</summary>
    public string? TestAt(SemanticModel model, int position, ulong editions)
    {
        var enclosing = model.GetEnclosingSymbol(position)?.ContainingType;
        return _guards.Where(guard => (guard.On & editions) != 0 && model.IsAccessible(position, guard.Member) && !IsInside(guard.Member, position, model))
            .OrderBy(guard => SymbolEqualityComparer.Default.Equals(guard.Member.ContainingType, enclosing) ? 0 : 1)
            .ThenBy(guard => guard.Member.DeclaredAccessibility == Accessibility.Private ? 0 : 1)
            .ThenBy(guard => guard.Member.ToDisplayString(), StringComparer.Ordinal)
            .Select(guard => Written(guard.Member, model, position)).FirstOrDefault();
    }

    /// <summary>Whether the place stands in the guard itself.</summary>
    private static bool IsInside(ISymbol guard, int position, SemanticModel model) =>
        guard.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == model.SyntaxTree && declared.Span.Contains(position));

    private static string Written(ISymbol guard, SemanticModel model, int position)
    {
        var call = guard is IMethodSymbol ? "()" : "";
        var isInReach = model.LookupSymbols(position, name: guard.Name) is { Length: 1 } found && SymbolEqualityComparer.Default.Equals(found[0], guard);
        return (isInReach ? "" : guard.ContainingType.ToMinimalDisplayString(model, position) + ".") + guard.Name + call;
    }
}
