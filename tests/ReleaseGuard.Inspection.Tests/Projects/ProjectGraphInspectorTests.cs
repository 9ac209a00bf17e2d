using System.IO;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Projects;

/// <summary>A project is held against the policy at the line that brings the thing in.</summary>
public sealed class ProjectGraphInspectorTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <ReleaseEdition>open</ReleaseEdition>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="..\Heads.Open\Heads.Open.csproj" />
            <ProjectReference Include="..\Heads.Cyber\Heads.Cyber.csproj" />
            <PackageReference Include="Contoso.Heads.Cyber" Version="1.0.0" />
            <ModelArtifact Include="weights/open/a.bin;weights\**\*.safetensors" />
          </ItemGroup>
        </Project>
        """;

    private static readonly string Policy = Audit.PolicyText(Audit.Component(
        "\"projects\": [\"src/Heads.Cyber/**\"], \"packages\": [\"Contoso.Heads.Cyber\"], \"assemblies\": [\"Contoso.Heads.Cyber\"], \"files\": [\"weights/cyber/**\"]"));

    [Fact]
    public void Each_reference_and_item_is_found_at_its_line()
    {
        using var root = new TemporaryFolder();
        var project = root.Write("src/App/App.csproj", Project);
        var graph = new ProjectGraph(
            project,
            "open",
            true,
            false,
            [Reference("ProjectReference", "../Heads.Open/Heads.Open.csproj", root, "src/Heads.Open/Heads.Open.csproj"), Reference("ProjectReference", "../Heads.Cyber/Heads.Cyber.csproj", root, "src/Heads.Cyber/Heads.Cyber.csproj")],
            [new("PackageReference", "Contoso.Heads.Cyber", DefinedIn: project)],
            [],
            [Reference("ModelArtifact", "weights/cyber/head.safetensors", root, "src/App/weights/cyber/head.safetensors")]);
        var findings = ProjectGraphInspector.Inspect(graph, Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc")), Audit.AsOf);
        Assert.Equal(
            [("RG2001", 7, 5), ("RG2002", 8, 5), ("RG2009", 9, 5)],
            findings.OrderBy(finding => finding.RuleId).Select(finding => (finding.RuleId, finding.Location.Line!.Value, finding.Location.Column!.Value)));
        Assert.All(findings, finding => Assert.Equal("src/App/App.csproj", finding.Location.File));
        Assert.Contains("Condition=\"'$(ReleaseEdition)' == 'enterprise'\"", findings[0].Message);
    }

    [Fact]
    public void In_an_edition_that_may_have_it_there_is_nothing_to_find()
    {
        using var root = new TemporaryFolder();
        var project = root.Write("src/App/App.csproj", Project);
        var graph = new ProjectGraph(project, "enterprise", true, false, [], [new("PackageReference", "Contoso.Heads.Cyber")], [], []);
        Assert.Empty(ProjectGraphInspector.Inspect(graph, Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc")), Audit.AsOf));
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 0)]
    public void A_project_that_ships_needs_an_edition(bool packable, bool publishable, int expected)
    {
        using var root = new TemporaryFolder();
        var project = root.Write("App.csproj", Project);
        var findings = ProjectGraphInspector.Inspect(new ProjectGraph(project, "", packable, publishable, [], [], [], []), Audit.Load(Policy), Audit.AsOf);
        Assert.Equal(expected, findings.Count(finding => finding.RuleId == "RG1110"));
    }

    [Fact]
    public void A_misspelt_edition_offers_the_nearest()
    {
        using var root = new TemporaryFolder();
        var project = root.Write("App.csproj", Project.Replace("open<", "opne<"));
        var finding = Assert.Single(ProjectGraphInspector.Inspect(new ProjectGraph(project, "opne", true, false, [], [], [], []), Audit.Load(Policy), Audit.AsOf));
        Assert.Equal(("RG1109", 3), (finding.RuleId, finding.Location.Line));
        Assert.Contains("'open'", finding.Message);
    }

    [Fact]
    public void An_item_from_an_imported_file_is_placed_in_that_file()
    {
        using var root = new TemporaryFolder();
        var project = root.Write("src/App/App.csproj", "<Project />");
        var props = root.Write("Directory.Build.props", "<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Contoso.Heads.Cyber\" />\n  </ItemGroup>\n</Project>");
        var graph = new ProjectGraph(project, "open", true, false, [], [new("PackageReference", "Contoso.Heads.Cyber", DefinedIn: props)], [], []);
        var finding = Assert.Single(ProjectGraphInspector.Inspect(graph, Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc")), Audit.AsOf));
        Assert.Equal(("Directory.Build.props", 3), (finding.Location.File, finding.Location.Line));
    }

    [Fact]
    public void A_project_file_that_is_not_XML_is_placed_at_its_first_line()
    {
        using var root = new TemporaryFolder();
        var project = root.Write("App.csproj", "not XML");
        var graph = new ProjectGraph(project, "open", true, false, [], [new("PackageReference", "Contoso.Heads.Cyber")], [], []);
        Assert.Equal(1, Assert.Single(ProjectGraphInspector.Inspect(graph, Audit.Load(Policy), Audit.AsOf)).Location.Line);
    }

    private static ProjectGraphItem Reference(string type, string include, TemporaryFolder root, string path) => new(type, include, Path.Combine(root.Path, path));
}
