using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// The files in which nothing withheld can be used, named or not: their text holds no word of the policy, nor the name of
/// anything that would bring a withheld type along. Their operations need not be looked at. Where that cannot be told by
/// names alone, no file is quiet.
/// </summary>
internal sealed class QuietFiles
{
    /// <summary>Beyond so many names nearly every file holds one.</summary>
    private const int MostNames = 1000;

    private const int MostRounds = 8;

    private readonly WithheldSymbols _symbols;
    private readonly LoadedPolicy _loaded;
    private readonly Vocabulary _vocabulary;
    private readonly ConcurrentDictionary<SyntaxTree, bool> _answers = new();
    private readonly bool _canTell;
    private Names? _names;
    private Answer? _last;

    public QuietFiles(LoadedPolicy loaded, WithheldSymbols symbols, MarkedSymbols marked, Vocabulary vocabulary)
    {
        _loaded = loaded;
        _symbols = symbols;
        _vocabulary = vocabulary;
        // A member may be withheld without its type, and be an operator; a pattern may have no name to look for.
        _canTell = marked.IsEmpty && !loaded.Names!.HasOpenPatterns && !loaded.Names.HasMembers && !symbols.IsWhole(symbols.Compilation.Assembly);
    }

    public bool Contains(SyntaxTree tree, CancellationToken cancel)
    {
        if (!_canTell) return false;
        // Operations come file by file.
        if (Volatile.Read(ref _last) is { } last && last.Tree == tree) return last.IsQuiet;
        if (!_answers.TryGetValue(tree, out var quiet))
        {
            quiet = IsQuiet(tree, cancel);
            _answers.TryAdd(tree, quiet);
        }

        Volatile.Write(ref _last, new Answer(tree, quiet));
        return quiet;
    }

    private bool IsQuiet(SyntaxTree tree, CancellationToken cancel)
    {
        var text = tree.GetText(cancel);
        var scan = _vocabulary.Scan(text);
        if (scan.HasEscapes || HoldsSymbol(scan)) return false;
        var names = Volatile.Read(ref _names);
        if (names is null) Volatile.Write(ref _names, names = Collect(cancel));
        return !names.AreEverywhere && (names.Vocabulary is not { } also || also.Scan(text).Hits.Length == 0);
    }

    private Names Collect(CancellationToken cancel)
    {
        var carriers = new HashSet<string>(StringComparer.Ordinal);
        var triggers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var near in _symbols.Near)
        {
            if (near is not IAssemblySymbol assembly || ReferenceEquals(near, _symbols.Compilation.Assembly)) continue;
            var taint = _loaded.TaintOf(assembly, _symbols);
            if (taint is null) return Names.Everywhere;
            triggers.UnionWith(taint);
        }

        // What carries a carrier is one itself.
        var vocabulary = _vocabulary;
        for (var round = 0; round < MostRounds; round++)
        {
            var added = new HashSet<string>(StringComparer.Ordinal);
            foreach (var tree in _symbols.Compilation.SyntaxTrees)
            {
                var scan = vocabulary.Scan(tree.GetText(cancel));
                if (!scan.HasEscapes && !HoldsSymbol(scan)) continue;
                var taint = vocabulary.TaintOf(tree, cancel);
                if (taint.IsEverywhere) return Names.Everywhere;
                triggers.UnionWith(taint.Triggers);
                foreach (var carrier in taint.Carriers)
                {
                    if ((_vocabulary.UseOf(carrier) & WordUse.Symbol) == 0 && carriers.Add(carrier)) added.Add(carrier);
                }
            }

            if (carriers.Count + triggers.Count > MostNames) return Names.Everywhere;
            if (added.Count == 0)
            {
                triggers.UnionWith(carriers);
                return triggers.Count == 0 ? Names.None : new Names(_loaded.NamesOnly(triggers));
            }

            vocabulary = _loaded.NamesOnly(added);
        }

        return Names.Everywhere;
    }

    private static bool HoldsSymbol(TextScan scan)
    {
        foreach (var hit in scan.Hits)
        {
            if ((hit.Use & WordUse.Symbol) != 0) return true;
        }

        return false;
    }

    /// <summary>The names that bring something along, beside the words of the policy.</summary>
    private sealed class Names(Vocabulary? vocabulary)
    {
        public static readonly Names None = new(null);

        public static readonly Names Everywhere = new(null) { AreEverywhere = true };

        public Vocabulary? Vocabulary { get; } = vocabulary;

        public bool AreEverywhere { get; private init; }
    }

    private sealed class Answer(SyntaxTree tree, bool isQuiet)
    {
        public SyntaxTree Tree { get; } = tree;

        public bool IsQuiet { get; } = isQuiet;
    }
}
