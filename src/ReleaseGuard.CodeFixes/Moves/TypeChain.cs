using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>The types around a member, outermost first: what a split file has to repeat to reach the same place.</summary>
internal sealed class TypeChain : IEquatable<TypeChain>
{
    private TypeChain(ImmutableArray<TypeDeclarationSyntax> types, string space)
    {
        Types = types;
        Namespace = space;
    }

    public ImmutableArray<TypeDeclarationSyntax> Types { get; }

    /// <summary>The full name of the namespace; empty for the global one.</summary>
    public string Namespace { get; }

    /// <summary>The chain of types that hold a node; the node itself counts when it is a type.</summary>
    public static TypeChain Around(SyntaxNode node) => new(
        [.. node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse()],
        string.Join(".", node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString())));

    /// <summary>The head of the part of a type: its modifiers and name, and what was moved of its bases.</summary>
    public static string Head(TypeDeclarationSyntax type, string? bases)
    {
        var modifiers = type.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text + " ");
        var keyword = type is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } second } record ? record.Keyword.Text + " " + second.Text : type.Keyword.Text;
        return string.Concat(modifiers) + "partial " + keyword + " " + type.Identifier.Text + type.TypeParameterList?.ToString() + (bases is null ? "" : " : " + bases);
    }

    /// <summary>Whether a declaration in another file is a part of the innermost type.</summary>
    public bool IsPart(TypeDeclarationSyntax other)
    {
        var others = Around(other);
        return others.Namespace == Namespace && others.Names.SequenceEqual(Names);
    }

    public bool Equals(TypeChain? other) => other is not null && other.Namespace == Namespace && other.Names.SequenceEqual(Names);

    public override bool Equals(object? obj) => Equals(obj as TypeChain);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Namespace + "." + string.Join(".", Names));

    private IEnumerable<string> Names => Types.Select(type => type.Identifier.ValueText + "`" + (type.TypeParameterList?.Parameters.Count ?? 0));
}
