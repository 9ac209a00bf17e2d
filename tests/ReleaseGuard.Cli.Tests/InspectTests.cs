using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Text_shows_every_tensor_with_dtype_shape_and_parameters()
    {
        string file = _workshop.Safetensors("model.safetensors", ("embed.weight", [16, 8]), ("lm_head.weight", [8, 16]));
        ToolRun run = ToolRun.Of("inspect", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  embed.weight    BF16 [16, 8]  128", run.Output, StringComparison.Ordinal);
        Assert.Contains("256 parameters", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Json_has_the_fields_that_the_form_promises()
    {
        string file = _workshop.Safetensors("model.safetensors", ("embed.weight", [16, 8]));
        ToolRun run = ToolRun.Of("inspect", file, "--format", "json");
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement model = report.RootElement.GetProperty("files")[0];
        Assert.Equal(["path", "format", "bytes", "parameters", "capacity", "tensors", "metadata", "problems"], model.EnumerateObject().Select(field => field.Name));
        JsonElement tensor = model.GetProperty("tensors")[0];
        Assert.Equal(["name", "dtype", "shape", "parameters", "byteOffset", "byteLength"], tensor.EnumerateObject().Select(field => field.Name));
        Assert.Equal(file, model.GetProperty("path").GetString());
        Assert.Equal(new FileInfo(file).Length, tensor.GetProperty("byteOffset").GetInt64() + tensor.GetProperty("byteLength").GetInt64());
    }

    [Fact]
    public void A_header_length_of_two_to_the_63_is_a_problem_not_a_crash()
    {
        string file = _workshop.Bytes("model.safetensors", [255, 255, 255, 255, 255, 255, 255, 127, (byte)'{', (byte)'}']);
        ToolRun run = ToolRun.Of("inspect", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("problem RG3013 (S2)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_valid_against_its_schema_for_good_and_bad_files()
    {
        _workshop.Safetensors("all/good.safetensors", ("embed.weight", [16, 8]), ("scalar", []), ("empty", [0]));
        _workshop.Bytes("all/empty.safetensors", []);
        _workshop.Bytes("all/long.safetensors", [255, 255, 255, 255, 255, 255, 255, 127, (byte)'{', (byte)'}']);
        _workshop.Bytes("all/cut.safetensors", Workshop.SafetensorsBytes(("embed.weight", [16, 8]))[..60]);
        _workshop.Bytes("all/noise.zip", [(byte)'P', (byte)'K', 3, 4, 0, 0, 0]);
        _workshop.Text("all/config.json", "{");
        ToolRun run = ToolRun.Of("inspect", _workshop.PathOf("all"), "--format", "json");
        Assert.Equal(1, run.ExitCode);
        await RepositorySchemas.AssertValid("docs/schemas/inspect-1.schema.json", run.Output);
    }

    [Fact]
    public void A_folder_named_like_a_model_is_looked_into()
    {
        _workshop.Safetensors("model.safetensors/inner.safetensors", ("a", [1]));
        ToolRun run = ToolRun.Of("inspect", _workshop.PathOf("model.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("model.safetensors/inner.safetensors", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_inconclusive()
    {
        string file = _workshop.Safetensors("model.safetensors", ("a", [1]));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);
        ToolRun run = ToolRun.Of("inspect", file);

        // An administrator reads what nobody may: then there is nothing to refuse.
        Assert.Equal(CanRead(file) ? 0 : 2, run.ExitCode);
        Assert.Contains(CanRead(file) ? "1 tensor" : "access is denied", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_tensor_name_stays_on_its_line()
    {
        string file = _workshop.Safetensors("model.safetensors", ("a\u001b[2J\n::error::b", [1]));
        string[] lines = ToolRun.Of("inspect", file).Output.Split('\n');
        Assert.DoesNotContain(lines, line => line.StartsWith("::error", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("a\\u{1B}[2J\\u{A}::error::b", StringComparison.Ordinal));
    }

    [Fact]
    public void Totals_are_told_by_dtype_and_module()
    {
        string file = _workshop.Safetensors("model.safetensors", ("model.layers.0.up.weight", [4, 4]), ("model.layers.1.up.weight", [4, 4]), ("lm_head.weight", [4, 8]));
        string output = ToolRun.Of("inspect", file).Output;
        Assert.Contains("  BF16       64  100.0 %  3 tensors", output, StringComparison.Ordinal);
        Assert.Contains("  model.layers       32   50.0 %  2 tensors", output, StringComparison.Ordinal);
    }

    private static bool CanRead(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [Fact]
    public void An_empty_folder_is_nothing_inspected()
    {
        ToolRun run = ToolRun.Of("inspect", _workshop.Folder("empty"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no model file was found", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_names_nothing_is_wrong_usage_and_offers_the_nearest_name()
    {
        _workshop.Safetensors("model.safetensors", ("a", [1]));
        ToolRun run = ToolRun.Of("inspect", _workshop.PathOf("modle.safetensors"));
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Did you mean \"model.safetensors\"?", run.Error, StringComparison.Ordinal);
    }
}
