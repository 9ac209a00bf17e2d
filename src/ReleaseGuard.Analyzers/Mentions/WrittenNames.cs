using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>Tells whether the text itself names a symbol, so that what a name already says is not said again for what follows from it.</summary>
internal sealed class WrittenNames(Vocabulary vocabulary)
{
    /// <summary>Whether a name is one that the name pass binds and judges.</summary>
    public bool IsWord(string name) => (vocabulary.UseOf(name) & WordUse.Symbol) != 0;

    /// <summary>Whether the symbol's type is written within the span: a word that is bound to it, not one that only looks like it.</summary>
    public bool IsWithin(SemanticModel model, TextSpan span, ISymbol symbol, CancellationToken cancel)
    {
        var tree = model.SyntaxTree;
        var hits = vocabulary.Scan(tree.GetText(cancel)).Hits;
        var type = symbol as ITypeSymbol ?? symbol.ContainingType;
        var name = type?.Name ?? symbol.Name;
        for (var i = FirstAt(hits, span.Start); i < hits.Length && hits[i].Start < span.End; i++)
        {
            if ((hits[i].Use & WordUse.Symbol) == 0 || !IsSpelling(hits[i].Word, name)) continue;
            if (type is null || Names(tree.GetRoot(cancel).FindToken(hits[i].Start), type, model, cancel)) return true;
        }

        return false;
    }

    /// <summary>Whether anything withheld is written within the span as a name.</summary>
    public bool IsAnyWithin(SemanticModel model, TextSpan span, WithheldSymbols symbols, CancellationToken cancel)
    {
        var hits = vocabulary.Scan(model.SyntaxTree.GetText(cancel)).Hits;
        for (var i = FirstAt(hits, span.Start); i < hits.Length && hits[i].Start < span.End; i++)
        {
            if ((hits[i].Use & WordUse.Symbol) != 0 && model.SyntaxTree.GetRoot(cancel).FindToken(hits[i].Start).Parent is SimpleNameSyntax name && symbols.Of(model.GetSymbolInfo(name, cancel).Symbol) is not null) return true;
        }

        return false;
    }

    private static bool IsSpelling(string word, string name) =>
        word == name || (name.Length == word.Length + 9 && name.StartsWith(word, StringComparison.Ordinal) && name.EndsWith("Attribute", StringComparison.Ordinal));

    /// <summary>A property may be called like its type, a text may hold the word: only a name bound to the type speaks for it.</summary>
    private static bool Names(SyntaxToken token, ITypeSymbol type, SemanticModel model, CancellationToken cancel)
    {
        if (token.Parent is not SimpleNameSyntax name) return false;
        var info = model.GetSymbolInfo(name, cancel);
        var bound = info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0]);
        if (bound is IMethodSymbol { MethodKind: MethodKind.Constructor }) bound = bound.ContainingType;
        return bound is ITypeSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition);
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
