using System;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Cli.Tests;

public sealed class BaselineTests : IDisposable
{
    private readonly Workshop _workshop = new();

    // A test of what CI may not do must not run as if in CI.
    private readonly string?[] _before = [Environment.GetEnvironmentVariable("CI"), Environment.GetEnvironmentVariable("TF_BUILD"), Environment.GetEnvironmentVariable("GITHUB_ACTIONS")];

    public BaselineTests()
    {
        foreach (string name in new[] { "CI", "TF_BUILD", "GITHUB_ACTIONS" })
            Environment.SetEnvironmentVariable(name, null);
        _workshop.Text("releaseguard.jsonc", Workshop.Policy.Replace("\"safety\"", "\"competitive\"", StringComparison.Ordinal));
        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [4]), ("heads.cyber.a", [4]), ("heads.cyber.b", [4]));
    }

    private string BaselineFile => _workshop.PathOf("releaseguard.baseline.open.json");

    public void Dispose()
    {
        foreach ((string name, string? value) in new[] { "CI", "TF_BUILD", "GITHUB_ACTIONS" }.Zip(_before))
            Environment.SetEnvironmentVariable(name, value);
        _workshop.Dispose();
    }

    [Fact]
    public void Findings_of_today_are_accepted_a_new_one_is_not()
    {
        Assert.Equal(1, Run("audit").ExitCode);
        Assert.Equal("Accepted 2 findings in 'releaseguard.baseline.open.json'. Have it reviewed.\n", Run("baseline", "create").Output);
        ToolRun audit = Run("audit");
        Assert.Equal(0, audit.ExitCode);
        Assert.Contains("2 old and accepted by the baseline", audit.Output, StringComparison.Ordinal);

        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [4]), ("heads.cyber.a", [4]), ("heads.cyber.b", [4]), ("heads.cyber.c", [4]));
        audit = Run("audit");
        Assert.Equal(1, audit.ExitCode);
        Assert.Contains("heads.cyber.c", audit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("heads.cyber.a", audit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_baseline_only_shrinks()
    {
        Run("baseline", "create");
        string before = File.ReadAllText(BaselineFile);
        ToolRun again = Run("baseline", "create");
        Assert.Equal(4, again.ExitCode);
        Assert.Contains("only shrinks", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(BaselineFile));

        _workshop.Safetensors("dist/model.safetensors", ("embed.weight", [4]), ("heads.cyber.b", [4]));
        ToolRun audit = Run("audit");
        Assert.Contains("RG6004", audit.Output, StringComparison.Ordinal);
        Assert.Equal(0, audit.ExitCode);
        Assert.Equal("Took out 1 finding; 1 left.\n", Run("baseline", "prune").Output);
        Assert.DoesNotContain("RG6004", Run("audit").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("heads.cyber.a", File.ReadAllText(BaselineFile), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_withheld_for_safety_takes_no_baseline_even_by_hand()
    {
        Run("baseline", "create");
        _workshop.Text("releaseguard.jsonc", Workshop.Policy);
        ToolRun audit = Run("audit");
        Assert.Equal(1, audit.ExitCode);
        Assert.Contains("RG6005", audit.Output, StringComparison.Ordinal);
        Assert.Contains("RG3002", audit.Output, StringComparison.Ordinal);

        File.Delete(BaselineFile);
        ToolRun create = Run("baseline", "create");
        Assert.Equal(1, create.ExitCode);
        Assert.Contains("not accepted RG3002", create.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(BaselineFile));
    }

    [Theory]
    [InlineData("{", "RG6001")]
    [InlineData("{ \"schema\": \"releaseguard/baseline/2\", \"edition\": \"open\", \"findings\": [] }", "not 'releaseguard/baseline/1'")]
    [InlineData("{ \"schema\": \"releaseguard/baseline/1\", \"edition\": \"enterprise\", \"findings\": [] }", "of edition 'enterprise'")]
    public void A_baseline_that_cannot_be_read_accepts_nothing_and_fails(string text, string said)
    {
        _workshop.Text("releaseguard.baseline.open.json", text);
        ToolRun audit = Run("audit");
        Assert.Equal(1, audit.ExitCode);
        Assert.Contains(said, audit.Output, StringComparison.Ordinal);
        Assert.Contains("RG3002", audit.Output, StringComparison.Ordinal);
        Assert.Equal(4, Run("baseline", "prune").ExitCode);
    }

    [Fact]
    public void No_baseline_is_made_in_CI()
    {
        Environment.SetEnvironmentVariable("CI", "true");
        ToolRun run = Run("baseline", "create");
        Environment.SetEnvironmentVariable("CI", null);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("never in CI", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(BaselineFile));
    }

    private ToolRun Run(params string[] verb) => ToolRun.Of([.. verb, _workshop.PathOf("dist"), "--edition", "open"]);
}
