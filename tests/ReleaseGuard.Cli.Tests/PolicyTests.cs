using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class PolicyTests : IDisposable
{
    /// <summary>Ten errors, each on a line of its own that names it.</summary>
    private const string TenErrors = """
        {
          "schemaVersion": "one",
          "editons": {},
          "editions": {
            "open": { "titel": "Open", "publishes": ["weigths"], "unlisted": "maybe" },
            "full": { "includes": ["opne"] }
          },
          "components": {
            "a.head": { "kind": "haed", "title": 7, "editions": ["ful"], "match": { "symbols": [""], "flies": [] } }
          },
          "rules": { "RG1001": "eror" }
        }
        """;

    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_valid_policy_passes()
    {
        ToolRun run = ToolRun.Of("policy", "validate", _workshop.PathOf("releaseguard.jsonc"));
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("no findings; 2 editions, 1 component, 0 exceptions\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_errors_are_ten_lines_in_one_run()
    {
        string policy = _workshop.Text("ten.jsonc", TenErrors);
        ToolRun run = ToolRun.Of("policy", "validate", policy);
        Assert.Equal(4, run.ExitCode);
        string[] errors = [.. run.Output.Split('\n').Where(line => line.StartsWith(policy + "(", StringComparison.Ordinal))];
        Assert.True(errors.Length >= 10, run.Output);
        Assert.All(errors, line => Assert.Matches(@"\(\d+,\d+\): error RG6001: .+[.?]$", line));
        Assert.Contains(errors, line => line.Contains("(3,3)", StringComparison.Ordinal) && line.Contains("editions", StringComparison.Ordinal));
    }

    [Fact]
    public void A_caret_stands_under_what_is_wrong()
    {
        string policy = _workshop.Text("ten.jsonc", TenErrors);
        Assert.Contains("     3 |   \"editons\": {},\n       |   ^^^^^^^^^\n", ToolRun.Of("policy", "validate", policy).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "docs/schemas/audit-1.schema.json")]
    [InlineData("sarif", "tests/Schemas/sarif-2.1.0.json")]
    public async Task A_machine_form_is_valid_against_its_schema(string format, string schema)
    {
        string policy = _workshop.Text("ten.jsonc", TenErrors);
        ToolRun run = ToolRun.Of("policy", "validate", policy, "--format", format);
        Assert.Equal(4, run.ExitCode);
        await RepositorySchemas.AssertValid(schema, run.Output);
        await RepositorySchemas.AssertValid(schema, ToolRun.Of("policy", "validate", _workshop.PathOf("releaseguard.jsonc"), "--format", format).Output);
    }

    [Fact]
    public void Json_places_each_error_and_gives_each_its_own_key()
    {
        string policy = _workshop.Text("ten.jsonc", TenErrors);
        using JsonDocument report = JsonDocument.Parse(ToolRun.Of("policy", "validate", policy, "--format", "json").Output);
        Assert.Equal("fail", report.RootElement.GetProperty("verdict").GetString());
        JsonElement[] findings = [.. report.RootElement.GetProperty("findings").EnumerateArray()];
        Assert.All(findings, finding => Assert.True(finding.GetProperty("location").GetProperty("line").GetInt32() > 0));
        Assert.Equal(findings.Length, findings.Select(finding => finding.GetProperty("key").GetString()).Distinct().Count());
    }

    [Fact]
    public void Github_commands_stand_at_line_and_column()
    {
        string policy = _workshop.Text("ten.jsonc", TenErrors);
        Assert.Contains(",line=3,col=3,title=RG6001::", ToolRun.Of("policy", "validate", policy, "--format", "github").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\u0000\u0001")]
    [InlineData("\ufeff// nothing")]
    public void Text_that_is_no_policy_is_an_error_with_a_place(string text)
    {
        string policy = _workshop.Text("bad.jsonc", text);
        ToolRun run = ToolRun.Of("policy", "validate", policy);
        Assert.Equal(4, run.ExitCode);
        Assert.Matches(@"bad\.jsonc\(\d+,\d+\): error RG6001: ", run.Output);
    }

    [Fact]
    public void A_folder_or_a_missing_file_is_wrong_usage()
    {
        Assert.Equal(4, ToolRun.Of("policy", "validate", _workshop.Root).ExitCode);
        ToolRun missing = ToolRun.Of("policy", "validate", _workshop.PathOf("releaseguard.json"));
        Assert.Equal(4, missing.ExitCode);
        Assert.Contains("Did you mean \"releaseguard.jsonc\"?", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_writes_a_policy_that_validates_and_its_schema()
    {
        string folder = _workshop.PathOf("new/product");
        ToolRun run = ToolRun.Of("policy", "init", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["releaseguard.jsonc", "releaseguard.schema.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(0, ToolRun.Of("policy", "validate", Path.Combine(folder, "releaseguard.jsonc")).ExitCode);
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "releaseguard.schema.json")));
        Assert.Equal("object", schema.RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public void Init_overwrites_only_when_told_to()
    {
        ToolRun refused = ToolRun.Of("policy", "init", _workshop.Root);
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(Workshop.Policy, File.ReadAllText(_workshop.PathOf("releaseguard.jsonc")));
        Assert.False(File.Exists(_workshop.PathOf("releaseguard.schema.json")));

        Assert.Equal(0, ToolRun.Of("policy", "init", _workshop.Root, "--force").ExitCode);
        Assert.NotEqual(Workshop.Policy, File.ReadAllText(_workshop.PathOf("releaseguard.jsonc")));
    }

    [Fact]
    public async System.Threading.Tasks.Task Planted_leaks_are_caught_and_look_alikes_spared()
    {
        ToolRun run = ToolRun.Of("policy", "test", _workshop.PathOf("releaseguard.jsonc"));
        Assert.Equal("contoso.cyber-head: 1 leak planted, 1 caught; 1 look-alike, 1 spared\nPASS 1 pattern probed, 0 failed\n", run.Output);
        Assert.Equal(0, run.ExitCode);
        await RepositorySchemas.AssertValid("docs/schemas/policy-test-1.schema.json", ToolRun.Of("policy", "test", _workshop.PathOf("releaseguard.jsonc"), "--format", "json").Output);
    }

    [Fact]
    public void A_pattern_that_can_match_nothing_fails_at_its_line()
    {
        string policy = _workshop.Text("broken/releaseguard.jsonc", Workshop.Policy.Replace("\"heads.cyber.**\"", "\"re:a$b\"", System.StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("policy", "test", policy);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"^FAILED .*releaseguard\.jsonc\(11,\d+\): contoso\.cyber-head, tensors: ", run.Output);
        Assert.EndsWith("FAIL 1 pattern probed, 1 failed\n", run.Output, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heads.cyber.out.weight", "belongs to contoso.cyber-head: Cyber head", "open        must not have it", "enterprise  may have it", "owner       @release-safety")]
    [InlineData("model.embed.weight", "is claimed by no component", "open        what nobody claims may ship")]
    public void A_thing_is_explained_by_whose_it_is(string thing, params string[] said)
    {
        ToolRun run = ToolRun.Of("explain", thing, "--policy", _workshop.PathOf("releaseguard.jsonc"));
        Assert.Equal(0, run.ExitCode);
        Assert.All(said, words => Assert.Contains(words, run.Output, System.StringComparison.Ordinal));
    }
}
