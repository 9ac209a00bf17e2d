using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>Tells whether the text itself names a symbol, so that what a name already says is not said again for what follows from it.</summary>
internal sealed class WrittenNames(Vocabulary vocabulary)
{
    /// <summary>Whether a name is one that the name pass binds and judges.</summary>
    public bool IsWord(string name) => (vocabulary.UseOf(name) & WordUse.Symbol) != 0;

    /// <summary>Whether the symbol's name, or that of its type, is written within the span.</summary>
    public bool IsWithin(SyntaxTree tree, TextSpan span, ISymbol symbol, CancellationToken cancel)
    {
        var hits = vocabulary.Scan(tree.GetText(cancel)).Hits;
        var type = (symbol as ITypeSymbol ?? symbol.ContainingType)?.Name ?? symbol.Name;
        for (var i = FirstAt(hits, span.Start); i < hits.Length && hits[i].Start < span.End; i++)
        {
            if ((hits[i].Use & WordUse.Symbol) == 0) continue;
            var word = hits[i].Word;
            if (word == type || (type.Length == word.Length + 9 && type.StartsWith(word, StringComparison.Ordinal) && type.EndsWith("Attribute", StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static int FirstAt(WordHit[] hits, int start)
    {
        int low = 0, high = hits.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (hits[middle].Start < start) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
