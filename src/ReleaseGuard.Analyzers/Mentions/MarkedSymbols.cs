using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// What source marks with <c>[WithheldComponent]</c>, in this project and in those it references: a symbol so marked is withheld
/// as the policy withholds the component. Names are read from the text, or from an assembly's table of attributes; only a symbol
/// that has one of them is asked for its attributes.
/// </summary>
internal sealed class MarkedSymbols
{
    public static readonly string[] Words = ["WithheldComponent", "WithheldComponentAttribute"];

    public static readonly MarkedSymbols None = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<IAssemblySymbol> _assemblies = new(SymbolEqualityComparer.Default);

    private MarkedSymbols()
    {
    }

    /// <summary>The simple names of what is marked.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Whether some member without a name of its own in the text is marked: an operator, an indexer, a constructor.</summary>
    public bool HasUnnamed { get; private set; }

    public bool IsEmpty => _assemblies.Count == 0;

    /// <summary>Reads the marks; those on the project's own assembly make the whole project part of the component.</summary>
    public static MarkedSymbols Read(EditionScope scope, Compilation compilation, EditionForks forks, Vocabulary vocabulary, CancellationToken cancel)
    {
        MarkedSymbols? marked = null;
        foreach (var assembly in EditionAttributes.Declaring(compilation, EditionAttributes.Mark))
        {
            marked ??= new MarkedSymbols();
            var before = marked._names.Count;
            var isWhole = false;
            if (ReferenceEquals(assembly, compilation.Assembly)) marked.AddFrom(compilation, vocabulary, scope, forks, cancel);
            else if (compilation.GetMetadataReference(assembly) is CompilationReference project) isWhole = marked.AddFrom(project.Compilation, vocabulary, null, null, cancel);
            else if (compilation.GetMetadataReference(assembly) is PortableExecutableReference file) isWhole = marked.AddFrom(file, assembly);
            if (marked._names.Count > before || isWhole) marked._assemblies.Add(assembly);
        }

        return marked is null || marked.IsEmpty ? None : marked;
    }

    /// <summary>Whether an assembly has marks, on itself or on what it declares.</summary>
    public bool IsIn(IAssemblySymbol assembly) => _assemblies.Count > 0 && _assemblies.Contains(assembly);

    /// <summary>The components that a whole assembly is marked with.</summary>
    public IEnumerable<Component> OfAssembly(IAssemblySymbol assembly, EditionPolicy policy)
    {
        if (!IsIn(assembly)) yield break;
        foreach (var id in AssemblyMarks(assembly))
        {
            if (policy.FindComponent(id) is { } component) yield return component;
        }
    }

    /// <summary>The components that a symbol of an assembly is marked with.</summary>
    public IEnumerable<Component> Of(ISymbol symbol, IAssemblySymbol assembly, EditionPolicy policy)
    {
        if (_names.Count == 0 || !_names.Contains(symbol.Name) || !IsIn(assembly)) yield break;
        foreach (var id in Marks(symbol))
        {
            if (policy.FindComponent(id) is { } component) yield return component;
        }
    }

    /// <summary>A mark on an accessor is one on its property or event: nothing else of it can be named.</summary>
    private static IEnumerable<string> Marks(ISymbol symbol)
    {
        foreach (var part in symbol switch
        {
            IPropertySymbol property => new ISymbol?[] { property, property.GetMethod, property.SetMethod },
            IEventSymbol @event => [@event, @event.AddMethod, @event.RemoveMethod],
            _ => [symbol],
        })
        {
            if (part is null) continue;
            foreach (var id in EditionAttributes.Components(part)) yield return id;
        }
    }

    private static IEnumerable<string> AssemblyMarks(IAssemblySymbol assembly)
    {
        foreach (var id in EditionAttributes.Components(assembly)) yield return id;
        foreach (var module in assembly.Modules)
        {
            foreach (var id in EditionAttributes.Components(module)) yield return id;
        }
    }

