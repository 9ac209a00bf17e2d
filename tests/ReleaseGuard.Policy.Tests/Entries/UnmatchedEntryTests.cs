using System;
using System.Linq;

namespace ReleaseGuard.Policy.Tests.Entries;

/// <summary>Entries that match nothing, entries that collide, and a policy's test of itself.</summary>
public class UnmatchedEntryTests
{
    private static readonly string[] s_tensors =
        [.. Enumerable.Range(0, 80).SelectMany(l => Enumerable.Range(0, 8).Select(e => $"model.layers.{l}.mlp.experts.{e}.up_proj.weight")), "heads.cyber.proj.weight", "lm_head.weight"];

    [Theory]
    [InlineData("heads.cybr.**", "heads.cyber")]
    [InlineData("model.layers.*.mlp.expert.{64..127}.**", "model.layers.0.mlp.experts.0")]
    [InlineData("lm_haed.weight", "lm_head.weight")]
    public void An_entry_that_matches_nothing_is_offered_the_nearest_live_name(string pattern, string nearest)
    {
        var policy = PolicyTexts.Good(PolicyTexts.WithMatch($$"""{ "tensors": [ { "name": "{{pattern}}" }, { "name": "heads.**" } ] }"""));
        var problem = Assert.Single(UnmatchedEntries.Find(policy, policy.FindEdition("enterprise")!, new ObservedNames { Tensors = s_tensors }));

        Assert.Equal(("RG6002", RuleSeverity.Error), (problem.RuleId, problem.Severity));
        Assert.Contains($"\"{nearest}\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_that_must_not_have_the_component_is_not_judged()
    {
        var policy = PolicyTexts.Good(PolicyTexts.WithMatch("""{ "tensors": [ { "name": "gone.**" } ] }"""));

        Assert.Empty(UnmatchedEntries.Find(policy, policy.FindEdition("open")!, new ObservedNames { Tensors = s_tensors }));
        Assert.Empty(UnmatchedEntries.Find(policy, policy.FindEdition("enterprise")!, new ObservedNames { Files = [] }));
    }

    [Fact]
    public void Two_components_that_claim_the_same_thing_are_reported_once_at_the_later()
    {
        var text = PolicyTexts.Small().Replace("\"components\": {", """
            "components": {
                "whole": { "editions": ["enterprise"], "match": { "files": ["heads/**"] } },
            """, StringComparison.Ordinal);
        var problem = Assert.Single(PolicyOverlaps.Find(PolicyTexts.Good(text)));

        Assert.Equal(("RG6007", RuleSeverity.Info), (problem.RuleId, problem.Severity));
        Assert.Equal("\"heads/cyber/**\"", PolicyTexts.At(text, problem));
    }

    [Fact]
    public void Components_of_two_products_or_of_two_slices_do_not_collide() =>
        Assert.Empty(PolicyOverlaps.Find(PolicyTexts.Good("""
            {
              "editions": { "open": { "publishes": ["weights"] }, "full": {} },
              "products": { "p": {}, "q": {} },
              "components": {
                "a": { "product": "p", "editions": ["full"], "match": { "files": ["x/**"], "tensors": [ { "name": "lm_head.weight", "rows": "0..9" } ] } },
                "b": { "product": "q", "editions": ["full"], "match": { "files": ["x/**"] } },
                "c": { "product": "p", "editions": ["full"], "match": { "tensors": [ { "name": "lm_head.weight", "rows": "10..19" } ] } }
              }
            }
            """)));

    [Fact]
    public void The_example_claims_nothing_twice() => Assert.Empty(PolicyOverlaps.Find(PolicyTexts.Good(PolicyTexts.Example)));

    [Fact]
    public void Every_pattern_of_the_example_catches_its_planted_leak_and_spares_the_look_alike()
    {
        var probes = PolicyProbes.Run(PolicyTexts.Good(PolicyTexts.Example));

        Assert.Equal([], probes.Where(p => !p.Passed).Select(p => $"{p.Kind}: {p.Outcome}"));
        Assert.Contains(probes, p => p.Leak == "heads/cyber/x");
    }

    [Fact]
    public void A_pattern_that_takes_everything_fails_its_probe()
    {
        var probe = Assert.Single(PolicyProbes.Run(PolicyTexts.Good(PolicyTexts.WithMatch("""{ "files": ["**"] }"""))));

        Assert.True(probe.IsCaught);
        Assert.False(probe.IsSpared);
        Assert.Contains("too broad", probe.Outcome, StringComparison.Ordinal);
    }
}
