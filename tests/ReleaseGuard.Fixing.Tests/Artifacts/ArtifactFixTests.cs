using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing.Tests.Artifacts;

/// <summary>Releases fixed: indexes, configuration and metadata; weights never.</summary>
public sealed class ArtifactFixTests : IDisposable
{
    private readonly FixFolder _folder = new();

    public ArtifactFixTests() => _folder.Write("dist/README.md", "A model.\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_withheld_key_goes_with_its_comma_and_nothing_else_moves()
    {
        var before = "\uFEFF{\r\n\t\"name\" : \"é€\", \"cyber_head\": { \"n\": [1, 2] },\r\n\t\"architectures\": [\"Open\", \"CyberHead\"],\n\t\"layers\": 1\r\n}\r\n";
        _folder.Write("dist/config.json", before);
        var result = await _folder.Fix("dist");
        Assert.Empty(result.Unfixed);
        Assert.Equal(before.Replace("\"cyber_head\": { \"n\": [1, 2] },", "").Replace("\"é€\", \r\n", "\"é€\", \r\n").Replace(", \"CyberHead\"", "").TrimStart('\uFEFF').Replace(" \r\n", "\r\n"), _folder.Read("dist/config.json").Replace(" \r\n", "\r\n"));
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(_folder.PathOf("dist/config.json"))[..3]);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Empty((await _folder.Fix("dist")).Fixed);
        Assert.Equal(["README.md", "config.json"], Directory.EnumerateFileSystemEntries(_folder.PathOf("dist")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metadata_is_stripped_and_every_byte_of_every_tensor_is_the_same()
    {
        var before = Safetensors.Of("{\"format\":\"pt\",\"run_name\":\"r\\u00e9 17\",\"source\":\"/mnt/x/y\"}", "a", "b", "c");
        _folder.WriteBytes("dist/model.safetensors", before);
        var result = await _folder.Fix("dist");
        Assert.Equal(2, result.Fixed.Count);
        Assert.Contains("-__metadata__.run_name", Assert.Single(result.Changes).Diff, StringComparison.Ordinal);
        var (header, data) = Safetensors.Read(File.ReadAllBytes(_folder.PathOf("dist/model.safetensors")));
        Assert.Equal(Safetensors.Read(before).Data, data);
        Assert.Equal(Safetensors.Read(before).Header.Replace(",\"run_name\":\"r\\u00e9 17\",\"source\":\"/mnt/x/y\"", ""), header.TrimEnd(' '));
        Assert.Equal(0, (8 + header.Length) % 8);
    }

    [Fact]
    public async Task Metadata_of_which_every_key_tells_goes_whole()
    {
        _folder.WriteBytes("dist/model.safetensors", Safetensors.Of("{\"run_name\":\"x\"}", "a"));
        await _folder.Fix("dist");
        Assert.StartsWith("{\"a\":", Safetensors.Read(File.ReadAllBytes(_folder.PathOf("dist/model.safetensors"))).Header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_is_rebuilt_from_the_shards_that_ship()
    {
        _folder.WriteBytes("dist/model-00001-of-00002.safetensors", Safetensors.Of("", "a", "b"));
        _folder.WriteBytes("dist/model-00002-of-00002.safetensors", Safetensors.Of("", "c", "d"));
        _folder.Write("dist/model.safetensors.index.json", "{\n  \"metadata\": { \"total_size\": 1 },\n  \"weight_map\": {\n    \"gone\": \"model-00002-of-00002.safetensors\",\n    \"d\": \"model-00001-of-00002.safetensors\",\n    \"a\": \"model-00001-of-00002.safetensors\",\n    \"lost\": \"model-00003-of-00002.safetensors\"\n  }\n}\n");
        var result = await _folder.Fix("dist");
        Assert.Empty(result.Unfixed);
        Assert.All(result.Fixed, finding => Assert.Equal("RG3007", finding.RuleId));
        Assert.Equal(
            "{\n  \"metadata\": { \"total_size\": 128 },\n  \"weight_map\": {\n    \"d\": \"model-00002-of-00002.safetensors\",\n    \"a\": \"model-00001-of-00002.safetensors\",\n    \"b\": \"model-00001-of-00002.safetensors\",\n    \"c\": \"model-00002-of-00002.safetensors\"\n  }\n}\n",
            _folder.Read("dist/model.safetensors.index.json"));
    }

    [Fact]
    public async Task A_tensor_in_two_shards_is_for_a_person_to_decide()
    {
        _folder.WriteBytes("dist/model-00001-of-00002.safetensors", Safetensors.Of("", "a"));
        _folder.WriteBytes("dist/model-00002-of-00002.safetensors", Safetensors.Of("", "a"));
        _folder.Write("dist/model.safetensors.index.json", "{ \"weight_map\": { \"a\": \"model-00001-of-00002.safetensors\" } }");
        var before = _folder.Everything();
        var result = await _folder.Fix("dist");
        Assert.Contains(result.Unfixed, left => left.Why.Contains("remove one of the shards", StringComparison.Ordinal));
        Assert.Equal(before, _folder.Everything());
        Assert.Equal(Verdict.Fail, result.Verdict);
    }

    [Fact]
    public async Task Files_go_only_when_asked_to_and_assemblies_never()
    {
        _folder.Write("dist/heads/cyber/prompts.txt", "x");
        var first = await _folder.Fix("dist");
        Assert.Contains("--delete", Assert.Single(first.Unfixed).Why, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("dist/heads/cyber/prompts.txt")));
        var second = await _folder.Fix("dist", request => request with { Deletes = true });
        Assert.True(Assert.Single(second.Changes).IsRemoval);
        Assert.False(File.Exists(_folder.PathOf("dist/heads/cyber/prompts.txt")));
    }

    [Fact]
    public async Task Tokens_archives_and_weights_are_told_and_left()
    {
        _folder.Write("dist/tokenizer.json", "{ \"added_tokens\": [ { \"id\": 7, \"content\": \"<|cyber_scan|>\" } ], \"model\": { \"vocab\": {} } }");
        Directory.CreateDirectory(_folder.PathOf("dist"));
        using (var zip = ZipFile.Open(_folder.PathOf("dist/inner.zip"), ZipArchiveMode.Create))
        using (var writer = new StreamWriter(zip.CreateEntry("config.json").Open())) writer.Write("{ \"cyber_head\": 1 }");
        var before = _folder.Everything();
        var result = await _folder.Fix("dist");
        Assert.Empty(result.Fixed);
        Assert.Contains(result.Unfixed, left => left.Finding.RuleId == "RG3010" && left.Why.Contains("export", StringComparison.Ordinal));
        Assert.Contains(result.Unfixed, left => left.Finding.Location.Entry is not null && left.Why.Contains("archive", StringComparison.Ordinal));
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_release_is_not_followed()
    {
        _folder.Write("elsewhere/config.json", "{ \"cyber_head\": 1 }");
        File.CreateSymbolicLink(_folder.PathOf("dist/config.json"), _folder.PathOf("elsewhere/config.json"));
        await _folder.Fix("dist");
        Assert.Equal("{ \"cyber_head\": 1 }", _folder.Read("elsewhere/config.json"));
    }

    [Fact]
    public async Task A_policy_entry_is_renamed_only_when_the_rule_is_named()
    {
        _folder.Write("releaseguard.jsonc", "// mine\n{ \"schemaVersion\": 1, \"editions\": { \"open\": { \"publishes\": [\"weights\"], \"unlisted\": \"allow\" }, \"full\": { \"includes\": [\"open\"] } },\n  \"components\": { \"c\": { \"kind\": \"head\", \"editions\": [\"full\"], \"owner\": \"@o\", \"reason\": \"safety\", \"match\": { \"tensors\": [ { \"name\": \"heads.cybre.**\" } ] } } } }\n");
        _folder.WriteBytes("dist/model.safetensors", Safetensors.Of("", "heads.cyber.w"));
        var told = await _folder.Fix("dist", request => request with { Edition = "full" });
        Assert.Contains("--rule RG6002", Assert.Single(told.Unfixed).Why, StringComparison.Ordinal);
        var result = await _folder.Fix("dist", request => request with { Edition = "full", Rules = ["RG6002"] });
        Assert.Single(result.Fixed);
        Assert.StartsWith("// mine\n", _folder.Read("releaseguard.jsonc"), StringComparison.Ordinal);
        Assert.Contains("\"heads.cyber.**\"", _folder.Read("releaseguard.jsonc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_UTF_8_is_refused_with_a_message()
    {
        _folder.WriteBytes("dist/config.json", [.. "{ \"a\": \""u8, 0xC3, 0x28, .. "\", \"cyber_head\": 1 }"u8]);
        var before = _folder.Everything();
        var result = await _folder.Fix("dist");
        Assert.NotEqual(Verdict.Pass, result.Verdict);
        Assert.Equal(before, _folder.Everything());
    }

    [Fact]
    public async Task An_empty_folder_has_nothing_to_fix()
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));
        Assert.Equal(Verdict.NothingInspected, (await _folder.Fix("empty")).Verdict);
    }
}
