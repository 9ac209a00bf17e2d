using System;
using System.IO;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

public sealed class FixTests : IDisposable
{
    private const string Project = "<Project>\n  <PropertyGroup>\n    <ReleaseEdition Condition=\"'$(ReleaseEdition)' == ''\">open</ReleaseEdition>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include=\"Contoso.Cyber\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n";

    private readonly Workshop _workshop = new();

    public FixTests() => _workshop.Text("src/releaseguard.jsonc", Workshop.Policy.Replace("\"match\": {", "\"match\": { \"packages\": [ \"Contoso.Cyber\" ],", StringComparison.Ordinal));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public async Task The_change_is_shown_as_a_diff_and_in_the_JSON_form()
    {
        string project = _workshop.Text("src/A.csproj", Project);
        ToolRun dry = ToolRun.Of("fix", project, "--edition", "open", "--dry-run", "--format", "json");
        Assert.Equal(1, dry.ExitCode);
        await RepositorySchemas.AssertValid("docs/schemas/fix-1.schema.json", dry.Output);
        Assert.Equal(Project, File.ReadAllText(project));

        ToolRun run = ToolRun.Of("fix", project, "--edition", "open");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("-    <PackageReference Include=\"Contoso.Cyber\" Version=\"1.0.0\" />\n+    <PackageReference Include=\"Contoso.Cyber\" Version=\"1.0.0\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" />\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Fixed 1 finding in 1 file for edition 'open'.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("Nothing to fix.\n", ToolRun.Of("fix", project, "--edition", "open").Output);
    }

    [Theory]
    [InlineData("Did you mean 'open'?", "--edition", "opne")]
    [InlineData("Did you mean RG2002?", "--edition", "open", "--rule", "RG2022")]
    [InlineData("there is no releaseguard.jsonc", "--edition", "open", "--policy", "nowhere.jsonc")]
    public void What_cannot_be_asked_is_wrong_usage_with_a_way_out(string said, params string[] words)
    {
        ToolRun run = ToolRun.Of(["fix", _workshop.Text("src/A.csproj", Project), .. words]);
        Assert.Contains(said == "there is no releaseguard.jsonc" ? "There is no policy at" : said, run.Error + run.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(Project, File.ReadAllText(_workshop.PathOf("src/A.csproj")));
    }
}
