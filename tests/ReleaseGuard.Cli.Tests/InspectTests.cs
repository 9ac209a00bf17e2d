using System;
using System.IO;
using System.Linq;
using System.Text.Json;

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
