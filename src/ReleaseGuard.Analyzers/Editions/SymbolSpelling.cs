using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>Tells a misspelt edition symbol from a symbol of another kind: it begins like all edition symbols, or differs from one by two letters at most.</summary>
internal sealed class SymbolSpelling
{
    private readonly IReadOnlyCollection<string> _symbols;
    private readonly string _prefix;

    public SymbolSpelling(IReadOnlyCollection<string> symbols)
    {
        _symbols = symbols;
        _prefix = CommonPrefix(symbols);
    }

    /// <summary>Whether the name was meant as an edition symbol; the nearest one is given if there is one near enough to offer.</summary>
    public bool IsMisspelt(string name, bool isDefined, out string? nearest)
    {
        nearest = null;
        if (_symbols.Contains(name)) return false;
        var best = int.MaxValue;
        foreach (var symbol in _symbols)
        {
            var distance = Distance(name, symbol);
            if (distance >= best) continue;
            best = distance;
            nearest = symbol;
        }

        var prefixed = _prefix.Length >= 3 && name.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase);
        // A name the project defines itself is a symbol of its own, unless it claims to be an edition by its prefix.
        var near = !isDefined && best <= 2 && name.Length >= 5;
        if (!prefixed && best > 3) nearest = null;
        return prefixed || near;
    }

    private static string CommonPrefix(IReadOnlyCollection<string> symbols)
    {
        var prefix = symbols.FirstOrDefault() ?? "";
        foreach (var symbol in symbols)
        {
            var length = 0;
            while (length < prefix.Length && length < symbol.Length && prefix[length] == symbol[length]) length++;
            prefix = prefix.Substring(0, length);
        }

        return prefix.Substring(0, prefix.LastIndexOf('_') + 1);
    }

    /// <summary>Edits of one letter, a swap of neighbours counting as one; case does not count.</summary>
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 3) return 4;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var a = char.ToUpperInvariant(left[i - 1]);
                var b = char.ToUpperInvariant(right[j - 1]);
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a == b ? 0 : 1));
                if (i > 1 && j > 1 && a == char.ToUpperInvariant(right[j - 2]) && b == char.ToUpperInvariant(left[i - 2])) best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        }

        return rows[left.Length, right.Length];
    }
}