    private bool AddFrom(PortableExecutableReference file, IAssemblySymbol assembly)
    {
        foreach (var name in MarkedAssemblies.NamesIn(file)) _names.Add(name);
        foreach (var _ in AssemblyMarks(assembly)) return true;
        return false;
    }

    /// <summary>Reads the marks of a project's text; the marks on its assembly count only where that is not the project at hand.</summary>
    private bool AddFrom(Compilation compilation, Vocabulary vocabulary, EditionScope? own, EditionForks? forks, CancellationToken cancel)
    {
        var isWhole = false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var hit in vocabulary.Scan(tree.GetText(cancel)).Hits)
            {
                if ((hit.Use & WordUse.Edition) == 0 || Array.IndexOf(Words, hit.Word) < 0) continue;
                if (Marking(tree.GetRoot(cancel), hit) is { } list)
                {
                    if (list.Target?.Identifier.ValueText is "assembly" or "module") isWhole = true;
                    else if (list.Parent is { } declaration) Add(declaration, compilation, cancel);
                }
                else if (own is not null && own.CompiledIn(tree, hit.Start, cancel) is not 0 and var editions && forks!.ModelOf(tree, editions & (~editions + 1), cancel) is { } other
                    && Marking(other.SyntaxTree.GetRoot(cancel), hit) is { Target: null, Parent: { } skipped })
                {
                    // The build at hand skips the mark, and judges the text all the same.
                    Add(skipped, other.Compilation, cancel);
                }
            }
        }

        if (!isWhole || own is null) return isWhole;
        foreach (var id in AssemblyMarks(compilation.Assembly))
        {
            if (own.Policy.FindComponent(id) is { } component) own.Join(component);
        }

        return false;
    }

    private static AttributeListSyntax? Marking(SyntaxNode root, WordHit hit) =>
        root.FindToken(hit.Start) is { Parent: SimpleNameSyntax name } token && token.SpanStart == hit.Start && MentionPlaces.TopOf(name).Parent is AttributeSyntax { Parent: AttributeListSyntax list } ? list : null;

    private void Add(SyntaxNode declaration, Compilation compilation, CancellationToken cancel)
    {
        switch (declaration)
        {
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables) _names.Add(variable.Identifier.ValueText);
                break;
            case BaseTypeDeclarationSyntax type:
                _names.Add(type.Identifier.ValueText);
                if (type is TypeDeclarationSyntax && Declared(type, compilation, cancel) is INamedTypeSymbol symbol) AddNested(symbol);
                break;
            case DelegateDeclarationSyntax type:
                _names.Add(type.Identifier.ValueText);
                break;
            case MethodDeclarationSyntax method:
                _names.Add(method.Identifier.ValueText);
                break;
            case LocalFunctionStatementSyntax function:
                _names.Add(function.Identifier.ValueText);
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
            case ParameterSyntax parameter:
                // [property: …] on the parameter of a record.
                _names.Add(parameter.Identifier.ValueText);
                break;
            case AccessorDeclarationSyntax { Parent.Parent: BasePropertyDeclarationSyntax owner }:
                Add(owner, compilation, cancel);
                break;
            case MemberDeclarationSyntax member:
                if (Declared(member, compilation, cancel) is { } unnamed) _names.Add(unnamed.Name);
                HasUnnamed = true;
                break;
        }
    }

    /// <summary>A nested type is as withheld as the one around it, and can be named alone.</summary>
    private void AddNested(INamedTypeSymbol type)
    {
        foreach (var nested in type.GetTypeMembers())
        {
            _names.Add(nested.Name);
            AddNested(nested);
        }
    }

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "Asked once for each marked type, operator or constructor, before there is a model to be given; nothing but its declaration is bound.")]
    private static ISymbol? Declared(MemberDeclarationSyntax member, Compilation compilation, CancellationToken cancel) =>
        compilation.GetSemanticModel(member.SyntaxTree).GetDeclaredSymbol(member, cancel);
}
