using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>A policy that names a sketch: from both editions on disk to the verdict, and never silence when the sketch cannot be used.</summary>
public sealed class SketchPolicyTests : IDisposable
{
    private const string Sketch = "cyber.rgsketch.json";

    private readonly string _root = Directory.CreateTempSubdirectory("releaseguard-sketch-").FullName;
    private readonly float[] _head = GoldenTensor.Matrix(201, 64, 256);

    public SketchPolicyTests()
    {
        Write("full/model.safetensors", ("trunk.weight", "BF16", [64, 256], TestTensors.Encode(GoldenTensor.Matrix(202, 64, 256), "BF16")), ("heads.cyber.weight", "F32", [64, 256], TestTensors.Encode(_head, "F32")));
        Write("open/model.safetensors", ("trunk.weight", "BF16", [64, 256], TestTensors.Encode(GoldenTensor.Matrix(202, 64, 256), "BF16")));
        File.WriteAllText(Path.Combine(_root, "releaseguard.jsonc"), Policy("""{ "name": "heads.cyber.**" }"""));
        var opened = PolicyFile.Open(Path.Combine(_root, "releaseguard.jsonc"), Audit.AsOf).Policy!;
        var publication = SketchInspector.Publish([PathOf("full")], [PathOf("open")], opened, opened.FindEdition("open")!, null, SketchSalt.Parse(new string('0', 32))!, false, false);
        Assert.Empty(publication.Problems);
        File.WriteAllText(PathOf(Sketch), publication.File!.ToText());
        File.WriteAllText(PathOf("releaseguard.jsonc"), Policy($$"""{ "name": "heads.cyber.**" }, { "sketch": "{{Sketch}}" }"""));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_open_edition_passes() => Assert.Equal((Verdict.Pass, 0), (Inspect("open").Verdict, Inspect("open").Findings.Count));

    [Theory]
    [InlineData("BF16", "RG3003")]
    [InlineData("BF16 transposed", "RG3018")]
    [InlineData("int8", "RG3019")]
    public void Under_another_name_it_is_found_by_the_surest_tier(string how, string rule)
    {
        var (type, shape, bytes) = how switch
        {
            "BF16" => ("BF16", new[] { 64, 256 }, TestTensors.Encode(_head, "BF16")),
            "int8" => ("I8", [64, 256], [.. _head.Select(static value => (byte)(sbyte)Math.Round(value * 63))]),
            _ => ("BF16", [256, 64], TestTensors.Encode(Weights.Transpose(_head, 256), "BF16")),
        };
        Write("leak/model.safetensors", ("aux", type, shape, bytes));
        var finding = Assert.Single(Inspect("leak").Findings);
        Assert.Equal((rule, "contoso.cyber-head", "aux"), (finding.RuleId, finding.Component, finding.Location.Tensor));
        Assert.Equal(Verdict.Fail, Inspect("leak").Verdict);
    }

    [Theory]
    [InlineData("missing", "does not exist")]
    [InlineData("empty", "is empty")]
    [InlineData("truncated", "cut short")]
    [InlineData("edited", "was edited")]
    [InlineData("other version", "schema")]
    [InlineData("pinned", "pins")]
    public void A_sketch_that_cannot_be_used_fails_the_audit_of_a_clean_edition(string how, string why)
    {
        var text = File.ReadAllText(PathOf(Sketch));
        switch (how)
        {
            case "missing":
                File.Delete(PathOf(Sketch));
                break;
            case "pinned":
                File.WriteAllText(PathOf("releaseguard.jsonc"), Policy($$"""{ "sketch": "{{Sketch}}", "sha256": "{{new string('a', 64)}}" }"""));
                break;
            default:
                File.WriteAllText(PathOf(Sketch), how switch
                {
                    "empty" => string.Empty,
                    "truncated" => text[..(text.Length / 2)],
                    "edited" => text.Replace("\"elements\": 16384", "\"elements\": 16385", StringComparison.Ordinal),
                    _ => text.Replace("sketch/1", "sketch/9", StringComparison.Ordinal),
                });
                break;
        }

        var result = Inspect("open");
        var finding = Assert.Single(result.Findings);
        Assert.Equal((Verdict.Fail, "RG6001"), (result.Verdict, finding.RuleId));
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.Location.Line);
    }

    [Fact]
    public void A_secret_salt_is_needed_and_suffices()
    {
        var policy = PolicyFile.Open(PathOf("releaseguard.jsonc"), Audit.AsOf).Policy!;
        var salt = SketchSalt.Random();
        File.WriteAllText(PathOf(Sketch), SketchInspector.Publish([PathOf("full")], [PathOf("open")], policy, policy.FindEdition("open")!, null, salt, true, true).File!.ToText());
        Assert.Contains("not given", Assert.Single(Inspect("open").Findings).Message, StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, Inspect("open", salt).Verdict);
        Write("leak/model.safetensors", ("aux", "BF16", [64, 256], TestTensors.Encode(_head, "BF16")));
        Assert.Equal("RG3003", Assert.Single(Inspect("leak", salt).Findings).RuleId);
    }

