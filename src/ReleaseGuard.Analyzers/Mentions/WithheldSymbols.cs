using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Answers for a symbol which components withhold it. Assemblies are asked first, by identity: one that neither is withheld
/// nor holds any name of the policy answers for all its symbols at once. A type's answer holds for its members.
/// </summary>
internal sealed class WithheldSymbols
{
    private readonly EditionScope _scope;
    private readonly SymbolPatternNames _names;
    private readonly PolicyMatcher _matcher;
    private readonly ConcurrentDictionary<IAssemblySymbol, AssemblyAnswer> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamespaceOrTypeSymbol, Withholding?> _containers = new(SymbolEqualityComparer.Default);
    private readonly NearAssemblies _near;
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _ancestors = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _members;
    private readonly MarkedSymbols _marked;

    public WithheldSymbols(EditionScope scope, Compilation compilation, MarkedSymbols marked)
    {
        _marked = marked;
        _scope = scope;
        _names = scope.Loaded.Names!;
        _matcher = scope.Policy.Matcher;
        Compilation = compilation;
        _members = new HashSet<string>(_names.Members, StringComparer.Ordinal);
        _members.UnionWith(marked.Names);
        var inSight = ImmutableArray.CreateBuilder<IAssemblySymbol>();
        if (MayHold(compilation.Assembly)) inSight.Add(compilation.Assembly);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (MayHold(assembly)) inSight.Add(assembly);
        }

