using System.Collections.Generic;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy;

/// <summary>
/// All patterns of a policy, one index per kind: linear in the text, flat in the number of patterns, safe to share between threads.
/// A text that nothing matches allocates nothing.
/// </summary>
public sealed class PolicyMatcher
{
    private readonly PatternIndex _symbols;
    private readonly PatternIndex _assemblies;
    private readonly PatternIndex _projects;
    private readonly PatternIndex _packages;
    private readonly PatternIndex _files;
    private readonly PatternIndex _tokens;
    private readonly PatternIndex _datasets;
    private readonly PatternIndex _tensors;
    private readonly TextIndex _strings;
    private readonly SymbolNaming _naming;

    internal PolicyMatcher(IReadOnlyList<Component> components)
    {
        var symbols = Gather(components, match => match.Symbols);
        _symbols = new PatternIndex(PatternKind.Symbol, symbols);
        _assemblies = new PatternIndex(PatternKind.Assembly, Gather(components, match => match.Assemblies));
        _projects = new PatternIndex(PatternKind.Project, Gather(components, match => match.Projects));
        _packages = new PatternIndex(PatternKind.Package, Gather(components, match => match.Packages));
        _files = new PatternIndex(PatternKind.File, Gather(components, match => match.Files));
        _tokens = new PatternIndex(PatternKind.Token, Gather(components, match => match.Tokens));
        _datasets = new PatternIndex(PatternKind.Dataset, Gather(components, match => match.Datasets));
        _strings = new TextIndex(Gather(components, match => match.Strings));
        var tensors = new List<PatternMatch>();
        foreach (var component in components)
        {
            foreach (var tensor in component.Match.Tensors)
            {
                if (tensor.Name is not null) tensors.Add(new PatternMatch(component, tensor.Name, tensor));
            }
        }

        _tensors = new PatternIndex(PatternKind.Tensor, tensors);
        _naming = new SymbolNaming(symbols.ConvertAll(match => match.Pattern));
    }

    /// <summary>
    /// Simple names (last segment: type, member or namespace) by which code can mention what the symbol patterns name.
    /// Names inside a withheld namespace are not among them: the compilation knows those.
    /// </summary>
    public IReadOnlyCollection<string> SymbolNames => _naming.Names;

    /// <summary>False when a symbol pattern ends in a wildcard, names an operator or is a <c>re:</c>: then a name absent from <see cref="SymbolNames"/> proves nothing.</summary>
    public bool SymbolNamesAreComplete => _naming.IsComplete;

    /// <summary>Namespaces that <c>N:</c> patterns withhold, without <c>.**</c>; those written with a wildcard are not among them.</summary>
    public IReadOnlyList<string> WithheldNamespaces => _naming.Namespaces;

    /// <summary>Matches a path: relative, forward slashes, letter case counts.</summary>
    public IReadOnlyList<PatternMatch> MatchFile(string relativePath) => _files.Match(relativePath);

    /// <summary>Matches a tensor's name; <see cref="PatternMatch.Tensor"/> carries the further conditions, which are the caller's to hold.</summary>
    public IReadOnlyList<PatternMatch> MatchTensor(string name) => _tensors.Match(name);

    /// <summary>Matches a documentation-comment id; a withheld type withholds its members, a namespace everything in it.</summary>
    public IReadOnlyList<PatternMatch> MatchSymbol(string documentationId) => _symbols.Match(documentationId);

    /// <summary>Matches a simple assembly name, without regard to case.</summary>
    public IReadOnlyList<PatternMatch> MatchAssembly(string name) => _assemblies.Match(name);

    /// <summary>Matches a project's path: relative, forward slashes, letter case counts.</summary>
    public IReadOnlyList<PatternMatch> MatchProject(string relativePath) => _projects.Match(relativePath);

    /// <summary>Matches a package id, without regard to case.</summary>
    public IReadOnlyList<PatternMatch> MatchPackage(string id) => _packages.Match(id);

    /// <summary>Matches a vocabulary entry.</summary>
    public IReadOnlyList<PatternMatch> MatchToken(string token) => _tokens.Match(token);

    /// <summary>Matches a dataset's id.</summary>
    public IReadOnlyList<PatternMatch> MatchDataset(string id) => _datasets.Match(id);

    /// <summary>
    /// The <c>strings</c> patterns found inside a text, at word boundaries; words are those of identifiers, so that
    /// <c>ExploitHead</c> is found in <c>newExploitHeadV2</c> and not in <c>ExploitHeadless</c>.
    /// </summary>
    public IReadOnlyList<PatternMatch> MatchText(string text) => _strings.Find(text);

    private static List<PatternMatch> Gather(IReadOnlyList<Component> components, System.Func<ComponentMatch, IReadOnlyList<PolicyPattern>> kind)
    {
        var patterns = new List<PatternMatch>();
        foreach (var component in components)
        {
            foreach (var pattern in kind(component.Match)) patterns.Add(new PatternMatch(component, pattern, null));
        }

        return patterns;
    }
}
