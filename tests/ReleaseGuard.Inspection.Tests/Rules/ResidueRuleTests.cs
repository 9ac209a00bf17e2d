using System;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG3017, RG5001 and RG5002: what ships beside the model and gives the withheld part back.</summary>
public sealed class ResidueRuleTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"files\": [\"heads/cyber/**\"]"));

    [Theory]
    [InlineData("optimizer.pt")]
    [InlineData("training_args.bin")]
    [InlineData("trainer_state.json")]
    [InlineData("rng_state_0.pth")]
    [InlineData("checkpoint-500/notes.txt")]
    [InlineData("out/global_step1000/x.txt")]
    public void Files_of_a_training_run_are_found(string path)
    {
        using var folder = new TemporaryFolder();
        folder.Write(path, "{}");
        Assert.Contains(Audit.Run(folder.Path, Policy).Findings, finding => finding.RuleId == "RG5001");
    }

    [Fact]
    public void Optimizer_tensors_are_found_in_any_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", SafetensorsBytes.Of(("a.weight", [2]), ("a.weight.exp_avg", [2]), ("optimizer/b", [1])));
        Assert.Contains("2 tensors", Assert.Single(Audit.Run(folder.Path, Policy).Findings).Message);
    }

    [Theory]
    [InlineData("base_model.model.layers.0.q_proj.lora_A.weight")]
    [InlineData("base_model.model.layers.0.q_proj.lora_B.default.weight")]
    [InlineData("lora_unet_down_blocks_0.lora_up.weight")]
    [InlineData("x.hada_w1_a")]
    [InlineData("blk.0.attn_q.weight.lora_a")]
    public void Adapter_tensors_are_found_under_any_file_name(string tensor)
    {
        using var folder = new TemporaryFolder();
        folder.Write("extra.safetensors", SafetensorsBytes.Of((tensor, [2])));
        Assert.Equal("RG5002", Assert.Single(Audit.Run(folder.Path, Policy).Findings).RuleId);
        Assert.DoesNotContain(Audit.Run(folder.Path, Policy, "enterprise").Findings, finding => finding.RuleId == "RG5002");
    }

    [Fact]
    public void An_adapter_that_the_policy_lets_into_the_edition_is_no_finding()
    {
        using var folder = new TemporaryFolder();
        folder.Write("style/adapter_model.safetensors", SafetensorsBytes.Of(("x.lora_A.weight", [2])));
        var policy = Audit.PolicyText("\"contoso.style\": { \"kind\": \"adapter\", \"title\": \"Style\", \"editions\": [\"open\"], \"match\": { \"files\": [\"style/**\"] } }");
        Assert.Empty(Audit.Run(folder.Path, policy).Findings);
    }

    [Fact]
    public void Blobs_and_encoded_weights_are_found_and_ordinary_files_are_not()
    {
        var random = new Random(5);
        var floats = new byte[8192];
        for (var index = 0; index < floats.Length; index += 4)
        {
            BitConverter.TryWriteBytes(floats.AsSpan(index), (float)((random.NextDouble() + random.NextDouble() - 1) * 0.05));
        }

        var noise = new byte[4096];
        random.NextBytes(noise);
        using var folder = new TemporaryFolder();
        folder.Write("a.dat", floats);
        folder.Write("b.dat", noise);
        folder.Write("c.py", "W = \"" + Convert.ToBase64String(floats) + "\"\n");
        folder.Write("d.js", "const w = '" + Convert.ToHexStringLower(noise) + "';");
        folder.Write("e.txt", Convert.ToBase64String(SafetensorsBytes.Of(("w", [512])), Base64FormattingOptions.InsertLineBreaks));
        folder.Write("ok/text.md", string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 400)));
        folder.Write("ok/image.png", [0x89, (byte)'P', (byte)'N', (byte)'G', .. noise]);
        folder.Write("ok/table.bin", Enumerable.Range(0, 4096).Select(number => (byte)(number % 16)).ToArray());
        folder.Write("ok/icon.css", "url(data:image/png;base64," + Convert.ToBase64String([0x89, (byte)'P', (byte)'N', (byte)'G', .. noise]) + ")");
        folder.Write("ok/words.txt", Encoding.UTF8.GetBytes(string.Join("\n", Enumerable.Range(0, 3000).Select(number => "word" + number))));
        var findings = Audit.Run(folder.Path, Policy).Findings;
        Assert.Equal(["a.dat", "b.dat", "c.py", "d.js", "e.txt"], findings.Where(finding => finding.RuleId == "RG3017").Select(finding => finding.Location.File));
        Assert.Contains("32-bit floating-point", findings[0].Message);
        Assert.Contains("base64 of a safetensors file", findings[4].Message);
        Assert.DoesNotContain(Audit.Run(folder.Path, Policy, "enterprise").Findings, finding => finding.RuleId == "RG3017");
    }

    [Fact]
    public void An_assembly_of_these_tests_holds_no_opaque_bytes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.dll", System.IO.File.ReadAllBytes(typeof(ResidueRuleTests).Assembly.Location));
        // What these tests say of withheld files is in the assembly as text, and found as such.
        Assert.All(Audit.Run(folder.Path, Policy).Findings, finding => Assert.Equal("RG2006", finding.RuleId));
    }
}
