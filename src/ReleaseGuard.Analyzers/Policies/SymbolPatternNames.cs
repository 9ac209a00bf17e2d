using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>
/// What the symbol patterns say by name alone. An assembly that holds none of these names cannot hold a withheld symbol,
/// and a text that holds none of them cannot mention one by name: both are asked before anything is bound.
/// </summary>
internal sealed class SymbolPatternNames
{
    private static readonly object NotHeld = new();
    private readonly HashSet<string> _simpleNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _containers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subtrees = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _memberIds = new(StringComparer.Ordinal);
    private readonly List<OpenName> _openNames = [];
    private readonly ConditionalWeakTable<IAssemblySymbol, object> _held = new();
    private readonly ConditionalWeakTable<IAssemblySymbol, object>.CreateValueCallback _ask;

    public SymbolPatternNames(EditionPolicy policy)
    {
        _ask = assembly => HoldsAny(assembly) ? this : NotHeld;
        foreach (var component in policy.Components)
        {
            foreach (var pattern in component.Match.Symbols) Add(pattern.Text);
            foreach (var pattern in component.Match.Assemblies)
            {
                HasAssemblies = true;
                var dot = pattern.Text.LastIndexOf('.');
                var last = pattern.Text.Substring(dot + 1);
                if (IsIdentifier(last)) _simpleNames.Add(last);
            }
        }

        foreach (var name in policy.Matcher.SymbolNames)
        {
            if (IsIdentifier(name)) _simpleNames.Add(name);
        }
    }

    /// <summary>Every identifier that a text mentioning a pattern's own last segment must contain.</summary>
    public IReadOnlyCollection<string> SimpleNames => _simpleNames;

    /// <summary>Simple names of types or namespaces, one of which an assembly must hold to hold a withheld symbol.</summary>
    public IReadOnlyCollection<string> Containers => _containers;

    /// <summary>Dotted names of which everything below may be withheld: namespaces or types.</summary>
    public IReadOnlyCollection<string> Subtrees => _subtrees;

    /// <summary>Dotted names of withheld namespaces.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>Simple names of members that are withheld without their type.</summary>
    public IReadOnlyCollection<string> Members => _members;

    /// <summary>Whether some member is withheld without its type, be it one without a name: an operator, a constructor.</summary>
    public bool HasMembers { get; private set; }

    /// <summary>Whether some component is recognised by its assembly.</summary>
    public bool HasAssemblies { get; }

    /// <summary>Whether some pattern has no literal name to look for, so that every symbol has to be asked.</summary>
    public bool HasOpenPatterns { get; private set; }

    /// <summary>Whether some pattern names a member that has no name in the text: an operator, an indexer, a constructor.</summary>
    public bool HasUnnamed { get; private set; }

    /// <summary>Types and namespaces that a pattern names by a wildcard: no word can be looked for, only identifiers that fit.</summary>
    public IReadOnlyList<OpenName> OpenNames => _openNames;

    /// <summary>The documentation ids by which a pattern can name a member of that full name, whatever its parameters.</summary>
    public IEnumerable<string> MemberIds(string path)
    {
        if (_memberIds.TryGetValue(path, out var written))
        {
            foreach (var id in written) yield return id;
        }

        foreach (var kind in new[] { "M:", "P:", "F:", "E:" }) yield return kind + path;
    }

    /// <summary>Whether an assembly holds one of the containers. Roslyn keeps a referenced assembly's symbol while one types, and the answer with it.</summary>
    public bool IsHeldBy(IAssemblySymbol assembly) =>
        _containers.Count > 0 && (assembly is ISourceAssemblySymbol ? HoldsAny(assembly) : _held.GetValue(assembly, _ask) != NotHeld);

    private bool HoldsAny(IAssemblySymbol assembly)
    {
        var types = assembly.TypeNames;
        var namespaces = assembly.NamespaceNames;
        foreach (var name in _containers)
        {
            if (types.Contains(name) || namespaces.Contains(name)) return true;
        }

        return false;
    }

    private void Add(string text)
    {
        if (text.Length < 3 || text[1] != ':')
        {
            HasOpenPatterns = true;
            return;
        }

        var kind = text[0];
        var path = text.Substring(2);
        var parameters = path.IndexOfAny(['(', '~']);
        if (parameters >= 0) path = path.Substring(0, parameters);
        var below = path.EndsWith(".**", StringComparison.Ordinal);
        if (below) path = path.Substring(0, path.Length - 3);
        var segments = path.Split('.');
        if (below) _subtrees.Add(path);
        if (kind == 'N') _namespaces.Add(path);

        var last = WithoutArity(segments[segments.Length - 1]);
        var isMember = kind is 'M' or 'P' or 'F' or 'E';
        if (isMember)
        {
            HasMembers = true;
            HasUnnamed |= last.StartsWith("#", StringComparison.Ordinal) || last.StartsWith("op_", StringComparison.Ordinal) || (kind == 'P' && (parameters >= 0 || last.StartsWith("Item", StringComparison.Ordinal))) || last.IndexOf('*') >= 0;
            if (last.StartsWith("#", StringComparison.Ordinal)) last = "";
            else if (IsIdentifier(last)) _members.Add(last);
            if (segments.Length < 2)
            {
                HasOpenPatterns = true;
                return;
            }

            AddContainer(WithoutArity(segments[segments.Length - 2]));
            if (!_memberIds.TryGetValue(path, out var ids)) _memberIds[path] = ids = [];
            ids.Add(text);
        }
        else
        {
            AddContainer(last);
            if (!IsIdentifier(last)) _openNames.Add(new OpenName(last));
        }

        if (last.Length == 0) return;
        if (IsIdentifier(last)) _simpleNames.Add(last);
        else HasOpenPatterns = true;
    }

    private void AddContainer(string name)
    {
        if (IsIdentifier(name)) _containers.Add(name);
        else HasOpenPatterns = true;
    }

    private static string WithoutArity(string name)
    {
        var tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0) return false;
        foreach (var c in name)
        {
            if (c != '_' && !char.IsLetterOrDigit(c)) return false;
        }

        return true;
    }
}
