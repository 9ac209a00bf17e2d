using System;

namespace ReleaseGuard.Policy.Tests.Decisions;

/// <summary>Whether a component may be in an edition, and why.</summary>
public class DecisionTests
{
    private static readonly EditionPolicy s_policy = PolicyTexts.Good("""
        {
          "editions": {
            "open": { "publishes": ["weights"] },
            "partner": { "includes": ["open"], "publishes": ["packages"] },
            "enterprise": { "includes": ["partner"] }
          },
          "components": {
            "base":    { "editions": ["open"], "match": { "files": ["a"] } },
            "gated":   { "editions": ["enterprise"], "gatedIn": ["partner"], "match": { "files": ["b"] } },
            "secret":  { "editions": ["enterprise"], "reason": "safety", "decision": "REL-1", "owner": "@rs", "match": { "files": ["c"] } },
            "residue": { "editions": [], "match": { "files": ["d"] } },
            "both":    { "editions": ["open"], "gatedIn": ["enterprise"], "match": { "files": ["e"] } }
          }
        }
        """);

    [Theory]
    [InlineData("base", "enterprise", Standing.Allowed, "includes 'open'")]
    [InlineData("gated", "open", Standing.Withheld, "edition 'open' includes none of them")]
    [InlineData("gated", "partner", Standing.Gated, "behind an edition guard only")]
    [InlineData("gated", "enterprise", Standing.Allowed, "its editions name it")]
    [InlineData("secret", "partner", Standing.Withheld, "is for 'enterprise' only, and edition 'partner' includes it not. Reason: safety. Decision: REL-1.")]
    [InlineData("residue", "enterprise", Standing.Withheld, "ships in no edition")]
    [InlineData("both", "enterprise", Standing.Gated, "behind an edition guard only")]
    public void A_decision_says_why(string component, string edition, Standing standing, string why)
    {
        var decision = s_policy.Decide(s_policy.FindComponent(component)!, s_policy.FindEdition(edition)!);

        Assert.Equal(standing, decision.Standing);
        Assert.Contains(why, decision.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Editions_are_ordered_by_what_they_include()
    {
        var (open, enterprise) = (s_policy.FindEdition("open")!, s_policy.FindEdition("enterprise")!);

        Assert.True(s_policy.Includes(enterprise, open));
        Assert.True(s_policy.Includes(open, open));
        Assert.False(s_policy.Includes(open, enterprise));
        Assert.Equal("enterprise", s_policy.NearestEdition("entreprise"));
    }

    [Fact]
    public void What_an_edition_publishes_is_closed_by_default()
    {
        Assert.Equal(UnlistedMode.Deny, s_policy.FindEdition("open")!.Unlisted);
        Assert.Equal(UnlistedMode.Allow, s_policy.FindEdition("enterprise")!.Unlisted);
    }

    [Fact]
    public void A_finding_is_worded_with_component_reason_and_owner() =>
        Assert.Equal(
            "'Head' is used in edition 'open': part of secret (safety, owner @rs). Move it.",
            FindingMessage.Compose("'Head' is used", s_policy.FindComponent("secret")!, s_policy.FindEdition("open")!, "Move it."));

    [Fact]
    public void An_edition_in_audit_mode_reports_without_failing_but_never_hides_a_broken_policy()
    {
        var policy = PolicyTexts.Good(PolicyTexts.Small("\"settings\": { \"mode\": { \"open\": \"audit\" }, \"unmatched\": \"info\" }"));
        var open = policy.FindEdition("open");

        Assert.Equal(RuleSeverity.Warning, policy.SeverityOf("RG3002", open));
        Assert.Equal(RuleSeverity.Error, policy.SeverityOf("RG6001", open));
        Assert.Equal(RuleSeverity.Error, policy.SeverityOf("RG9001", open));
        Assert.Equal(RuleSeverity.Info, policy.SeverityOf("RG6002", open));
    }
}
