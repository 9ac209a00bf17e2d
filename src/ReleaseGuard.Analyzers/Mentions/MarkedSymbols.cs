using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// What the source itself marks with <c>[WithheldComponent]</c>: a symbol so marked is withheld as the policy withholds the
/// component. Names are read from the text; only a symbol that has one of them is asked for its attributes.
/// </summary>
internal sealed class MarkedSymbols
{
    public static readonly string[] Words = ["WithheldComponent", "WithheldComponentAttribute"];

    public static readonly MarkedSymbols None = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private MarkedSymbols()
    {
    }

    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Reads the marks of a project; those on the assembly make the whole project part of the component.</summary>
    public static MarkedSymbols Read(EditionScope scope, Compilation compilation, Vocabulary vocabulary, CancellationToken cancel)
    {
        if (compilation.GetTypeByMetadataName("ReleaseGuard.WithheldComponentAttribute") is null) return None;
        var marked = new MarkedSymbols();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var hit in vocabulary.Scan(tree.GetText(cancel)).Hits)
            {
                if ((hit.Use & WordUse.Edition) != 0 && Array.IndexOf(Words, hit.Word) >= 0) marked.Add(tree.GetRoot(cancel).FindToken(hit.Start), scope);
            }
        }

        return marked._names.Count == 0 ? None : marked;
    }

    /// <summary>The components that a symbol is marked with.</summary>
    public IEnumerable<Component> Of(ISymbol symbol, EditionPolicy policy)
    {
        if (_names.Count == 0 || !_names.Contains(symbol.Name)) yield break;
        foreach (var id in EditionAttributes.Components(symbol))
        {
            if (policy.FindComponent(id) is { } component) yield return component;
        }
    }

    private void Add(SyntaxToken token, EditionScope scope)
    {
        if (token.Parent is not SimpleNameSyntax name || MentionPlaces.TopOf(name).Parent is not AttributeSyntax { Parent: AttributeListSyntax list } attribute) return;
        if (list.Target?.Identifier.ValueText is "assembly" or "module")
        {
            if (attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: string id } && scope.Policy.FindComponent(id) is { } component) scope.Join(component);
            return;
        }

        switch (list.Parent)
        {
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables) _names.Add(variable.Identifier.ValueText);
                break;
            case BaseTypeDeclarationSyntax type:
                _names.Add(type.Identifier.ValueText);
                break;
            case DelegateDeclarationSyntax type:
                _names.Add(type.Identifier.ValueText);
                break;
            case MethodDeclarationSyntax method:
                _names.Add(method.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property:
                _names.Add(property.Identifier.ValueText);
                break;
            case EventDeclarationSyntax @event:
                _names.Add(@event.Identifier.ValueText);
                break;
            case EnumMemberDeclarationSyntax member:
                _names.Add(member.Identifier.ValueText);
                break;
            case IndexerDeclarationSyntax:
                _names.Add("this[]");
                break;
            case ConstructorDeclarationSyntax:
                _names.Add(WellKnownMemberNames.InstanceConstructorName);
                break;
            case OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax:
                foreach (var sign in new[] { WellKnownMemberNames.ImplicitConversionName, WellKnownMemberNames.ExplicitConversionName }) _names.Add(sign);
                break;
        }
    }
}
