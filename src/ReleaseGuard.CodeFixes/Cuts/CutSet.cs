using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>The pieces to cut, by file. No piece stands in another: the larger one takes the smaller one over.</summary>
internal sealed class CutSet
{
    private readonly Dictionary<string, List<Cut>> _files = new(StringComparer.Ordinal);

    public CutSet()
    {
    }

    public CutSet(CutSet other)
    {
        foreach (var file in other._files) _files[file.Key] = [.. file.Value];
    }

    public IEnumerable<string> Paths => _files.Keys.OrderBy(path => path, StringComparer.Ordinal);

    /// <summary>The pieces of a file in the order of its text.</summary>
    public IReadOnlyList<Cut> In(string path) => _files.TryGetValue(path, out var cuts) ? cuts : [];

    public bool IsEmpty => _files.Count == 0;

    /// <summary>The piece that holds a place, or null.</summary>
    public Cut? Holding(string path, TextSpan place) => In(path).FirstOrDefault(cut => cut.Span.Contains(place));

    /// <summary>Whether a symbol's declaration is cut.</summary>
    public bool Declares(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(declared => Holding(declared.SyntaxTree.FilePath, declared.Span) is not null);

    /// <summary>Adds a piece; false when it is cut already.</summary>
    public bool Add(string path, Cut cut)
    {
        if (!_files.TryGetValue(path, out var cuts)) _files[path] = cuts = [];
        if (cuts.Any(other => other.Span.Contains(cut.Span))) return false;
        cuts.RemoveAll(other => cut.Span.Contains(other.Span));
        cuts.Add(cut);
        cuts.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        return true;
    }
}
