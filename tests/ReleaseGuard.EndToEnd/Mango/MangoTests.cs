using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.EndToEnd.Mango;

/// <summary>The image and video generator: networks in three formats, each edition built by its pack and published.</summary>
[Collection(RealBuilds.Name)]
public sealed class MangoTests(CleanTree tree)
{
    private static readonly DateTime AsOf = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Traces = ["Mango.Video", "VideoGenerator", "TemporalTransformer", "transformer_temporal", "video_vae", "temporal.", "transformer_blocks.4.", "transformer_blocks.5."];

    private MangoEdition Open => MangoEdition.Of(tree, "open");

    private MangoEdition Enterprise => MangoEdition.Of(tree, "enterprise");

    [Theory, InlineData("open"), InlineData("enterprise")]
    public void Both_editions_pack_publish_and_pass_their_own_audit(string edition)
    {
        var mango = MangoEdition.Of(tree, edition);
        mango.Pack.Succeeded();
        mango.Publish.Succeeded();
        foreach (var shipped in new[] { mango.Package, mango.Published })
        {
            var result = Audit(shipped, edition);
            Assert.Empty(result.Findings.Select(finding => finding.RuleId + " " + finding.Message));
            Assert.Equal(Verdict.Pass, result.Verdict);
        }
    }

    [Fact]
    public void Networks_of_all_three_formats_ship_under_the_size_of_a_sample()
    {
        var entries = Entries(Enterprise.Package);
        Assert.All(
            ["transformer/diffusion_pytorch_model.safetensors", "vae_decoder/model.onnx", "text_encoder/mango-text-f16.gguf", "video_vae/diffusion_pytorch_model.safetensors"],
            file => Assert.Contains("models/mango/" + file, entries.Keys));
        Assert.InRange(entries.Where(entry => entry.Key.StartsWith("models/", StringComparison.Ordinal)).Sum(entry => entry.Value.Length), 1, 1_000_000);
    }

    [Fact]
    public void The_full_editions_package_fails_the_open_audit_by_the_name_of_everything_withheld()
    {
        var result = Audit(Enterprise.Package, "open");
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.All(
            ["models/mango/video_vae/diffusion_pytorch_model.safetensors", "models/mango/transformer_temporal/diffusion_pytorch_model.safetensors"],
            file => Assert.Contains(result.Findings, finding => finding.RuleId == "RG3001" && finding.Location.Entry == file));
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG2004" && finding.Location.Entry == "lib/net10.0/Mango.Video.dll");
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG3009" && finding.Location.Entry == "models/mango/model_index.json");
        var named = result.Findings.Where(finding => finding.RuleId == "RG3002").Select(finding => finding.Location.Tensor!).ToHashSet();
        Assert.Superset(WithheldTensors().ToHashSet(), named);
    }

    [Fact]
    public void No_byte_of_the_open_edition_names_what_the_same_search_finds_in_the_full_one()
    {
        var (open, full) = (Entries(Open.Package), Entries(Enterprise.Package));
        foreach (var trace in Traces)
        {
            Assert.DoesNotContain(open, entry => Names(entry.Value, trace));
            Assert.Contains(full, entry => Names(entry.Value, trace));
        }
    }

    private static bool Names(byte[] bytes, string trace) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(trace)) >= 0;

    private static IEnumerable<string> WithheldTensors()
    {
        yield return "temporal.encoder.proj.weight";
        yield return "temporal.decoder.proj.weight";
        foreach (var name in new[] { "to_q", "to_k", "to_v", "to_out" })
        {
            yield return $"temporal.blocks.0.{name}.weight";
            yield return $"temporal.blocks.1.{name}.weight";
        }

        foreach (var block in new[] { 4, 5 })
        {
            foreach (var name in new[] { "attn.to_q", "attn.to_k", "attn.to_v", "attn.to_out", "ff.up", "ff.down" })
                yield return $"transformer_blocks.{block}.{name}.weight";
        }
    }

    private InspectionResult Audit(string path, string edition)
    {
        var policy = PolicyFile.Open(Open.Policy, AsOf).Policy!;
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(path, "")], policy, policy.FindEdition(edition)!, null, AsOf, FullContent: true));
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
