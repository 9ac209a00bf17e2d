using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>
/// RG6002 for symbols: an entry is judged in the compilation that must contain what it names. That is the component's own
/// assembly, for what lies in a namespace declared there, and any assembly that declares the type, for a member of it. Entries
/// whose place cannot be known are left alone.
/// </summary>
internal sealed class UnmatchedSymbols(EditionPolicy policy, Edition edition, ProjectMembership membership, Compilation compilation)
{
    private readonly Dictionary<string, INamespaceOrTypeSymbol?> _containers = new(StringComparer.Ordinal);

    public IReadOnlyList<PolicyProblem> Find(CancellationToken cancel)
    {
        var whole = false;
        var judged = new HashSet<PolicyPattern>(ByReference.Instance);
        var containers = new HashSet<INamespaceOrTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var component in policy.Components)
        {
            if (component.Match.Symbols.Count == 0 || policy.Decide(component, edition).Standing == Standing.Withheld) continue;
            var isHome = IsHome(component);
            foreach (var pattern in component.Match.Symbols)
            {
                cancel.ThrowIfCancellationRequested();
                if (ContainerOf(pattern.Text) is not { } container || !MustBeHere(pattern.Text[0], container, isHome) || IsElsewhere(pattern.Text)) continue;
                judged.Add(pattern);
                containers.Add(container);
                whole |= isHome;
            }
        }

        if (judged.Count == 0) return [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (whole) AddAll(compilation.Assembly.GlobalNamespace, names, cancel);
        else foreach (var container in containers) AddAll(container, names, cancel);
        return UnmatchedEntries.Find(policy, edition, new ObservedNames { Symbols = names }, isJudged: (_, pattern) => judged.Contains(pattern));
    }

    /// <summary>A member is where its type is. A type or a namespace may lie in another assembly below a name that is declared here too.</summary>
    private static bool MustBeHere(char kind, INamespaceOrTypeSymbol container, bool isHome) => kind switch
    {
        'N' => isHome && container is INamespaceSymbol,
        'T' => isHome,
        _ => container is ITypeSymbol,
    };

    /// <summary>Whether all of the component's assemblies are known by name, this is one of them, and the others are referenced.</summary>
    private bool IsHome(Component component)
    {
        if (!membership.Contains(component) || component.Match.Assemblies.Count == 0) return false;
        foreach (var assembly in component.Match.Assemblies)
        {
            if (IsPattern(assembly.Text) || (!IsNamed(assembly.Text, compilation.AssemblyName) && !IsReferenced(assembly.Text))) return false;
        }

        return true;
    }

    private bool IsReferenced(string name)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (IsNamed(name, reference.Name)) return true;
        }

        return false;
    }

    private static bool IsNamed(string name, string? assembly) => string.Equals(name, assembly, StringComparison.OrdinalIgnoreCase);

    /// <summary>The namespace or type, declared in this project's own source, that an entry's last name stands in; null when it is not declared here.</summary>
    private INamespaceOrTypeSymbol? ContainerOf(string pattern)
    {
        var path = PathOf(pattern);
        var dot = path.LastIndexOf('.');
        if (dot <= 0 || IsPattern(path.Substring(0, dot))) return null;
        var name = path.Substring(0, dot);
        if (_containers.TryGetValue(name, out var known)) return known;
        INamespaceOrTypeSymbol? at = compilation.Assembly.GlobalNamespace;
        foreach (var segment in name.Split('.'))
        {
            INamespaceOrTypeSymbol? next = null;
            var tick = segment.IndexOf('`');
            foreach (var member in at.GetMembers(tick < 0 ? segment : segment.Substring(0, tick)))
            {
                if (member is INamespaceOrTypeSymbol inner && (inner as INamedTypeSymbol)?.Arity.ToString(System.Globalization.CultureInfo.InvariantCulture) is var arity
                    && (inner is INamespaceSymbol || arity == (tick < 0 ? "0" : segment.Substring(tick + 1)))) next = inner;
            }

            at = next;
            if (at is null) break;
        }

        return _containers[name] = at;
    }

    /// <summary>A type of that very name in a referenced assembly: the entry has what it names.</summary>
    private bool IsElsewhere(string pattern) => pattern[0] == 'T' && PathOf(pattern) is var path && !IsPattern(path) && compilation.GetTypeByMetadataName(path) is not null;

    private static string PathOf(string pattern)
    {
        var path = pattern.Substring(2);
        var parameters = path.IndexOfAny(['(', '~']);
        if (parameters >= 0) path = path.Substring(0, parameters);
        return path.EndsWith(".**", StringComparison.Ordinal) ? path.Substring(0, path.Length - 3) : path;
    }

    private static bool IsPattern(string text) => text.IndexOfAny(['*', '?', '{', '[']) >= 0 || text.StartsWith("re:", StringComparison.Ordinal);

    private static void AddAll(INamespaceOrTypeSymbol container, HashSet<string> names, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member.GetDocumentationCommentId() is { Length: > 2 } id) names.Add(id);
            if (member is INamespaceOrTypeSymbol inner) AddAll(inner, names, cancel);
        }
    }

    // Two entries may be written alike; each is its own.
    private sealed class ByReference : IEqualityComparer<PolicyPattern>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(PolicyPattern? left, PolicyPattern? right) => ReferenceEquals(left, right);

        public int GetHashCode(PolicyPattern pattern) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pattern);
    }
}
