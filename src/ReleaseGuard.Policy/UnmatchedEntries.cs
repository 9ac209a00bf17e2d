using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ReleaseGuard.Policy.Patterns;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy;

/// <summary>
/// RG6002: entries that match nothing where they must. Judged only in an edition that may contain the component; where the component
/// is withheld, finding nothing is what is wanted.
/// </summary>
public static class UnmatchedEntries
{
    /// <summary>The entries of components that the edition contains and that none of the names matches, each with the nearest live name.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="edition">The edition the names were seen in.</param>
    /// <param name="observed">The names; kinds left null are not judged.</param>
    /// <param name="product">The product looked at: components of other products are not judged; null judges all.</param>
    /// <param name="isJudged">Says of an entry whether it would be among the names; null for a look at the whole edition.</param>
    public static IReadOnlyList<PolicyProblem> Find(EditionPolicy policy, Edition edition, ObservedNames observed, Product? product = null, Func<Component, PolicyPattern, bool>? isJudged = null)
    {
        var problems = new List<PolicyProblem>();
        var severity = policy.SeverityOf(RuleIds.RG6002, edition);
        if (severity == RuleSeverity.Hidden) return problems;
        foreach (var kind in MatchKinds.All)
        {
            if (NamesOf(kind.Kind, observed) is not { } names) continue;
            HashSet<PolicyPattern>? matched = null;
            NearestNames? nearest = null;
            foreach (var component in policy.Components)
            {
                if (product is not null && component.Product is not null && component.Product != product.Id) continue;
                var patterns = kind.Patterns(component.Match);
                if (patterns.Count == 0 || policy.Decide(component, edition).Standing == Standing.Withheld) continue;
                matched ??= Matched(policy.Matcher, kind, names);
                foreach (var pattern in patterns)
                {
                    if (matched.Contains(pattern) || isJudged?.Invoke(component, pattern) == false) continue;
                    nearest ??= new NearestNames(kind.Kind, names);
                    var way = nearest.Find(pattern.Text) is { } live ? $" The nearest name there is \"{live}\"." : " Nothing there is named like it.";
                    problems.Add(new PolicyProblem(RuleIds.RG6002, severity,
                        $"\"{pattern.Text}\" of component '{component.Id}' matches nothing in edition '{edition.Id}', which contains the component: a leak under the name it has now would not be seen.{way}",
                        pattern.Location));
                }
            }
        }

        return problems;
    }

    private static HashSet<PolicyPattern> Matched(PolicyMatcher matcher, MatchKinds kind, IReadOnlyCollection<string> names)
    {
        var matched = new HashSet<PolicyPattern>(ByReference.Instance);
        foreach (var name in names)
        {
            foreach (var match in kind.Match(matcher, name)) matched.Add(match.Pattern);
        }

        return matched;
    }

    private static IReadOnlyCollection<string>? NamesOf(PatternKind kind, ObservedNames observed) => kind switch
    {
        PatternKind.Symbol => observed.Symbols,
        PatternKind.Assembly => observed.Assemblies,
        PatternKind.Project => observed.Projects,
        PatternKind.Package => observed.Packages,
        PatternKind.File => observed.Files,
        PatternKind.Tensor => observed.Tensors,
        PatternKind.Token => observed.Tokens,
        PatternKind.Dataset => observed.Datasets,
        _ => null,
    };

    // Two entries may be written alike; each is its own.
    private sealed class ByReference : IEqualityComparer<PolicyPattern>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(PolicyPattern? left, PolicyPattern? right) => ReferenceEquals(left, right);

        public int GetHashCode(PolicyPattern pattern) => RuntimeHelpers.GetHashCode(pattern);
    }
}
