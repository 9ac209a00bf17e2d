using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Policy.Tests.Extends;

/// <summary>A child may only tighten its base.</summary>
public class ExtendsTests
{
    private const string Base = """
        {
          "editions": {
            "open": { "symbol": "EDITION_OPEN", "publishes": ["weights"], "unlisted": "deny" },
            "enterprise": { "includes": ["open"] }
          },
          "products": { "p": { "limits": { "open": { "maxParameters": "8B", "dtypes": ["BF16", "F16"] } }, "requires": { "open": [ { "file": "LICENSE" } ] } } },
          "components": { "head": { "product": "p", "editions": ["enterprise"], "reason": "safety", "match": { "files": ["heads/**"] } },
                          "shard": { "editions": ["enterprise"], "match": { "files": ["x.bin"] } } },
          "rules": { "RG12": "error" },
          "settings": { "mode": { "open": "enforce" }, "exceptions": { "maxDays": 90, "warnDaysBefore": 14, "requireTicket": true }, "unmatched": "error", "elsewhere": "error" }
        }
        """;

    [Fact]
    public void A_child_inherits_what_it_does_not_state_and_adds_to_lists()
    {
        var result = Load("""
            { "extends": ["org.jsonc"],
              "components": { "head": { "owner": "@a", "match": { "files": ["more/**", "heads/**"] } } },
              "products": { "p": { "limits": { "open": { "maxParameters": "7B", "dtypes": ["BF16"] } }, "requires": { "open": [ { "file": "NOTICE" } ] } } } }
            """);
        Assert.Empty(result.Problems);
        var head = result.Policy!.FindComponent("head")!;

        Assert.Equal(["heads/**", "more/**"], head.Match.Files.Select(f => f.Text));
        Assert.Equal("org.jsonc", head.Match.Files[0].Location.Path);
        Assert.Equal(WithholdingReason.Safety, head.Reason);
        Assert.Equal(7_000_000_000, result.Policy.FindProduct("p")!.Limits["open"].MaxParameters);
        Assert.Equal(["LICENSE", "NOTICE"], result.Policy.FindProduct("p")!.Requires["open"].Select(r => r.File));
    }

    [Theory]
    [InlineData(""" "components": { "head": { "editions": ["enterprise", "open"] } } """, "\"open\"")]
    [InlineData(""" "components": { "head": { "gatedIn": ["open"] } } """, "\"open\"")]
    [InlineData(""" "components": { "head": { "reason": "competitive" } } """, "\"competitive\"")]
    [InlineData(""" "editions": { "open": { "unlisted": "allow" } } """, "\"allow\"")]
    [InlineData(""" "editions": { "open": { "publishes": [] } } """, "[]")]
    [InlineData(""" "editions": { "open": { "includes": ["enterprise"] }, "enterprise": { "includes": [] } } """, "\"enterprise\"")]
    [InlineData(""" "editions": { "open": { "symbol": "OTHER" } } """, "\"OTHER\"")]
    [InlineData(""" "editions": { "enterprise": { "publishes": ["weights"] } } """, "[\"weights\"]")]
    [InlineData(""" "editions": { "partner": { "includes": ["enterprise"], "publishes": ["weights"] } } """, "\"enterprise\"")]
    [InlineData(""" "products": { "p": { "limits": { "open": { "maxParameters": "9B" } } } } """, "\"9B\"")]
    [InlineData(""" "products": { "p": { "limits": { "open": { "dtypes": ["BF16", "F32"] } } } } """, "\"F32\"")]
    [InlineData(""" "products": { "p": { "limits": { "open": { "count": "stored" } } } } """, "\"stored\"")]
    [InlineData(""" "rules": { "RG1201": "info" } """, "\"info\"")]
    [InlineData(""" "settings": { "mode": { "open": "audit" } } """, "\"audit\"")]
    [InlineData(""" "settings": { "exceptions": { "maxDays": 365 } } """, "365")]
    [InlineData(""" "settings": { "exceptions": { "warnDaysBefore": 1 } } """, "1")]
    [InlineData(""" "settings": { "exceptions": { "requireTicket": false } } """, "false")]
    [InlineData(""" "settings": { "unmatched": "warning" } """, "\"warning\"")]
    [InlineData(""" "settings": { "elsewhere": "warning" } """, "\"warning\"")]
    [InlineData(""" "exceptions": [ { "id": "E-1", "rule": "RG3001", "component": "head", "where": { "file": "heads/a.bin" }, "justification": "it is a tiny test file", "ticket": "T", "expires": "2027-01-01" } ] """, "\"E-1\"")]
    public void A_child_that_loosens_is_RG6009_at_the_loosening_and_the_base_holds(string child, string at)
    {
        var text = "{ \"extends\": [\"org.jsonc\"], " + child + " }";
        var result = Load(text);
        var problem = Assert.Single(result.Problems);

        Assert.Equal(("RG6009", RuleSeverity.Error), (problem.RuleId, problem.Severity));
        Assert.Equal(at, PolicyTexts.At(text, problem));
        // The strictest reading stays usable, so that the rest of a release is still checked.
        Assert.NotNull(result.Policy);
        Assert.Equal(Standing.Withheld, result.Policy.Decide(result.Policy.FindComponent("head")!, result.Policy.FindEdition("open")!).Standing);
        Assert.Equal(EnforcementMode.Enforce, result.Policy.ModeOf(result.Policy.FindEdition("open")!));
    }

