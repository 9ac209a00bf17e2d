using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.EndToEnd.Avocado;

[Collection(RealBuilds.Name)]
public sealed class AvocadoTests(CleanTree tree)
{
    private static readonly string[] Traces = ["Heads.Cyber", "ExploitHead", "CyberGate", "cyber_head", "heads.cyber", "<|cyber", "internal/cyber", "experts.4.", "experts.7.", "layers.4."];

    private AvocadoEdition Open => AvocadoEdition.Of(tree, "open");

    private AvocadoEdition Enterprise => AvocadoEdition.Of(tree, "enterprise");

    [Theory, InlineData("open"), InlineData("enterprise")]
    public void Both_editions_build_pack_and_publish(string edition)
    {
        var avocado = AvocadoEdition.Of(tree, edition);
        avocado.Build.Succeeded();
        avocado.Pack.Succeeded();
        avocado.Publish.Succeeded();
    }

    [Fact]
    public void The_build_says_its_verdict_in_one_line() =>
        Assert.Single(Open.Build.Output.Split('\n'), line => line.Contains("ReleaseGuard: pass. Avocado.Packaging, edition open:", StringComparison.Ordinal) && line.Contains("tensors", StringComparison.Ordinal));

    [Fact]
    public void What_the_open_edition_ships_passes_its_audit()
    {
        Assert.Equal(Verdict.Pass, Audit(Open.Package, "open").Verdict);
        Assert.Equal(Verdict.Pass, Audit(Open.Published, "open").Verdict);
    }

    [Fact]
    public void The_published_folder_is_a_model_folder() =>
        Assert.All(
            ["config.json", "generation_config.json", "model.safetensors.index.json", "model-00001-of-00003.safetensors", "tokenizer.json", "LICENSE", "NOTICE", "README.md", "evals/malicious-finetuning.json"],
            file => Assert.True(File.Exists(Path.Combine(Open.Published, file)), file));

    [Fact]
    public void The_package_keeps_the_models_folders() =>
        Assert.Contains("models/avocado/heads/cyber/cyber-head.safetensors", Entries(Enterprise.Package).Keys);

    [Fact]
    public void No_byte_of_what_the_open_edition_ships_names_what_is_withheld()
    {
        var shipped = Entries(Open.Package);
        foreach (var file in Directory.EnumerateFiles(Open.Published, "*", SearchOption.AllDirectories))
            shipped.Add(file, File.ReadAllBytes(file));
        foreach (var (name, bytes) in shipped)
        {
            foreach (var trace in Traces)
            {
                Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0, $"{name} holds '{trace}'");
                Assert.False(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(trace)) >= 0, $"{name} holds '{trace}'");
            }
        }
    }

    [Fact]
    public void The_same_search_finds_every_trace_in_the_full_edition()
    {
        var everything = Entries(Enterprise.Package).Values.SelectMany(bytes => bytes).ToArray();
        Assert.All(Traces, trace => Assert.True(everything.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0 || everything.AsSpan().IndexOf(Encoding.Unicode.GetBytes(trace)) >= 0, trace));
    }

    [Fact]
    public void The_full_editions_package_fails_the_open_audit_by_the_name_of_everything_withheld()
    {
        var result = Audit(Enterprise.Package, "open");
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.All(
            ["models/avocado/heads/cyber/cyber-head.safetensors", "models/avocado/model-00004-of-00005.safetensors", "models/avocado/model-00005-of-00005.safetensors"],
            shard => Assert.Contains(result.Findings, finding => finding.RuleId == "RG3001" && finding.Location.Entry == shard));
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG2004" && finding.Location.Entry == "lib/net10.0/Avocado.Heads.Cyber.dll");
        var named = result.Findings.Where(finding => finding.RuleId == "RG3002").Select(finding => finding.Location.Tensor!).ToHashSet();
        Assert.Superset(WithheldTensors().ToHashSet(), named);
    }

    [Fact]
    public void The_full_edition_passes_its_own_audit() => Assert.Equal(Verdict.Pass, Audit(Enterprise.Package, "enterprise").Verdict);

    [Theory, InlineData("open"), InlineData("enterprise")]
    public void The_products_own_tests_pass(string edition)
    {
        _ = AvocadoEdition.Of(tree, edition);
        var run = Dotnet.Run(tree.Root, "test", "samples/Avocado/Avocado.Tests", $"-p:ReleaseEdition={edition}").Succeeded();
        Assert.Contains("Passed!", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> WithheldTensors()
    {
        string[] parts = ["gate_proj", "up_proj", "down_proj"];
        foreach (var name in new[] { "norm", "adapter", "proj" })
            yield return $"heads.cyber.{name}.weight";
        for (var layer = 0; layer < 6; layer++)
        {
            for (var expert = layer < 4 ? 4 : 0; expert < 8; expert++)
            {
                foreach (var part in parts)
                    yield return $"model.layers.{layer}.mlp.experts.{expert}.{part}.weight";
            }
        }

        foreach (var layer in new[] { 4, 5 })
        {
            foreach (var name in new[] { "input_layernorm", "post_attention_layernorm", "mlp.gate", "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj" })
                yield return $"model.layers.{layer}.{name}.weight";
        }
    }

    private InspectionResult Audit(string path, string edition)
    {
        var asOf = new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);
        var policy = PolicyFile.Open(Open.Policy, asOf).Policy!;
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(path, "")], policy, policy.FindEdition(edition)!, null, asOf, FullContent: true));
    }

    private static Dictionary<string, byte[]> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
