using System.IO;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>The verdict, end to end.</summary>
public sealed class EditionInspectorTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ], \"files\": [\"heads/cyber/**\"]"));

    [Fact]
    public void A_withheld_tensor_fails_the_open_edition_and_passes_the_full_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("model.embed.weight", [4, 2]), ("heads.cyber.weight", [2, 2])));

        var open = Audit.Run(folder.Path, Policy);
        Assert.Equal(Verdict.Fail, open.Verdict);
        var finding = Assert.Single(open.Findings);
        Assert.Equal("RG3002", finding.RuleId);
        Assert.Equal("contoso.cyber-head", finding.Component);
        Assert.Equal("model.safetensors", finding.Location.File);
        Assert.Equal("heads.cyber.weight", finding.Location.Tensor);
        Assert.Contains("in edition 'open': part of contoso.cyber-head (safety, owner @release-safety)", finding.Message);
        Assert.Equal("RG3002:contoso.cyber-head:heads.cyber.weight", finding.Key);
        Assert.Equal(new InspectedTotals(1, finding.Location.ByteOffset!.Value + 16, 2, 12) { Residue = new ResidueCheck(1, 0) }, open.Inspected);
    }

    [Fact]
    public void A_clean_folder_passes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("model.embed.weight", [4, 2])));
        folder.Write("README.md", "# Model");

        var result = Audit.Run(folder.Path, Policy);
        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void An_empty_folder_is_nothing_inspected()
    {
        using var folder = new TemporaryFolder();
        var result = Audit.Run(folder.Path, Policy);
        Assert.Equal(Verdict.NothingInspected, result.Verdict);
        Assert.Equal("RG9002", Assert.Single(result.Findings).RuleId);
    }

    [Fact]
    public void A_path_that_names_nothing_is_nothing_inspected()
    {
        var result = Audit.Run(Path.Combine(Path.GetTempPath(), "there-is-no-such-folder"), Policy);
        Assert.Equal(Verdict.NothingInspected, result.Verdict);
    }

    [Fact]
    public void Two_runs_over_the_same_bytes_give_the_same_findings_in_the_same_order()
    {
        using var folder = new TemporaryFolder();
        for (var shard = 0; shard < 20; shard++)
        {
            folder.Write($"part-{shard:00}.safetensors", SafetensorsBytes.Of(($"heads.cyber.{shard}.weight", [2, 2]), ("heads.cyber.shared", [1])));
        }

        var first = Audit.Run(folder.Path, Policy);
        var second = Audit.Run(folder.Path, Policy);
        Assert.Equal(40, first.Findings.Count(finding => finding.RuleId == "RG3002"));
        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal(first.Findings.Count, first.Findings.Select(finding => finding.Key).Distinct().Count());
    }
}
