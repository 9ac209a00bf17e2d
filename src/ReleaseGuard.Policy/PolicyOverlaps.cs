using System.Collections.Generic;
using ReleaseGuard.Policy.Patterns;
using ReleaseGuard.Policy.Reading;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Policy;

/// <summary>
/// RG6007: two components claim the same thing. Each pattern is held against the others by a text that it matches, so that
/// equal patterns and a pattern inside another are found in one pass, without comparing every pair. Not part of loading: it
/// needs the compiled patterns, and it is for whoever writes the policy, not for every build.
/// </summary>
public static class PolicyOverlaps
{
    /// <summary>Every claim that two components share, once, at the entry that stands later.</summary>
    public static IReadOnlyList<PolicyProblem> Find(EditionPolicy policy)
    {
        var problems = new PolicyProblems();
        problems.FileDone(policy.Path);
        if (policy.Components.Count > 1) Find(policy, problems);
        return problems.InOrder();
    }

    private static void Find(EditionPolicy policy, PolicyProblems problems)
    {
        var severity = policy.Rules.Find(RuleIds.RG6007) ?? RuleSeverity.Info;
        var order = new Dictionary<string, int>();
        foreach (var component in policy.Components) order[component.Id] = order.Count;
        foreach (var kind in MatchKinds.All)
        {
            var said = new HashSet<(PolicyPattern, PolicyPattern)>();
            foreach (var component in policy.Components)
            {
                foreach (var pattern in kind.Patterns(component.Match))
                {
                    if (PatternSample.Of(kind.Kind, pattern.Text) is not { } sample) continue;
                    foreach (var other in kind.Match(policy.Matcher, sample))
                    {
                        if (ReferenceEquals(other.Component, component) || Apart(component, other.Component)) continue;
                        if (kind.Kind == PatternKind.Tensor && RowsApart(component, pattern, other.Tensor)) continue;
                        // Said at the one that stands later, once for a pair.
                        var later = order[other.Component.Id] < order[component.Id];
                        var (at, first, second) = later ? (pattern, other, component) : (other.Pattern, new PatternMatch(component, pattern, null), other.Component);
                        if (!said.Add((at, first.Pattern))) continue;
                        problems.Add(RuleIds.RG6007, severity, at.Location,
                            $"The components '{first.Component.Id}' and '{second.Id}' both claim {Of(kind.Kind, sample)}: \"{first.Pattern.Text}\" ({first.Pattern.Location}) and \"{at.Text}\". The stricter of the two decides.");
                    }
                }
            }
        }
    }

    // Components of two products never meet in one artifact.
    private static bool Apart(Component left, Component right) =>
        left.Product is not null && right.Product is not null && left.Product != right.Product;

    private static bool RowsApart(Component component, PolicyPattern pattern, TensorPattern? other)
    {
        if (other?.Rows is not { } theirs) return false;
        foreach (var tensor in component.Match.Tensors)
        {
            if (ReferenceEquals(tensor.Name, pattern) && tensor.Rows is { } ours)
                return ours.Last < theirs.First || theirs.Last < ours.First;
        }

        return false;
    }

    private static string Of(PatternKind kind, string sample) => kind switch
    {
        PatternKind.Symbol => $"the symbol '{sample}'",
        PatternKind.Assembly => $"the assembly '{sample}'",
        PatternKind.Project => $"the project '{sample}'",
        PatternKind.Package => $"the package '{sample}'",
        PatternKind.Tensor => $"the tensor '{sample}'",
        PatternKind.Token => $"the token '{sample}'",
        PatternKind.String => $"the text '{sample}'",
        PatternKind.Dataset => $"the dataset '{sample}'",
        _ => $"the file '{sample}'",
    };
}
