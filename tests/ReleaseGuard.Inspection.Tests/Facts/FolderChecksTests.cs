using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>What only the files of one folder together show.</summary>
public sealed class FolderChecksTests
{
    private static readonly string Policy = Audit.PolicyText("");

    private const string Index = "{ \"weight_map\": { \"a\": \"model-00001-of-00002.safetensors\", \"b\": \"model-00002-of-00002.safetensors\" } }";

    [Fact]
    public void An_index_and_its_shards_that_agree_pass_wherever_they_lie()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x/model.safetensors.index.json", Index);
        folder.Write("x/model-00001-of-00002.safetensors", SafetensorsBytes.Of(("a", [1])));
        folder.Write("x/model-00002-of-00002.safetensors", SafetensorsBytes.Of(("b", [1])));
        folder.Write("y/adapter.safetensors", SafetensorsBytes.Of(("a", [1])));
        Assert.Empty(Audit.Run(folder.Path, Policy).Findings);
    }

    [Fact]
    public void A_shard_that_no_index_names_and_one_that_is_missing_are_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors.index.json", Index);
        folder.Write("model-00001-of-00002.safetensors", SafetensorsBytes.Of(("a", [1])));
        folder.Write("extra.safetensors", SafetensorsBytes.Of(("c", [1])));
        var findings = Audit.Run(folder.Path, Policy).Findings;
        Assert.All(findings, finding => Assert.Equal("RG3007", finding.RuleId));
        Assert.Contains(findings, finding => finding.Location.File == "extra.safetensors");
        Assert.Contains(findings, finding => finding.Location.File == "model.safetensors.index.json" && finding.Message.Contains("model-00002-of-00002"));
    }

    [Fact]
    public void Numbered_shards_without_an_index_are_held_to_their_numbers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model-00001-of-00003.safetensors", SafetensorsBytes.Of(("a", [1])));
        folder.Write("model-00003-of-00003.safetensors", SafetensorsBytes.Of(("a", [1])));
        var findings = Audit.Run(folder.Path, Policy).Findings;
        Assert.All(findings, finding => Assert.Equal("RG3007", finding.RuleId));
        Assert.Equal(2, findings.Select(finding => finding.Message).Distinct().Count());
    }
}
