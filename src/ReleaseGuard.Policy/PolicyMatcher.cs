using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>All patterns of a policy, one index per kind: linear in the text, flat in the number of patterns, safe to share between threads.</summary>
public sealed class PolicyMatcher
{
    private static readonly IReadOnlyList<PatternMatch> s_none = Array.Empty<PatternMatch>();
    private readonly Dictionary<string, List<PatternMatch>>[] _literals = new Dictionary<string, List<PatternMatch>>[9];

    internal PolicyMatcher(IReadOnlyList<Component> components)
    {
        for (var i = 0; i < 9; i++) _literals[i] = new(StringComparer.Ordinal);
        foreach (var c in components)
        {
            Add(0, c, c.Match.Symbols);
            Add(1, c, c.Match.Assemblies);
            Add(2, c, c.Match.Projects);
            Add(3, c, c.Match.Packages);
            Add(4, c, c.Match.Files);
            Add(5, c, c.Match.Strings);
            Add(6, c, c.Match.Tokens);
            Add(7, c, c.Match.Datasets);
            foreach (var tensor in c.Match.Tensors)
            {
                if (tensor.Name is not null) Add(8, c, [tensor.Name], tensor);
            }
        }
    }

    /// <summary>Simple names (last segment: type, member or namespace) that can begin a match.</summary>
    public IReadOnlyCollection<string> SymbolNames { get; } = Array.Empty<string>();

    /// <summary>Namespaces that <c>N:</c> patterns withhold, without <c>.**</c>.</summary>
    public IReadOnlyList<string> WithheldNamespaces { get; } = Array.Empty<string>();

    /// <summary>Matches a path with forward slashes.</summary>
    public IReadOnlyList<PatternMatch> MatchFile(string relativePath) => Find(4, relativePath);

    /// <summary>Matches a tensor's name; the entry's further conditions are the caller's.</summary>
    public IReadOnlyList<PatternMatch> MatchTensor(string name) => Find(8, name);

    /// <summary>Matches a documentation-comment id.</summary>
    public IReadOnlyList<PatternMatch> MatchSymbol(string documentationId) => Find(0, documentationId);

    /// <summary>Matches a simple assembly name.</summary>
    public IReadOnlyList<PatternMatch> MatchAssembly(string name) => Find(1, name);

    /// <summary>Matches a project's path with forward slashes.</summary>
    public IReadOnlyList<PatternMatch> MatchProject(string relativePath) => Find(2, relativePath);

    /// <summary>Matches a package id.</summary>
    public IReadOnlyList<PatternMatch> MatchPackage(string id) => Find(3, id);

    /// <summary>Matches a vocabulary entry.</summary>
    public IReadOnlyList<PatternMatch> MatchToken(string token) => Find(6, token);

    /// <summary>Matches a dataset's id.</summary>
    public IReadOnlyList<PatternMatch> MatchDataset(string id) => Find(7, id);

    /// <summary>The <c>strings</c> patterns found inside a text, at word boundaries.</summary>
    public IReadOnlyList<PatternMatch> MatchText(string text) => Find(5, text);

    private void Add(int kind, Component component, IReadOnlyList<PolicyPattern> patterns, TensorPattern? tensor = null)
    {
        foreach (var pattern in patterns)
        {
            if (!_literals[kind].TryGetValue(pattern.Text, out var list)) _literals[kind][pattern.Text] = list = [];
            list.Add(new PatternMatch(component, pattern, tensor));
        }
    }

    private IReadOnlyList<PatternMatch> Find(int kind, string text) => _literals[kind].TryGetValue(text, out var list) ? list : s_none;
}