    [Theory]
    [InlineData(""" "components": { "head": { "editions": [] } } """)]
    [InlineData(""" "components": { "head": { "editions": [], "gatedIn": ["enterprise"] } } """)]
    [InlineData(""" "settings": { "exceptions": { "maxDays": 30 } } """)]
    [InlineData(""" "rules": { "RG13": "error" } """)]
    [InlineData(""" "exceptions": [ { "id": "E-1", "rule": "RG3001", "component": "shard", "where": { "file": "heads/a.bin" }, "justification": "it is a tiny test file", "ticket": "T", "expires": "2027-01-01" } ] """)]
    public void A_child_may_tighten(string child)
    {
        if (child.Contains("RG13", StringComparison.Ordinal)) child = child.Replace("RG13", "RG30", StringComparison.Ordinal);
        Assert.Empty(Load("{ \"extends\": [\"org.jsonc\"], " + child + " }").Problems);
    }

    [Fact]
    public void A_missing_base_is_reported_at_the_reference()
    {
        const string Text = """{ "extends": ["orgg.jsonc"], "editions": { "open": {} } }""";
        var problem = Assert.Single(Load(Text).Problems);

        Assert.Equal(("RG6001", "\"orgg.jsonc\""), (problem.RuleId, PolicyTexts.At(Text, problem)));
    }

    [Fact]
    public void Policies_that_extend_one_another_are_named_in_their_circle()
    {
        var bases = new Bases(("a", """{ "extends": ["b"], "editions": { "open": {} } }"""), ("b", """{ "extends": ["a"] }"""));
        var problem = PolicyLoader.Load(bases.Find("a", new PolicySource("", ""))!, bases).Problems;

        Assert.Contains(problem, p => p.Message.Contains("a -> b -> a", StringComparison.Ordinal) && p.Location.Path == "b");
    }

    [Fact]
    public void Of_two_bases_the_stricter_word_holds_and_a_shared_base_counts_once()
    {
        var bases = new Bases(
            ("org", Base),
            ("left", """{ "extends": ["org"], "products": { "p": { "limits": { "open": { "maxParameters": "5B" } } } } }"""),
            ("right", """{ "extends": ["org"], "products": { "p": { "limits": { "open": { "maxParameters": "6B" } } } } }"""));
        var result = PolicyLoader.Load(new PolicySource("own", """{ "extends": ["left", "right"] }"""), bases, PolicyTexts.Today);

        Assert.Empty(result.Problems);
        Assert.Equal(5_000_000_000, result.Policy!.FindProduct("p")!.Limits["open"].MaxParameters);
        Assert.Single(result.Policy.FindComponent("head")!.Match.Files);
    }

    private static PolicyLoadResult Load(string text) =>
        PolicyTexts.Load(text, new Bases(("org.jsonc", Base)));

    private sealed class Bases(params (string Path, string Text)[] files) : IBasePolicies
    {
        private readonly Dictionary<string, string> _files = files.ToDictionary(f => f.Path, f => f.Text);

        public PolicySource? Find(string reference, PolicySource from) =>
            _files.TryGetValue(reference, out var text) ? new PolicySource(reference, text) : null;
    }
}
