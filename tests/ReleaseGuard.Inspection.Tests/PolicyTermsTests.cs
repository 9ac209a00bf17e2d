using System;
using System.Linq;
using System.Threading;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>What the policy says about weight, exceptions, modes and dates is what happens.</summary>
public sealed class PolicyTermsTests
{
    private const string Match = "\"tensors\": [ { \"name\": \"heads.cyber.**\" } ]";

    [Fact]
    public void An_exception_of_the_policy_allows_its_finding_and_is_counted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("heads.cyber.a", [2]), ("heads.cyber.b", [2])));
        var policy = Audit.PolicyText(Audit.Component(Match), more: """
            , "exceptions": [ { "id": "EX-1", "rule": "RG3002", "component": "contoso.cyber-head", "edition": "open",
                "where": { "tensor": "heads.cyber.a" }, "justification": "Kept for the wire format until v2.", "ticket": "REL-1", "approvedBy": "@release-safety", "expires": "2026-12-15" } ]
            """);
        var result = Audit.Run(folder.Path, policy);
        Assert.Equal("heads.cyber.b", Assert.Single(result.Findings).Location.Tensor);
        Assert.Equal(1, result.Inspected.Excepted);
    }

    [Fact]
    public void In_audit_mode_findings_are_reported_and_do_not_fail()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("heads.cyber.a", [2])));
        var result = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component(Match), more: ", \"settings\": { \"mode\": { \"open\": \"audit\" } }"));
        Assert.Equal(RuleSeverity.Warning, Assert.Single(result.Findings).Severity);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void Audit_mode_does_not_pass_what_was_not_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("weights.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]);
        var result = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component(Match), more: ", \"settings\": { \"mode\": { \"open\": \"audit\" } }"));
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void A_policy_that_weighs_inconclusive_as_a_warning_still_gets_no_pass()
    {
        using var folder = new TemporaryFolder();
        folder.Write("weights.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]);
        var result = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component(Match), more: ", \"settings\": { \"inconclusive\": \"warning\" }"), "enterprise");
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_judged_where_the_component_must_be()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("heads.cyber.a", [2])));
        var policy = Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"head.cyber.**\" } ]"));
        Assert.Empty(Audit.Run(folder.Path, policy).Findings);
        var finding = Assert.Single(Audit.Run(folder.Path, policy, "enterprise").Findings);
        Assert.Equal("RG6002", finding.RuleId);
        Assert.Contains("Did you mean 'heads.cyber.**'?", finding.Message);
        Assert.NotNull(finding.Location.Line);
    }

    [Fact]
    public void A_single_file_cannot_show_that_a_pattern_matches_nothing()
    {
        using var folder = new TemporaryFolder();
        var shard = folder.Write("model.safetensors", SafetensorsBytes.Of(("model.a", [2])));
        Assert.Empty(Audit.Run(shard, Audit.PolicyText(Audit.Component(Match)), "enterprise").Findings);
        Assert.Equal("RG6002", Assert.Single(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component(Match)), "enterprise").Findings).RuleId);
    }

    [Fact]
    public void Shape_and_type_narrow_a_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("a.weight", [3, 2]), ("b.weight", [2, 3])));
        Assert.Equal(["a.weight"], Tensors("{ \"name\": \"*.weight\", \"shape\": [3, null], \"dtype\": \"f32\" }"));
        Assert.Equal(["b.weight"], Tensors("{ \"name\": \"*.weight\", \"shape\": [2, 3] }"));
        Assert.Empty(Tensors("{ \"name\": \"*.weight\", \"dtype\": \"BF16\" }"));

        System.Collections.Generic.IEnumerable<string?> Tensors(string entry) => Audit.Run(folder.Path, Audit.PolicyText(Audit.Component($"\"tensors\": [ {entry} ]"))).Findings.Select(finding => finding.Location.Tensor);
    }

    [Fact]
    public void A_file_is_found_by_its_digest_under_any_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("harmless.txt", "secret");
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("secret"u8));
        var finding = Assert.Single(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component($"\"tensors\": [ {{ \"sha256\": \"{digest}\" }} ]"))).Findings);
        Assert.Equal(("RG3001", "harmless.txt"), (finding.RuleId, finding.Location.File));
    }

    [Fact]
    public void Cancelling_stops_the_inspection()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("a", [2])));
        var policy = Audit.Load(Audit.PolicyText(Audit.Component(Match)));
        Assert.ThrowsAny<OperationCanceledException>(() => EditionInspector.Inspect(
            new InspectionRequest([new ShippedItem(folder.Path, "")], policy, policy.FindEdition("open")!, null, Audit.AsOf, false), ct: new CancellationToken(true)));
    }
}
