using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Names;
using ReleaseGuard.Analyzers.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>A policy as read from one set of texts, with everything derived from it that does not depend on a compilation.</summary>
internal sealed class LoadedPolicy
{
    /// <summary>Projects of one solution share a policy, and each has its own words as far as it sees withheld assemblies.</summary>
    private const int VocabulariesKept = 16;

    private readonly object _gate = new();
    private readonly HashSet<string> _fragments = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<Dictionary<string, WordUse>, Vocabulary>> _vocabularies = [];
    private readonly List<KeyValuePair<HashSet<string>, Vocabulary>> _names = [];
    private readonly ConditionalWeakTable<IAssemblySymbol, AssemblyNames> _assemblies = new();
    private readonly Dictionary<Component, ComponentStanding> _standings = new(ReferenceComparer.Instance);

    public LoadedPolicy(PolicyLoadResult result)
    {
        Problems = result.Problems;
        if (result.Policy is not { } policy) return;
        Policy = policy;
        Masks = new EditionMasks(policy);
        Names = new SymbolPatternNames(policy);
        Texts = new TextNames(policy);
        HasOpenTexts = !TextFragments.Collect(policy, _fragments);
        foreach (var component in policy.Components) _standings[component] = new ComponentStanding(policy, component);
    }

    /// <summary>Null when the text has an error.</summary>
    public EditionPolicy? Policy { get; }

    public IReadOnlyList<PolicyProblem> Problems { get; }

    public EditionMasks? Masks { get; }

    public SymbolPatternNames? Names { get; }

    public TextNames? Texts { get; }

    /// <summary>Some text pattern has no fixed piece to look for: every literal has to be asked.</summary>
    public bool HasOpenTexts { get; }

    public ComponentStanding StandingOf(Component component) =>
        _standings.TryGetValue(component, out var standing) ? standing : new ComponentStanding(Policy!, component);

    /// <summary>The vocabulary of a set of words. The last few are kept, so that unchanged words find the texts they have read.</summary>
    public Vocabulary VocabularyOf(Dictionary<string, WordUse> words)
    {
        lock (_gate)
        {
            foreach (var known in _vocabularies)
            {
                if (known.Key.Count == words.Count && words.All(word => known.Key.TryGetValue(word.Key, out var use) && use == word.Value)) return known.Value;
            }

            if (_vocabularies.Count == VocabulariesKept) _vocabularies.RemoveAt(0);
            var vocabulary = new Vocabulary(words, _fragments);
            _vocabularies.Add(new(words, vocabulary));
            return vocabulary;
        }
    }

    /// <summary>A vocabulary of names alone, kept like <see cref="VocabularyOf"/>.</summary>
    public Vocabulary NamesOnly(HashSet<string> names)
    {
        lock (_gate)
        {
            foreach (var known in _names)
            {
                if (known.Key.SetEquals(names)) return known.Value;
            }

            if (_names.Count == VocabulariesKept) _names.RemoveAt(0);
            var vocabulary = new Vocabulary(names.Select(name => new KeyValuePair<string, WordUse>(name, WordUse.Symbol)));
            _names.Add(new(names, vocabulary));
            return vocabulary;
        }
    }

    /// <summary>What a referenced assembly brings along by name; null when that cannot be told. Roslyn keeps the assembly's symbol while one types, and the answer with it.</summary>
    public HashSet<string>? TaintOf(IAssemblySymbol assembly, WithheldSymbols symbols)
    {
        if (!_assemblies.TryGetValue(assembly, out var known)) known = _assemblies.GetValue(assembly, _ => new AssemblyNames(AssemblyTaint.Of(assembly, symbols)));
        return known.Names;
    }

    private sealed class AssemblyNames(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;
    }

    /// <summary>Components are compared by identity: a record's own equality would walk every pattern of it.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<Component>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Component? x, Component? y) => ReferenceEquals(x, y);

        public int GetHashCode(Component component) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(component);
    }
}
