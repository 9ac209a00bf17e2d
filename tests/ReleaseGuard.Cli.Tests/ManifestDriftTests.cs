using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

/// <summary>What a manifest records beside files and tensors, how drift reads, and components that reach an edition.</summary>
public sealed class ManifestDriftTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    private string Approved()
    {
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]), ("norm.weight", [8]));
        _workshop.Text("dist/LICENSE", "SPDX-License-Identifier: Apache-2.0\n");
        Assert.Equal(0, ToolRun.Of("manifest", "write", _workshop.PathOf("dist"), "-e", "open").ExitCode);
        return _workshop.PathOf("dist");
    }

    private void SetPolicy(string from, string to) =>
        File.WriteAllText(_workshop.PathOf("releaseguard.jsonc"), File.ReadAllText(_workshop.PathOf("releaseguard.jsonc")).Replace(from, to, StringComparison.Ordinal));

    [Fact]
    public void A_manifest_records_the_policy_components_licences_and_parameters_of_files_and_tensors()
    {
        Approved();
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(_workshop.PathOf("editions/open.manifest.json")));
        JsonElement root = manifest.RootElement;
        Assert.Equal("dist", root.GetProperty("release").GetString());
        Assert.Equal(64, root.GetProperty("policy").GetProperty("sha256").GetString()!.Length);
        Assert.Equal("withheld", root.GetProperty("components")[0].GetProperty("standing").GetString());
        Assert.Equal("Apache-2.0", root.GetProperty("licences")[0].GetProperty("spdx").GetString());
        Assert.Equal(136, root.GetProperty("totals").GetProperty("parameters").GetInt64());
        Assert.Equal(136, root.GetProperty("files")[1].GetProperty("parameters").GetInt64());
        Assert.Equal(128, root.GetProperty("tensors")[0].GetProperty("parameters").GetInt64());
    }

    [Fact]
    public async Task An_audit_of_the_approved_folder_shows_the_drift_as_a_difference_and_fails()
    {
        string dist = Approved();
        Assert.Equal(0, ToolRun.Of("audit", dist, "-e", "open").ExitCode);
        _workshop.Text("dist/LICENSE", "SPDX-License-Identifier: LicenseRef-Contoso-Community\n");
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [16, 8]), ("norm.weight", [8]), ("extra.weight", [4]));
        ToolRun audit = ToolRun.Of("audit", dist, "-e", "open");
        Assert.Equal(1, audit.ExitCode);
        Assert.Contains("error RG7002: File 'LICENSE' changed since edition 'open' was approved: 36 bytes, now 54 bytes, licence Apache-2.0, now LicenseRef-Contoso-Community.", audit.Output, StringComparison.Ordinal);
        Assert.Contains("\nDrift from editions/open.manifest.json\n", audit.Output, StringComparison.Ordinal);
        Assert.Contains("  ~ licence LICENSE  Apache-2.0 -> LicenseRef-Contoso-Community\n", audit.Output, StringComparison.Ordinal);
        Assert.Contains("  + tensor extra.weight  BF16 [4]\n", audit.Output, StringComparison.Ordinal);
        Assert.Contains("  ~ parameters 136 -> 140\n", audit.Output, StringComparison.Ordinal);
        string json = ToolRun.Of("audit", dist, "-e", "open", "-f", "json").Output;
        await RepositorySchemas.AssertValid("docs/schemas/audit-1.schema.json", json);
        using JsonDocument report = JsonDocument.Parse(json);
        Assert.Contains(report.RootElement.GetProperty("drift").GetProperty("changes").EnumerateArray(), change => change.GetProperty("what").GetString() == "licence");
        Assert.Contains("Drift from editions/open.manifest.json", ToolRun.Of("audit", dist, "-e", "open", "-f", "markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_of_another_folder_is_not_held_against_a_manifest_that_did_not_approve_it()
    {
        Approved();
        _workshop.Safetensors("other/model.safetensors", ("something.weight", [4]));
        Assert.Equal(0, ToolRun.Of("audit", _workshop.PathOf("other"), "-e", "open").ExitCode);
    }

    [Fact]
    public void Other_content_of_a_tensor_is_drift_in_a_check()
    {
        string dist = Approved();
        byte[] bytes = File.ReadAllBytes(Path.Combine(dist, "model.safetensors"));
        bytes[^1] = 1;
        File.WriteAllBytes(Path.Combine(dist, "model.safetensors"), bytes);
        ToolRun check = ToolRun.Of("manifest", "check", dist, "-e", "open");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("Tensor 'norm.weight' has other content since edition 'open' was approved.", check.Output, StringComparison.Ordinal);
        Assert.Contains("  ~ tensor norm.weight  BF16 [8] -> other content\n", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"editions\": [\"enterprise\"], \"reason\"", "\"editions\": [\"open\"], \"reason\"", "no decision is recorded")]
    [InlineData("contoso.cyber-head", "contoso.renamed", "the policy names it no more")]
    public void A_component_that_reaches_the_edition_without_a_decision_fails_check_audit_and_write(string from, string to, string why)
    {
        string dist = Approved();
        byte[] approved = File.ReadAllBytes(_workshop.PathOf("editions/open.manifest.json"));
        SetPolicy(from, to);
        foreach (string[] verb in new string[][] { ["manifest", "check"], ["audit"] })
        {
            ToolRun run = ToolRun.Of([.. verb, dist, "-e", "open"]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("error RG7003: contoso.cyber-head was withheld from edition 'open'", run.Output, StringComparison.Ordinal);
            Assert.Contains(why, run.Output, StringComparison.Ordinal);
        }

        ToolRun write = ToolRun.Of("manifest", "write", dist, "-e", "open");
        Assert.Equal(1, write.ExitCode);
        Assert.Contains("error RG7003", write.Error, StringComparison.Ordinal);
        Assert.Equal(approved, File.ReadAllBytes(_workshop.PathOf("editions/open.manifest.json")));
    }

    [Fact]
    public void A_recorded_decision_lets_it_through_and_the_next_manifest_records_it()
    {
        string dist = Approved();
        SetPolicy("\"editions\": [\"enterprise\"], \"reason\"", "\"editions\": [\"open\"], \"decision\": \"REL-7\", \"reason\"");
        Assert.DoesNotContain("RG7003", ToolRun.Of("audit", dist, "-e", "open").Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("manifest", "write", dist, "-e", "open").ExitCode);
        Assert.Contains("\"standing\": \"allowed\", \"decision\": \"REL-7\"", File.ReadAllText(_workshop.PathOf("editions/open.manifest.json")), StringComparison.Ordinal);
    }
}
