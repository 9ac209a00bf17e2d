using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    private string Clean()
    {
        _workshop.Safetensors("clean/model.safetensors", ("embed.weight", [16, 8]));
        return _workshop.PathOf("clean");
    }

    private string Leak()
    {
        _workshop.Safetensors("leak/model.safetensors", ("embed.weight", [16, 8]), ("heads.cyber.out.weight", [4, 4]));
        return _workshop.PathOf("leak");
    }

    [Fact]
    public void A_clean_folder_passes()
    {
        ToolRun run = ToolRun.Of("audit", Clean(), "--edition", "open");
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("Residue check: ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" 0 found. This does not show that the capability is absent.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("PASS edition 'open': no findings", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_withheld_tensor_fails_and_is_named_with_component_owner_and_place()
    {
        ToolRun run = ToolRun.Of("audit", Leak(), "--edition", "open");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error RG3002", run.Output, StringComparison.Ordinal);
        Assert.Contains("heads.cyber.out.weight", run.Output, StringComparison.Ordinal);
        Assert.Contains("part of contoso.cyber-head (safety, owner @release-safety)", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL edition 'open': 1 error", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_edition_that_may_have_it_passes() =>
        Assert.Equal(0, ToolRun.Of("audit", Leak(), "--edition", "enterprise").ExitCode);

    [Fact]
    public void A_package_is_opened_and_the_entry_named()
    {
        string package = _workshop.PathOf("Contoso.1.0.0.nupkg");
        using (ZipArchive zip = ZipFile.Open(package, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("models/model.safetensors").Open())
            entry.Write(Workshop.SafetensorsBytes(("heads.cyber.out.weight", [4, 4])));
        ToolRun run = ToolRun.Of("audit", package, "--edition", "open", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement location = report.RootElement.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("ruleId").GetString() == "RG3002").GetProperty("location");
        Assert.Equal("Contoso.1.0.0.nupkg", location.GetProperty("file").GetString());
        Assert.Equal("models/model.safetensors", location.GetProperty("entry").GetString());
    }

    [Theory]
    [InlineData("json", "docs/schemas/audit-1.schema.json")]
    [InlineData("sarif", "tests/Schemas/sarif-2.1.0.json")]
    public async Task A_machine_form_is_valid_against_its_schema(string format, string schema)
    {
        foreach (string folder in new[] { Clean(), Leak() })
            await RepositorySchemas.AssertValid(schema, ToolRun.Of("audit", folder, "-e", "open", "-f", format).Output);
    }

    [Fact]
    public void Json_names_the_policy_and_counts_what_was_inspected()
    {
        using JsonDocument report = JsonDocument.Parse(ToolRun.Of("audit", Clean(), "-e", "open", "-f", "json").Output);
        Assert.Equal("pass", report.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(_workshop.PathOf("releaseguard.jsonc"), report.RootElement.GetProperty("policy").GetProperty("path").GetString());
        JsonElement inspected = report.RootElement.GetProperty("inspected");
        Assert.Equal(1, inspected.GetProperty("files").GetInt64());
        Assert.Equal(1, inspected.GetProperty("tensors").GetInt64());
        Assert.Equal(128, inspected.GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void Github_commands_name_the_file_as_seen_from_here()
    {
        string leak = Leak();
        ToolRun run = ToolRun.Of("audit", leak, "-e", "open", "-f", "github");
        string file = Path.Combine(leak, "model.safetensors").Replace('\\', '/');
        Assert.Contains("::error file=" + file.Replace(":", "%3A") + ",title=RG3002::", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_file_appears_whole_and_leaves_nothing_beside_it()
    {
        string report = _workshop.PathOf("reports/audit.json");
        Directory.CreateDirectory(_workshop.PathOf("reports"));
        File.WriteAllText(report, "an older report");
        ToolRun run = ToolRun.Of("audit", Leak(), "-e", "open", "-f", "json", "-o", report);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal("fail", JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("verdict").GetString());
        Assert.Equal([report], Directory.GetFiles(_workshop.PathOf("reports")));
    }

    [Theory]
    [InlineData("nowhere/audit.json", "there is no folder")]
    [InlineData("clean", "is a folder")]
    public void An_output_file_that_cannot_be_written_is_wrong_usage(string file, string said)
    {
        ToolRun run = ToolRun.Of("audit", Clean(), "-e", "open", "-o", _workshop.PathOf(file));
        Assert.Equal(4, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_that_does_not_exist_is_wrong_usage_and_offers_the_nearest()
    {
        ToolRun run = ToolRun.Of("audit", Clean(), "--edition", "opne");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Did you mean 'open'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_that_does_not_exist_is_wrong_usage()
    {
        ToolRun run = ToolRun.Of("audit", Clean(), "--edition", "open", "--product", "mango");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("has no product 'mango'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_policy_at_or_above_the_path_the_way_out_is_told()
    {
        string folder = Clean();
        File.Delete(_workshop.PathOf("releaseguard.jsonc"));
        ToolRun run = ToolRun.Of("audit", folder, "--edition", "open");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("--policy FILE", run.Error, StringComparison.Ordinal);
        Assert.Contains("releaseguard policy init", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_missing_is_wrong_usage()
    {
        ToolRun run = ToolRun.Of("audit", Clean(), "--edition", "open", "--policy", _workshop.PathOf("other.jsonc"));
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("other.jsonc", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_does_not_validate_is_wrong_usage_with_line_column_and_caret()
    {
        string policy = _workshop.Text("broken.jsonc", Workshop.Policy.Replace("\"schemaVersion\"", "\"schemaVersoin\"", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("audit", Clean(), "--edition", "open", "--policy", policy);
        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("broken.jsonc(3,3): error RG6001:", run.Error, StringComparison.Ordinal);
        Assert.Contains("     3 |   \"schemaVersoin\": 1,\n       |   ^^^^^^^^^^^^^^^\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_has_expired_is_a_finding_and_the_date_is_an_input()
    {
        string policy = _workshop.Text("excepted.jsonc", Workshop.Policy.TrimEnd()[..^1] + """
            ,
              "exceptions": [
                { "id": "EX-1", "rule": "RG3002", "component": "contoso.cyber-head", "edition": "open", "where": { "tensor": "heads.cyber.out.weight" },
                  "justification": "Kept for one more release while callers move.", "ticket": "REL-1", "approvedBy": "@release-safety", "expires": "2027-02-15" }
              ]
            }
            """);
        string leak = Leak();
        ToolRun before = ToolRun.Of("audit", leak, "-e", "open", "--policy", policy, "--as-of", "2027-01-10");
        Assert.Equal(0, before.ExitCode);
        Assert.Contains("1 allowed by an exception of the policy", before.Output, StringComparison.Ordinal);

        ToolRun after = ToolRun.Of("audit", leak, "-e", "open", "--policy", policy, "--as-of", "2027-02-16");
        Assert.Equal(1, after.ExitCode);
        Assert.Contains("error RG6003", after.Output, StringComparison.Ordinal);
        Assert.Contains("error RG3002", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_nothing_inspected() =>
        Assert.Equal(3, ToolRun.Of("audit", _workshop.Folder("empty"), "--edition", "open").ExitCode);

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127, 123, 125 })]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 123 })]
    public void A_broken_model_file_is_a_finding_and_never_a_pass(byte[] bytes)
    {
        _workshop.Bytes("broken/model.safetensors", bytes);
        ToolRun run = ToolRun.Of("audit", _workshop.PathOf("broken"), "--edition", "open");
        Assert.InRange(run.ExitCode, 1, 2);
        Assert.Contains("model.safetensors", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_paths_keep_the_names_they_were_given_by()
    {
        _workshop.Safetensors("a/model.safetensors", ("heads.cyber.a", [1]));
        _workshop.Safetensors("b/model.safetensors", ("heads.cyber.b", [1]));
        using JsonDocument report = JsonDocument.Parse(ToolRun.Of("audit", _workshop.PathOf("a"), _workshop.PathOf("b"), "-e", "open", "-f", "json").Output);
        string[] files = [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("location").GetProperty("file").GetString()!).Distinct()];
        Assert.Equal(2, files.Length);
    }
}
