using System.Collections.Generic;
using ReleaseGuard.Policy.Patterns;

namespace ReleaseGuard.Policy;

/// <summary>Tests a policy by itself, for <c>releaseguard policy test</c>: plants a leak for each pattern and a look-alike beside it.</summary>
public static class PolicyProbes
{
    /// <summary>Probes every pattern of every component.</summary>
    public static IReadOnlyList<PolicyProbe> Run(EditionPolicy policy)
    {
        var probes = new List<PolicyProbe>();
        foreach (var component in policy.Components)
        {
            foreach (var kind in MatchKinds.All)
            {
                foreach (var pattern in kind.Patterns(component.Match)) probes.Add(Probe(policy, component, kind, pattern));
            }
        }

        return probes;
    }

    private static PolicyProbe Probe(EditionPolicy policy, Component component, MatchKinds kind, PolicyPattern pattern)
    {
        var leak = PatternSample.Of(kind.Kind, pattern.Text);
        var lookAlike = PatternSample.LookAlike(kind.Kind, pattern.Text) ?? Innocent(kind.Kind);
        var caught = false;
        if (leak is not null)
        {
            foreach (var match in kind.Match(policy.Matcher, leak)) caught |= ReferenceEquals(match.Pattern, pattern);
        }

        var spared = true;
        foreach (var match in kind.Match(policy.Matcher, lookAlike)) spared &= !ReferenceEquals(match.Pattern, pattern);
        return new PolicyProbe(component, kind.Name, pattern, leak, lookAlike, caught, spared);
    }

    private static string Innocent(PatternKind kind) => kind switch
    {
        PatternKind.Symbol => "T:System.String",
        PatternKind.Assembly or PatternKind.Package => "System.Text.Json",
        PatternKind.Project => "src/Program/Program.csproj",
        PatternKind.File => "README.md",
        PatternKind.Tensor => "model.embed_tokens.weight",
        PatternKind.Token => "the",
        PatternKind.Dataset => "wikipedia",
        _ => "the quick brown fox",
    };
}
