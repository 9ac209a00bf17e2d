using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// The identifiers by which code can mention a withheld symbol: those the policy writes, and the type names of withheld
/// namespaces and assemblies as far as this compilation can see them. A member of a withheld type needs no word of its
/// own: the operation that uses it tells.
/// </summary>
internal static class MentionWords
{
    public static void Collect(SymbolPatternNames names, WithheldSymbols symbols, MarkedSymbols marked, Dictionary<string, WordUse> words)
    {
        foreach (var name in names.SimpleNames) Add(words, name);
        foreach (var name in marked.Names) Add(words, name);
        if (symbols.InSight.IsEmpty) return;
        foreach (var subtree in names.Subtrees.Concat(names.Namespaces))
        {
            if (Find(symbols.Compilation.GlobalNamespace, subtree) is { } container) AddTypesBelow(container, words);
        }

        if (!names.HasAssemblies && !names.HasOpenPatterns && marked.IsEmpty) return;
        foreach (var assembly in symbols.InSight)
        {
            if (!names.HasOpenPatterns && !symbols.IsWhole(assembly)) continue;
            foreach (var type in assembly.TypeNames) Add(words, type);
            if (symbols.IsWhole(assembly)) AddNamespaces(assembly.GlobalNamespace, symbols, words);
        }
    }

    private static INamespaceOrTypeSymbol? Find(INamespaceSymbol root, string path)
    {
        INamespaceOrTypeSymbol at = root;
        foreach (var segment in path.Split('.'))
        {
            var tick = segment.IndexOf('`');
            var name = tick < 0 ? segment : segment.Substring(0, tick);
            if (at.GetMembers(name).OfType<INamespaceOrTypeSymbol>().FirstOrDefault() is not { } next) return null;
            at = next;
        }

        return at;
    }

    private static void AddTypesBelow(INamespaceOrTypeSymbol container, Dictionary<string, WordUse> words)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner) continue;
            Add(words, inner.Name);
            AddTypesBelow(inner, words);
        }
    }

    /// <summary>The namespaces that only withheld assemblies fill.</summary>
    private static void AddNamespaces(INamespaceSymbol container, WithheldSymbols symbols, Dictionary<string, WordUse> words)
    {
        foreach (var space in container.GetNamespaceMembers())
        {
            if (symbols.Of(symbols.Compilation.GetCompilationNamespace(space)) is not null) Add(words, space.Name);
            AddNamespaces(space, symbols, words);
        }
    }

    private static void Add(Dictionary<string, WordUse> words, string name)
    {
        if (name.Length == 0 || (name[0] != '_' && !char.IsLetter(name[0]))) return;
        words.TryGetValue(name, out var use);
        words[name] = use | WordUse.Symbol;
        // An attribute is written without its suffix.
        if (!name.EndsWith("Attribute", StringComparison.Ordinal) || name.Length == "Attribute".Length) return;
        var bare = name.Substring(0, name.Length - "Attribute".Length);
        words.TryGetValue(bare, out use);
        words[bare] = use | WordUse.Symbol;
    }
}