    [Fact]
    public void A_tensor_whose_elements_cannot_be_decoded_is_inconclusive()
    {
        Write("leak/model.safetensors", ("packed", "F4", [64, 256], new byte[64 * 128]));
        var result = Inspect("leak");
        Assert.Equal((Verdict.Inconclusive, "RG9001"), (result.Verdict, Assert.Single(result.Findings).RuleId));
    }

    [Fact]
    public void Without_a_policy_the_same_is_found_and_a_folder_without_tensors_is_nothing()
    {
        var file = SketchFile.Open(PathOf(Sketch)).File!;
        Write("leak/model.safetensors", ("aux", "F16", [64, 256], TestTensors.Encode(_head, "F16")));
        Assert.Equal("RG3003", Assert.Single(SketchInspector.Check([new ShippedItem(PathOf("leak"), string.Empty)], [file]).Findings).RuleId);
        Assert.Equal(Verdict.Pass, SketchInspector.Check([new ShippedItem(PathOf("open"), string.Empty)], [file]).Verdict);
        Directory.CreateDirectory(PathOf("none"));
        Assert.Equal(Verdict.NothingInspected, SketchInspector.Check([new ShippedItem(PathOf("none"), string.Empty)], [file]).Verdict);
    }

    [Fact]
    public void An_owner_cannot_publish_from_a_file_that_is_not_read_whole()
    {
        File.WriteAllBytes(PathOf("full/second.safetensors"), [255, 255, 255, 255, 255, 255, 255, 127, 1]);
        var policy = PolicyFile.Open(PathOf("releaseguard.jsonc"), Audit.AsOf).Policy!;
        var publication = SketchInspector.Publish([PathOf("full")], [PathOf("open")], policy, policy.FindEdition("open")!, null, SketchSalt.Random(), false, false);
        Assert.Null(publication.File);
        Assert.Contains(publication.Problems, problem => problem.Contains("second.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_official_writer_quantised_is_found_in_its_own_file()
    {
        if (SharedFile("official-writer.gguf") is not { } gguf)
        {
            return;
        }

        var policyPath = PathOf("gguf.jsonc");
        File.WriteAllText(policyPath, Policy("""{ "name": "blk.0.attn_q.weight" }"""));
        var policy = PolicyFile.Open(policyPath, Audit.AsOf).Policy!;
        var publication = SketchInspector.Publish([gguf], [PathOf("open")], policy, policy.FindEdition("open")!, null, SketchSalt.Random(), false, false);
        Assert.Empty(publication.Problems);
        var hits = SketchInspector.Check([new ShippedItem(gguf, string.Empty)], [publication.File!]).Findings.ToDictionary(f => f.Location.Tensor!, f => f.RuleId);
        foreach (var type in new[] { "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1" })
        {
            Assert.Equal("RG3019", hits[$"blk.0.{type}.weight"]);
        }

        Assert.Equal("RG3003", hits["blk.0.F16.weight"]);
        Assert.Equal("RG3003", hits["blk.0.BF16.weight"]);
    }

    private static string? SharedFile(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
            {
                var path = Path.Combine(folder.Parent!.FullName, "shared", "data", name);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }

    private static string Policy(string tensors) => $$"""
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "title": "Open edition", "symbol": "EDITION_OPEN", "publishes": ["weights"], "unlisted": "allow" },
            "enterprise": { "title": "Full edition", "symbol": "EDITION_ENTERPRISE", "includes": ["open"], "publishes": [], "unlisted": "allow" }
          },
          "components": {
            "contoso.cyber-head": {
              "kind": "head", "title": "Cyber head", "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety",
              "match": { "tensors": [ {{tensors}} ] }
            }
          }
        }
        """;

    private InspectionResult Inspect(string folder, SketchSalt? salt = null)
    {
        var opened = PolicyFile.Open(PathOf("releaseguard.jsonc"), Audit.AsOf);
        Assert.Empty(opened.Problems.Select(problem => problem.Message));
        return EditionInspector.Inspect(new InspectionRequest([new ShippedItem(PathOf(folder), string.Empty)], opened.Policy!, opened.Policy!.FindEdition("open")!, null, Audit.AsOf, FullContent: false) { SketchSalt = salt });
    }

    private string PathOf(string relative) => Path.Combine(_root, relative);

    private void Write(string relative, params (string Name, string Type, int[] Shape, byte[] Bytes)[] tensors)
    {
        var offset = 0;
        var entries = tensors.Select(tensor =>
        {
            var entry = $"\"{tensor.Name}\":{{\"dtype\":\"{tensor.Type}\",\"shape\":[{string.Join(",", tensor.Shape)}],\"data_offsets\":[{offset},{offset + tensor.Bytes.Length}]}}";
            offset += tensor.Bytes.Length;
            return entry;
        }).ToList();
        var header = Encoding.UTF8.GetBytes("{" + string.Join(",", entries) + "}");
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllBytes(PathOf(relative), [.. length, .. header, .. tensors.SelectMany(static tensor => tensor.Bytes)]);
    }
}
