using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Two_that_are_the_same_have_no_difference()
    {
        _workshop.Safetensors("a/model.safetensors", ("embed.weight", [16, 8]));
        _workshop.Safetensors("b/model.safetensors", ("embed.weight", [16, 8]));
        ToolRun run = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "--content", "full");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("No difference: 1 tensor, 1 file.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_of_difference_is_told_by_its_kind()
    {
        _workshop.Bytes("a/model.safetensors", Filled(("gone.weight", [4], 1), ("old.name", [8], 2), ("shaped", [2, 4], 3), ("weights", [4], 4), ("same", [4], 5)));
        _workshop.Bytes("b/model.safetensors", Filled(("new.weight", [6], 6), ("new.name", [8], 2), ("shaped", [4, 2], 3), ("weights", [4], 7), ("same", [4], 5)));
        using JsonDocument full = Diff("full");
        Assert.Equal(
            ["added new.weight", "changed weights", "removed gone.weight", "renamed old.name", "reshaped shaped"],
            Kinds(full));
        Assert.Equal(1, full.RootElement.GetProperty("sameTensors").GetInt64());
        Assert.Equal("new.name", full.RootElement.GetProperty("tensors").EnumerateArray().Single(tensor => tensor.GetProperty("kind").GetString() == "renamed")
            .GetProperty("after").GetProperty("name").GetString());

        using JsonDocument headers = Diff("headers");
        Assert.Equal(
            ["added new.name", "added new.weight", "removed gone.weight", "removed old.name", "reshaped shaped"],
            Kinds(headers));
        Assert.False(headers.RootElement.GetProperty("comparedContent").GetBoolean());
    }

    [Fact]
    public void A_tensor_in_another_shard_was_moved_and_one_of_another_dtype_recast()
    {
        _workshop.Safetensors("a/1.safetensors", ("x", [4]), ("y", [4]));
        _workshop.Safetensors("a/2.safetensors", ("z", [4]));
        _workshop.Safetensors("b/1.safetensors", ("x", [4]));
        _workshop.Bytes("b/2.safetensors", System.Text.Encoding.Latin1.GetBytes(
            System.Text.Encoding.Latin1.GetString(Workshop.SafetensorsBytes(("y", [4]), ("z", [4]))).Replace("\"z\":{\"dtype\":\"BF16\"", "\"z\":{\"dtype\":\"F16\"", StringComparison.Ordinal)));
        byte[] second = File.ReadAllBytes(_workshop.PathOf("b/2.safetensors"));
        second[0]--; // The dtype is one character shorter, and so is the header.
        File.WriteAllBytes(_workshop.PathOf("b/2.safetensors"), second);
        using JsonDocument report = Diff("headers");
        Assert.Equal(["moved y", "recast z"], Kinds(report));
    }

    [Fact]
    public void Totals_by_module_and_dtype_add_up_to_the_sides()
    {
        _workshop.Safetensors("a/m.safetensors", ("model.layers.0.up", [4, 4]), ("model.layers.1.up", [4, 4]), ("heads.cyber.w", [2]));
        _workshop.Safetensors("b/m.safetensors", ("model.layers.0.up", [4, 4]));
        using JsonDocument report = Diff("headers");
        JsonElement root = report.RootElement;
        foreach (string by in new[] { "byModule", "byDtype", "byFile" })
        {
            Assert.Equal(34, root.GetProperty("totals").GetProperty(by).EnumerateArray().Sum(row => row.GetProperty("parametersBefore").GetInt64()));
            Assert.Equal(16, root.GetProperty("totals").GetProperty(by).EnumerateArray().Sum(row => row.GetProperty("parametersAfter").GetInt64()));
        }

        Assert.Equal(34, root.GetProperty("before").GetProperty("parameters").GetInt64());
        string text = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b")).Output;
        Assert.Contains("The second exposes 47.1 % of the first's parameters (16 of 34).", text, StringComparison.Ordinal);
        Assert.Contains("  - heads.cyber.w  BF16 [2]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_are_compared_by_their_entries_whatever_their_versions()
    {
        foreach ((string version, string tensor) in new[] { ("1.0.0", "x"), ("1.1.0", "y") })
        {
            using ZipArchive zip = ZipFile.Open(_workshop.PathOf($"Contoso.{version}.nupkg"), ZipArchiveMode.Create);
            using Stream entry = zip.CreateEntry("models/model.safetensors").Open();
            entry.Write(Workshop.SafetensorsBytes((tensor, [4])));
        }

        ToolRun run = ToolRun.Of("diff", _workshop.PathOf("Contoso.1.0.0.nupkg"), _workshop.PathOf("Contoso.1.1.0.nupkg"), "--content", "full");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  > x -> y  same content", run.Output, StringComparison.Ordinal);
        Assert.Contains("models/model.safetensors", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nupkg  ", string.Join('\n', run.Output.Split('\n').Skip(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_is_held_against_a_folder()
    {
        _workshop.Safetensors("dist/model.safetensors", ("x", [4]));
        Assert.Equal(0, ToolRun.Of("manifest", "write", _workshop.PathOf("dist"), "-e", "open").ExitCode);
        _workshop.Safetensors("dist/model.safetensors", ("x", [4]), ("y", [2]));
        ToolRun run = ToolRun.Of("diff", _workshop.PathOf("editions/open.manifest.json"), _workshop.PathOf("dist"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  + y  BF16 [2]", run.Output, StringComparison.Ordinal);
        Assert.Contains("  ~ model.safetensors  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_valid_against_its_schema()
    {
        _workshop.Bytes("a/model.safetensors", Filled(("gone.weight", [4], 1), ("old.name", [8], 2)));
        _workshop.Bytes("b/model.safetensors", Filled(("new.name", [8], 2)));
        _workshop.Bytes("b/broken.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);
        ToolRun run = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "--content", "full", "-f", "json");
        Assert.Equal(2, run.ExitCode);
        await RepositorySchemas.AssertValid("docs/schemas/diff-1.schema.json", run.Output);
    }

    [Fact]
    public void Markdown_folds_lists_and_escapes_names()
    {
        _workshop.Safetensors("a/model.safetensors", ("x", [4]));
        _workshop.Safetensors("b/model.safetensors", ("x", [4]), ("``` @team <script>.w.v", [2]));
        string markdown = ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "-f", "markdown").Output;
        Assert.Contains("<details><summary>Tensors: 1</summary>\n\n````diff\n+ ``` @team <script>.w.v  BF16 [2]\n````\n", markdown, StringComparison.Ordinal);
        string outside = markdown[..markdown.IndexOf("````diff", StringComparison.Ordinal)] + markdown[markdown.LastIndexOf("````", StringComparison.Ordinal)..];
        Assert.DoesNotContain("@team", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", outside, StringComparison.Ordinal);
    }

    private JsonDocument Diff(string content) =>
        JsonDocument.Parse(ToolRun.Of("diff", _workshop.PathOf("a"), _workshop.PathOf("b"), "--content", content, "-f", "json").Output);

    private static string[] Kinds(JsonDocument report) =>
        [.. report.RootElement.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("kind").GetString() + " " + tensor.GetProperty("name").GetString()).Order(StringComparer.Ordinal)];

    /// <summary>A safetensors file whose tensors hold one byte value each.</summary>
    private static byte[] Filled(params (string Name, int[] Shape, byte Value)[] tensors)
    {
        byte[] file = Workshop.SafetensorsBytes([.. tensors.Select(tensor => (tensor.Name, tensor.Shape))]);
        int at = file.Length;
        foreach ((string _, int[] shape, byte value) in tensors.Reverse())
        {
            int length = 2 * shape.Aggregate(1, (product, dimension) => product * dimension);
            at -= length;
            file.AsSpan(at, length).Fill(value);
        }

        return file;
    }
}
