using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>The simple names by which code can mention what symbol patterns withhold: what the analyzers look for in the text first.</summary>
internal sealed class SymbolNaming
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _namespaces = [];

    public SymbolNaming(IEnumerable<PolicyPattern> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (!TryAdd(pattern.Text)) IsComplete = false;
        }
    }

    public IReadOnlyCollection<string> Names => _names;

    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>False when a pattern has no last name of its own (a wildcard, an operator, <c>re:</c>).</summary>
    public bool IsComplete { get; } = true;

    private bool TryAdd(string pattern)
    {
        if (pattern.StartsWith(PatternSyntax.RegexPrefix, StringComparison.Ordinal) || pattern.Length < 3) return false;
        var end = pattern.IndexOf('(');
        var path = end < 0 ? pattern.Substring(2) : pattern.Substring(2, end - 2);
        if (path.EndsWith(".**", StringComparison.Ordinal)) path = path.Substring(0, path.Length - 3);
        if (pattern[0] == 'N' && path.IndexOfAny(['*', '{']) < 0 && !_namespaces.Contains(path)) _namespaces.Add(path);
        if (pattern[0] == 'M' && path.EndsWith("ctor", StringComparison.Ordinal) && path.LastIndexOf(".#", StringComparison.Ordinal) is > 0 and var dot)
            path = path.Substring(0, dot);
        var name = path.Substring(path.LastIndexOf('.') + 1);
        var arity = name.IndexOf('`');
        if (arity >= 0) name = name.Substring(0, arity);
        if (name.Length == 0 || name.IndexOfAny(['*', '{', '#', '~']) >= 0 || name.StartsWith("op_", StringComparison.Ordinal)) return false;
        _names.Add(name);
        const string Suffix = "Attribute";
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)) _names.Add(name.Substring(0, name.Length - Suffix.Length));
        return true;
    }
}
