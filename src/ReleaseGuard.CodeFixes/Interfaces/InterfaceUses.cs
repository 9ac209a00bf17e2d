using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Moves;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>What open code does with a withheld type: it may hold it, make it and call a few members; anything else no interface can stand for.</summary>
internal sealed class InterfaceUses(INamedTypeSymbol type)
{
    /// <summary>An interface with more members than this would be the type over again.</summary>
    private const int Most = 8;

    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The members that are called, in the order of their names.</summary>
    public IEnumerable<ISymbol> Members => _members.OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.GetDocumentationCommentId(), StringComparer.Ordinal);

    /// <summary>The constructor that is called; null for none.</summary>
    public IMethodSymbol? Constructor { get; private set; }

    /// <summary>The edits of one file that put the interface in the type's place; null where it is used in a way that has none.</summary>
    public List<TextChange>? Take(SemanticModel model, SourceText text, string @interface, string factory, CancellationToken cancel)
    {
        var edits = new List<TextChange>();
        var othersOfNamespace = false;
        var root = model.SyntaxTree.GetRoot(cancel);
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case BaseObjectCreationExpressionSyntax creation when Is(model.GetTypeInfo(creation, cancel).Type):
                    if (creation.Initializer is not null || model.GetSymbolInfo(creation, cancel).Symbol is not IMethodSymbol made || (Constructor is not null && !SymbolEqualityComparer.Default.Equals(made, Constructor))) return null;
                    Constructor = made;
                    var end = creation.ArgumentList?.SpanStart ?? creation.Span.End;
                    edits.Add(new(TextSpan.FromBounds(creation.SpanStart, end), factory + ".Create" + (creation.ArgumentList is null ? "()" : "")));
                    break;
                case SimpleNameSyntax name when name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null:
                    var symbol = model.GetSymbolInfo(name, cancel).Symbol;
                    if (symbol is INamedTypeSymbol named && Is(named))
                    {
                        var top = TopOf(name);
                        if (top.Parent is ObjectCreationExpressionSyntax) break;
                        if (!MayBeInterface(top)) return null;
                        edits.Add(new(top.Span, @interface));
                    }
                    else if (symbol is (IMethodSymbol or IPropertySymbol or IEventSymbol or IFieldSymbol) && Is(symbol.ContainingType))
                    {
                        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }) break;
                        if (symbol.IsStatic || symbol is IFieldSymbol || !IsOpen(symbol)) return null;
                        _members.Add(symbol.OriginalDefinition);
                        if (_members.Count > Most) return null;
                    }
                    else if (symbol is not INamespaceSymbol && SymbolEqualityComparer.Default.Equals(symbol?.ContainingAssembly, type.ContainingAssembly))
                    {
                        othersOfNamespace = true;
                    }

                    break;
            }
        }

        if (edits.Count > 0 && !othersOfNamespace)
        {
            foreach (var import in root.DescendantNodes().OfType<UsingDirectiveSyntax>().Where(import => import.Alias is null && import.NamespaceOrType is { } space
                && model.GetSymbolInfo(space, cancel).Symbol is INamespaceSymbol found && found.ToDisplayString() == type.ContainingNamespace.ToDisplayString()))
                edits.Add(new(new LineRemoval(text).Of(import), ""));
        }

        return edits;
    }

    /// <summary>Whether nothing of the withheld assembly stands in what the interface has to write of a member.</summary>
    private bool IsOpen(ISymbol member) => member switch
    {
        IMethodSymbol method => !method.IsGenericMethod && IsOpen(method.ReturnType) && method.Parameters.All(parameter => IsOpen(parameter.Type)),
        IPropertySymbol property => !property.IsIndexer && IsOpen(property.Type),
        IEventSymbol @event => IsOpen(@event.Type),
        _ => false,
    };

    /// <summary>The same of the constructor, whose parameters the factory has.</summary>
    public bool MakesFromOpen => Constructor is null || (Constructor.Parameters.Length <= 8 && Constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsOpen(parameter.Type)));

    private bool IsOpen(ITypeSymbol used) => used switch
    {
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => !SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, type.ContainingAssembly) && named.TypeArguments.All(IsOpen),
        _ => used is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol),
    };

    private bool Is(ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(other?.OriginalDefinition, type);

    private static ExpressionSyntax TopOf(SimpleNameSyntax name)
    {
        ExpressionSyntax top = name;
        while ((top.Parent is QualifiedNameSyntax qualified && qualified.Right == top) || top.Parent is AliasQualifiedNameSyntax) top = (ExpressionSyntax)top.Parent;
        return top.Parent is MemberAccessExpressionSyntax access && access.Name == top ? access : top;
    }

    private static bool MayBeInterface(ExpressionSyntax top) => top.Parent switch
    {
        BaseTypeSyntax or TypeOfExpressionSyntax or AttributeSyntax or TypeConstraintSyntax or QualifiedNameSyntax or CatchDeclarationSyntax or SizeOfExpressionSyntax => false,
        MemberAccessExpressionSyntax access => access.Expression != top,
        ArgumentSyntax => false,
        _ => true,
    };
}
