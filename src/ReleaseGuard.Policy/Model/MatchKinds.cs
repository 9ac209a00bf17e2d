using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy;

/// <summary>The kinds of matcher that name things by pattern: their word in the policy, their patterns, their index.</summary>
internal sealed class MatchKinds
{
    public static readonly IReadOnlyList<MatchKinds> All =
    [
        new(PatternKind.Symbol, "symbols", match => match.Symbols, (matcher, text) => matcher.MatchSymbol(text)),
        new(PatternKind.Assembly, "assemblies", match => match.Assemblies, (matcher, text) => matcher.MatchAssembly(text)),
        new(PatternKind.Project, "projects", match => match.Projects, (matcher, text) => matcher.MatchProject(text)),
        new(PatternKind.Package, "packages", match => match.Packages, (matcher, text) => matcher.MatchPackage(text)),
        new(PatternKind.File, "files", match => match.Files, (matcher, text) => matcher.MatchFile(text)),
        new(PatternKind.Tensor, "tensors", TensorNames, (matcher, text) => matcher.MatchTensor(text)),
        new(PatternKind.Token, "tokens", match => match.Tokens, (matcher, text) => matcher.MatchToken(text)),
        new(PatternKind.String, "strings", match => match.Strings, (matcher, text) => matcher.MatchText(text)),
        new(PatternKind.Dataset, "datasets", match => match.Datasets, (matcher, text) => matcher.MatchDataset(text)),
    ];

    private MatchKinds(
        PatternKind kind,
        string name,
        Func<ComponentMatch, IReadOnlyList<PolicyPattern>> patterns,
        Func<PolicyMatcher, string, IReadOnlyList<PatternMatch>> match)
    {
        Kind = kind;
        Name = name;
        Patterns = patterns;
        Match = match;
    }

    public PatternKind Kind { get; }

    /// <summary>The property of <c>match</c>.</summary>
    public string Name { get; }

    public Func<ComponentMatch, IReadOnlyList<PolicyPattern>> Patterns { get; }

    public Func<PolicyMatcher, string, IReadOnlyList<PatternMatch>> Match { get; }

    private static List<PolicyPattern> TensorNames(ComponentMatch match)
    {
        var names = new List<PolicyPattern>();
        foreach (var tensor in match.Tensors)
        {
            if (tensor.Name is not null) names.Add(tensor.Name);
        }

        return names;
    }
}
