using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NJsonSchema;

namespace ReleaseGuard.Cli.Tests;

/// <summary>The machine-learning bill of materials, held against CycloneDX's own schema.</summary>
public sealed class CycloneDxTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    private string Release()
    {
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]), ("norm.weight", [8]));
        _workshop.Text("dist/config.json", """{ "model_type": "contoso", "architectures": ["ContosoForCausalLM"] }""");
        _workshop.Text("dist/LICENSE", "SPDX-License-Identifier: Apache-2.0\n");
        _workshop.Text("dist/README.md", "---\nlicense: contoso-community\nbase_model: contoso/base\npipeline_tag: text-generation\ndatasets:\n- contoso/web\n---\n# Contoso\n");
        _workshop.Text("dist/names/ü \"quoted\" <b>.txt", "x");
        return _workshop.PathOf("dist");
    }

    [Fact]
    public async Task It_is_valid_against_the_published_schema()
    {
        ToolRun run = ToolRun.Of("inspect", Release(), "-f", "cyclonedx");
        Assert.Equal(0, run.ExitCode);
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(RepositorySchemas.RepositoryRoot, "tests", "Schemas", "bom-1.6.SNAPSHOT.schema.json"));
        Assert.Empty(schema.Validate(run.Output).Select(error => error.ToString()));
        Assert.NotEmpty(schema.Validate(run.Output.Replace("\"SHA-256\"", "\"SHA-257\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(run.Output.Replace("\"machine-learning-model\"", "\"model\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_tells_the_model_its_licences_its_origin_and_each_file_with_digest_and_parameters()
    {
        using JsonDocument bom = JsonDocument.Parse(ToolRun.Of("inspect", Release(), "-f", "cyclonedx").Output);
        JsonElement model = bom.RootElement.GetProperty("metadata").GetProperty("component");
        Assert.Equal(["Apache-2.0", "contoso-community"], model.GetProperty("licenses").EnumerateArray().Select(each => each.GetProperty("license")).Select(licence => licence.TryGetProperty("id", out JsonElement id) ? id.GetString() : licence.GetProperty("name").GetString()));
        Assert.Equal("contoso/base", model.GetProperty("pedigree").GetProperty("ancestors")[0].GetProperty("name").GetString());
        JsonElement parameters = model.GetProperty("modelCard").GetProperty("modelParameters");
        Assert.Equal("ContosoForCausalLM", parameters.GetProperty("modelArchitecture").GetString());
        Assert.Equal("text-generation", parameters.GetProperty("task").GetString());
        JsonElement file = bom.RootElement.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == "model.safetensors");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_workshop.PathOf("dist/model.safetensors")))), file.GetProperty("hashes")[0].GetProperty("content").GetString());
        Assert.Contains(file.GetProperty("properties").EnumerateArray(), property => property.GetProperty("name").GetString() == "releaseguard:parameters" && property.GetProperty("value").GetString() == "136");
    }

    [Fact]
    public void What_could_not_be_read_is_said_in_it_and_by_the_exit_code()
    {
        string dist = Release();
        _workshop.Bytes("dist/weights.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);
        ToolRun run = ToolRun.Of("inspect", dist, "-f", "cyclonedx");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("releaseguard:not-read", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, ToolRun.Of("inspect", _workshop.Folder("empty"), "-f", "cyclonedx").ExitCode);
    }
}
