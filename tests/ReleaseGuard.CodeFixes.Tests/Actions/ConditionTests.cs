using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>The condition on a reference in the project file, from a finding in C#: together with the uses, or not at all.</summary>
public sealed class ConditionTests
{
    private const string Condition = "condition:Contoso.Heads.Cyber";

    private const string Source = """
        using Contoso.Heads.Cyber;

        namespace Contoso;

        public class Packer
        {
            public string Pack(string prompt) => new ExploitHead().Write(prompt);

            public int Level(int level)
            {
                if (level > 1) return (int)ExploitLevel.Working;
                return level;
            }
        }

        """;

    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n  <!-- Both. -->\n  <ItemGroup>\r\n    <ProjectReference Include=\"..\\Contoso.Open\\Contoso.Open.csproj\" />\r\n    <ProjectReference Include=\"..\\Contoso.Heads.Cyber\\Contoso.Heads.Cyber.csproj\" PrivateAssets='all' />\n  </ItemGroup>\r\n</Project>";

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task The_reference_gets_the_condition_and_its_uses_the_flag(string edition)
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source), ("Other.cs", "class Other : Contoso.Heads.Cyber.ExploitHead;\n")], edition: edition, projectFile: Project);
        await project.Apply("RG1001", "condition");
        Assert.Equal(Project.Replace("PrivateAssets='all' />", "PrivateAssets='all' Condition=\"'$(ReleaseEdition)' == 'enterprise'\" />", StringComparison.Ordinal), project.ProjectFile);
        Assert.Contains("#if EDITION_ENTERPRISE\nusing Contoso.Heads.Cyber;\n#endif\n", project["Packer.cs"], StringComparison.Ordinal);
        Assert.Contains("#if EDITION_ENTERPRISE", project["Other.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    [Theory]
    [InlineData("<Project><ItemGroup><Reference Include=\"Contoso.Heads.Cyber, Version=1.0.0.0\" /></ItemGroup></Project>", "Contoso.Heads.Cyber.dll")]
    [InlineData("<Project><ItemGroup><Reference Include=\"Heads\"><HintPath>..\\lib\\Contoso.Heads.Cyber.dll</HintPath></Reference></ItemGroup></Project>", "Contoso.Heads.Cyber.dll")]
    [InlineData("<Project><ItemGroup><PackageReference Include=\"Contoso.Heads\" Version=\"1.0.0\" /></ItemGroup></Project>", "/packages/contoso.heads/1.0.0/lib/net10.0/Contoso.Heads.Cyber.dll")]
    public async Task Assemblies_and_packages_are_found_too(string file, string assembly)
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], references: [Withheld.At(assembly)], projectFile: file);
        Assert.Equal(["move:enterprise", "wrap:EDITION_ENTERPRISE", Condition], (await project.Offered("RG1001")).Select(action => action.Key));
        await project.FixAll(["RG1001"], Condition);
        Assert.Contains("Condition=\"'$(ReleaseEdition)' == 'enterprise'\"", project.ProjectFile, StringComparison.Ordinal);
        Assert.Empty(await project.Findings("open"));
    }

    [Theory]
    [InlineData("<Project><ItemGroup><ProjectReference Include=\"../Contoso.Heads.Cyber/Contoso.Heads.Cyber.csproj\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" /></ItemGroup></Project>")]
    [InlineData("<Project><ItemGroup Condition=\"'$(ReleaseEdition)' == 'enterprise'\"><ProjectReference Include=\"../Contoso.Heads.Cyber/Contoso.Heads.Cyber.csproj\" /></ItemGroup></Project>")]
    [InlineData("<Project><Import Project=\"references.props\" /></Project>")]
    [InlineData("<Project><ItemGroup>")]
    [InlineData(null)]
    public async Task It_is_not_offered_where_the_project_file_has_nothing_to_change(string? file)
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], projectFile: file);
        Assert.Equal(["move:enterprise", "wrap:EDITION_ENTERPRISE"], (await project.Offered("RG1001")).Select(action => action.Key));
    }

    [Fact]
    public async Task It_is_not_offered_where_the_assembly_holds_something_for_more_editions()
    {
        var policy = Policies.Cyber.Replace("\"components\": {", "\"components\": { \"contoso.level\": { \"kind\": \"code\", \"editions\": [\"enterprise\", \"partner\"], \"reason\": \"competitive\", \"owner\": \"@x\", \"match\": { \"symbols\": [\"T:Contoso.Heads.Cyber.ExploitLevel\"] } },", StringComparison.Ordinal)
            .Replace("\"N:Contoso.Heads.Cyber.**\"", "\"T:Contoso.Heads.Cyber.ExploitHead\"", StringComparison.Ordinal).Replace(", \"assemblies\": [\"Contoso.Heads.Cyber\"]", "", StringComparison.Ordinal)
            .Replace("\"editions\": {\n", "\"editions\": {\n    \"partner\": { \"symbol\": \"EDITION_PARTNER\", \"includes\": [\"open\"], \"publishes\": [], \"unlisted\": \"allow\" },\n", StringComparison.Ordinal);
        using var project = GuardedSolution.Create([("Packer.cs", Source)], policy, projectFile: Project);
        Assert.Contains(await project.Findings(), found => found.Properties["Component"] == "contoso.level");
        Assert.DoesNotContain(Condition, (await project.Offered("RG1001")).Select(action => action.Key));
    }

    [Fact]
    public async Task Where_the_source_is_published_the_uses_are_moved()
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], Policies.PublishedSource, projectFile: Project);
        await project.FixAll(["RG1001"], Condition);
        Assert.Contains("Condition=", project.ProjectFile, StringComparison.Ordinal);
        Assert.DoesNotContain("#if", project["Packer.cs"], StringComparison.Ordinal);
        Assert.Equal(["Packer.Enterprise.cs", "Packer.cs"], project.Files);
        await project.IsClean();
    }

    [Fact]
    public async Task Fixing_all_by_another_kind_leaves_the_project_file_alone()
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], projectFile: Project);
        await project.FixAll(["RG1001", "RG1002", "RG1003"], "wrap:EDITION_ENTERPRISE");
        Assert.Equal(Project, project.ProjectFile);
        await project.IsClean();
    }
}
