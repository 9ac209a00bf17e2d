using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>Collects the files that lose a using which does not resolve where the withheld assembly is not referenced.</summary>
internal sealed class LostUsings
{
    private readonly ImmutableHashSet<string>.Builder _paths = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
    private bool _everywhere;

    public void Add(string path, IEnumerable<Cut> cuts, SemanticModel model)
    {
        foreach (var cut in cuts)
        {
            if (cut.Node is not UsingDirectiveSyntax { Alias: null, NamespaceOrType: { } name } import || model.GetSymbolInfo(name).Symbol is not null) continue;
            if (import.GlobalKeyword.RawKind != 0) _everywhere = true;
            else _paths.Add(path);
        }
    }

    public FixDraft Mark(FixDraft draft) => draft with { LosingNames = _paths.ToImmutable(), LosesNamesEverywhere = _everywhere };
}
