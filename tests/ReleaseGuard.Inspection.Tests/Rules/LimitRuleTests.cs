using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG3005 and RG3006: what the edition may have at most, at the tensor that goes beyond it.</summary>
public sealed class LimitRuleTests
{
    [Theory]
    [InlineData("\"maxParameters\": 7", "RG3005", null)]
    [InlineData("\"maxParameters\": \"0.007K\", \"count\": \"stored\"", "RG3005", null)]
    [InlineData("\"maxLayers\": 1", "RG3006", "model.layers.1.mlp.experts.1.w")]
    [InlineData("\"maxExperts\": 1", "RG3006", "model.layers.1.mlp.experts.1.w")]
    [InlineData("\"maxContextLength\": 2", "RG3006", "wpe.weight")]
    [InlineData("\"dtypes\": [\"BF16\"]", "RG3006", "model.layers.0.mlp.experts.0.w")]
    [InlineData("\"maxTotalBytes\": 100", "RG3006", null)]
    public void Beyond_a_limit_there_is_a_finding(string limit, string rule, string? tensor)
    {
        using var folder = Release();
        var finding = Assert.Single(Audit.Run(folder.Path, Policy(limit)).Findings);
        Assert.Equal((rule, tensor), (finding.RuleId, finding.Location.Tensor));
    }

    [Theory]
    [InlineData("\"maxParameters\": 8")]
    [InlineData("\"maxLayers\": 2, \"maxExperts\": 2, \"maxContextLength\": 3, \"maxShards\": 1, \"maxTotalBytes\": 100000, \"dtypes\": [\"f32\"]")]
    public void At_a_limit_there_is_none(string limit)
    {
        using var folder = Release();
        Assert.Empty(Audit.Run(folder.Path, Policy(limit)).Findings);
    }

    [Fact]
    public void What_a_configuration_declares_is_held_to_the_limits_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{\n  \"text_config\": {\n    \"num_hidden_layers\": 3,\n    \"max_position_embeddings\": 4096 } }");
        Assert.Equal(
            [("RG3006", 3), ("RG3006", 4)],
            Audit.Run(folder.Path, Policy("\"maxLayers\": 2, \"maxContextLength\": 2048")).Findings.Select(finding => (finding.RuleId, finding.Location.Line!.Value)));
    }

    private static string Policy(string limit) => Audit.PolicyText("", $"\"model\": {{ \"limits\": {{ \"open\": {{ {limit} }} }} }}");

    private static TemporaryFolder Release()
    {
        var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("model.layers.0.mlp.experts.0.w", [1]), ("model.layers.1.mlp.experts.1.w", [1]), ("wpe.weight", [3, 2])));
        return folder;
    }
}