        InSight = inSight.ToImmutable();
        _near = new NearAssemblies(compilation, InSight);
    }

    public Compilation Compilation { get; }

    /// <summary>The assemblies that are withheld or may hold a withheld symbol. When there are none, nothing can bind to one.</summary>
    public ImmutableArray<IAssemblySymbol> InSight { get; }

    /// <summary>The assemblies in sight, those that reference one, and the project's own.</summary>
    public IReadOnlyList<ISymbol> Near => _near.All;

    /// <summary>The withholding of a symbol itself; null when no component claims it.</summary>
    public Withholding? Of(ISymbol? symbol)
    {
        // A label's ContainingAssembly throws; kinds that cannot be claimed are left before anything is asked of them.
        switch (symbol?.Kind)
        {
            case SymbolKind.NamedType:
                return _near.Contains(symbol.ContainingAssembly) ? OfType((INamedTypeSymbol)symbol) : null;
            case SymbolKind.Namespace:
                return OfNamespace((INamespaceSymbol)symbol);
            case SymbolKind.Alias:
                return Of(((IAliasSymbol)symbol).Target);
            case SymbolKind.Method:
            case SymbolKind.Property:
            case SymbolKind.Field:
            case SymbolKind.Event:
                return _near.Contains(symbol.ContainingAssembly) ? OfMember(symbol) : null;
            default:
                return null;
        }
    }

    /// <summary>The first withheld type within a constructed type: element types, type arguments, function pointer signatures.</summary>
    public ITypeSymbol? WithheldTypeIn(ITypeSymbol? type)
    {
        switch (type)
        {
            case null:
                return null;
            case IArrayTypeSymbol array:
                return WithheldTypeIn(array.ElementType);
            case IPointerTypeSymbol pointer:
                return WithheldTypeIn(pointer.PointedAtType);
            case IFunctionPointerTypeSymbol function:
                return WithheldTypeInSignature(function.Signature);
            case INamedTypeSymbol named:
                if (_near.Contains(named.ContainingAssembly) && OfType(named) is not null) return named.OriginalDefinition;
                // Asking a type for its arguments makes a list of them.
                if (!named.IsGenericType) return null;
                for (INamedTypeSymbol? level = named; level is not null; level = level.ContainingType)
                {
                    foreach (var argument in level.TypeArguments)
                    {
                        if (argument.TypeKind != TypeKind.TypeParameter && WithheldTypeIn(argument) is { } found) return found;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>The first withheld type that a method's return, parameters or type arguments hold.</summary>
    public ITypeSymbol? WithheldTypeInSignature(IMethodSymbol method)
    {
        if (WithheldTypeIn(method.ReturnType) is { } returned) return returned;
        foreach (var parameter in method.Parameters)
        {
            if (WithheldTypeIn(parameter.Type) is { } taken) return taken;
        }

        foreach (var argument in method.TypeArguments)
        {
            if (argument.TypeKind != TypeKind.TypeParameter && WithheldTypeIn(argument) is { } given) return given;
        }

        return null;
    }

    /// <summary>Whether an assembly is the project itself, in whichever edition's copy.</summary>
    public bool IsOwn(IAssemblySymbol? assembly) =>
        assembly is ISourceAssemblySymbol && (ReferenceEquals(assembly, Compilation.Assembly) || assembly.Identity.Equals(Compilation.Assembly.Identity));

    /// <summary>Whether members of an assembly can have a withheld type in their signatures: it holds withheld names itself or references what does.</summary>
    public bool CanExpose(IAssemblySymbol? assembly) => _near.Contains(assembly);

    /// <summary>
    /// The withheld type that a type of another assembly derives from or implements; null for a type of this compilation,
    /// whose own base list is judged where it stands, and for a type that is withheld itself.
    /// </summary>
    public INamedTypeSymbol? WithheldAncestorOf(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (type.ContainingAssembly is not { } assembly || IsOwn(assembly) || !CanExpose(assembly)) return null;
        if (_ancestors.TryGetValue(type, out var known)) return known;
        INamedTypeSymbol? found = null;
        if (OfType(type) is null)
        {
            for (var ancestor = type.BaseType; ancestor is not null && found is null; ancestor = ancestor.BaseType) found = WithheldTypeIn(ancestor) as INamedTypeSymbol;
            foreach (var ancestor in type.AllInterfaces) found ??= WithheldTypeIn(ancestor) as INamedTypeSymbol;
        }

        _ancestors.TryAdd(type, found);
        return found;
    }

    private Withholding? OfMember(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced }) symbol = reduced;
        if (symbol is IMethodSymbol { AssociatedSymbol: { } associated }) symbol = associated;
        if (symbol.ContainingType is { } type && OfType(type) is { } inherited) return inherited;
        if (!Answer(symbol.ContainingAssembly).MayHold || (!_members.Contains(symbol.Name) && !_names.HasOpenPatterns && symbol is not IMethodSymbol)) return null;
        if (symbol is IMethodSymbol method && !_names.HasOpenPatterns && !_members.Contains(method.Name) && method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor)) return null;
        return Ask(symbol);
    }

    private Withholding? OfType(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (type.TypeKind == TypeKind.Error || type.ContainingAssembly is not { } assembly) return null;
        var answer = Answer(assembly);
        if (answer.Whole is null && !answer.MayHold) return null;
        if (_containers.TryGetValue(type, out var known)) return known;
        Withholding? found;
        if (type.IsTupleType && type.TupleUnderlyingType is { } tuple && !SymbolEqualityComparer.Default.Equals(tuple, type)) found = OfType(tuple);
        else found = Merge(answer.Whole, type.ContainingType is { } outer ? Merge(OfType(outer), Ask(type)) : Ask(type));
        _containers.TryAdd(type, found);
        return found;
    }

    private Withholding? OfNamespace(INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return null;
        if (_containers.TryGetValue(space, out var known)) return known;
        var found = Ask(space);
        if (found is null && (_names.HasAssemblies || !_marked.IsEmpty))
        {
            // A namespace that only withheld assemblies fill is as withheld as they are.
            foreach (var part in space.ConstituentNamespaces)
            {
                if (part.ContainingAssembly is not { } assembly || Answer(assembly).Whole is not { } whole)
                {
                    found = null;
                    break;
                }

                found = Merge(found, whole);
            }
        }

        _containers.TryAdd(space, found);
        return found;
    }

    private Withholding? Ask(ISymbol symbol)
    {
        var named = symbol.GetDocumentationCommentId() is { Length: > 2 } id ? From(_matcher.MatchSymbol(id)) : null;
        foreach (var component in _marked.Of(symbol, Original(symbol.ContainingAssembly ?? Compilation.Assembly), _scope.Policy)) named = Merge(named, new Withholding([_scope.Loaded.StandingOf(component)]));
        return named;
    }

    /// <summary>The withholding that a documentation id has, whether or not anything of that name exists in this compilation.</summary>
    public Withholding? OfId(string documentationId) => From(_matcher.MatchSymbol(documentationId));

    public Withholding? OfAssemblyName(string name) => From(_matcher.MatchAssembly(name));

    /// <summary>The withholding of a set of matched patterns; null for none.</summary>
    public Withholding? From(IReadOnlyList<PatternMatch> matches)
    {
        if (matches.Count == 0) return null;
        var components = ImmutableArray.CreateBuilder<ComponentStanding>();
        foreach (var match in matches)
        {
            var standing = _scope.Loaded.StandingOf(match.Component);
            if (!components.Contains(standing)) components.Add(standing);
        }

        return new Withholding(components.ToImmutable());
    }

    private static Withholding? Merge(Withholding? left, Withholding? right)
    {
        if (left is null || ReferenceEquals(left, right)) return right;
        if (right is null) return left;
        var components = left.Components;
        foreach (var component in right.Components)
        {
            if (!components.Contains(component)) components = components.Add(component);
        }

        return components.Length == left.Components.Length ? left : new Withholding(components);
    }

    /// <summary>Whether an assembly is withheld as a whole, by its name or by a mark on it.</summary>
    public bool IsWhole(IAssemblySymbol assembly) => Answer(assembly).Whole is not null;

    private bool MayHold(IAssemblySymbol assembly)
    {
        var answer = Answer(assembly);
        return answer.Whole is not null || answer.MayHold;
    }

    private AssemblyAnswer Answer(IAssemblySymbol assembly)
    {
        if (_assemblies.TryGetValue(assembly, out var known)) return known;
        var whole = _names.HasAssemblies ? OfAssemblyName(assembly.Name) : null;
        foreach (var component in _marked.OfAssembly(Original(assembly), _scope.Policy)) whole = Merge(whole, new Withholding([_scope.Loaded.StandingOf(component)]));
        var answer = new AssemblyAnswer(whole, _names.HasOpenPatterns || _names.IsHeldBy(assembly) || _marked.IsIn(Original(assembly)));
        _assemblies.TryAdd(assembly, answer);
        return answer;
    }

    /// <summary>The marks are those of the project at hand, in every edition's copy.</summary>
    private IAssemblySymbol Original(IAssemblySymbol assembly) => IsOwn(assembly) ? Compilation.Assembly : assembly;

    private readonly struct AssemblyAnswer(Withholding? whole, bool mayHold)
    {
        public Withholding? Whole { get; } = whole;

        public bool MayHold { get; } = mayHold;
    }
}
