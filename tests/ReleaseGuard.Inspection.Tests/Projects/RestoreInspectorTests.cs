using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Projects;

/// <summary>What a restore reached is held against the policy with its chain, and a restore made for other references is not used.</summary>
public sealed class RestoreInspectorTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component(
        "\"projects\": [\"src/Heads.Cyber/**\"], \"packages\": [\"Contoso.Heads.Cyber\"], \"files\": [\"**/cyber*.bin\"]"));

    [Fact]
    public void A_withheld_package_behind_two_others_is_found_at_the_last_link_that_a_project_makes()
    {
        using var root = new TemporaryFolder();
        var finding = Assert.Single(Inspect(root, """
            "Lib/1.0.0": { "type": "project", "dependencies": { "Router": "1.0.0" } },
            "Router/1.0.0": { "type": "package", "dependencies": { "contoso.heads.cyber": "1.0.0" } },
            "Contoso.Heads.Cyber/1.0.0": { "type": "package" }
            """, ["Lib"]));
        Assert.Equal(("RG2003", "src/Lib/Lib.csproj", 3), (finding.RuleId, finding.Location.File, finding.Location.Line));
        Assert.Contains("The chain: App.csproj > Lib.csproj > Router > Contoso.Heads.Cyber. Cut it at Lib.csproj > Router: put Condition=\"'$(ReleaseEdition)' == 'enterprise'\"", finding.Message);
    }

    [Fact]
    public void A_withheld_project_behind_another_is_found_in_that_projects_file()
    {
        using var root = new TemporaryFolder();
        var finding = Assert.Single(Inspect(root, """
            "Lib/1.0.0": { "type": "project", "dependencies": { "Heads.Cyber": "1.0.0" } },
            "Heads.Cyber/1.0.0": { "type": "project", "dependencies": { "Deeper": "1.0.0" } },
            "Deeper/1.0.0": { "type": "package" }
            """, ["Lib"]));
        Assert.Equal(("RG2003", "src/Lib/Lib.csproj", 4), (finding.RuleId, finding.Location.File, finding.Location.Line));
    }

    [Fact]
    public void A_package_with_an_innocent_id_is_what_its_files_are()
    {
        using var root = new TemporaryFolder();
        root.Write("packages/router/1.0.0/contentFiles/any/any/cyber-head.bin", "weights");
        var finding = Assert.Single(Inspect(root, """
            "Router/1.0.0": { "type": "package", "contentFiles": { "contentFiles/any/any/cyber-head.bin": {}, "lib/net10.0/_._": {} } }
            """, ["Router"], packages: ["Router"]));
        Assert.Equal(("RG2003", "src/App/App.csproj", 3), (finding.RuleId, finding.Location.File, finding.Location.Line));
        Assert.Contains("the package 'Router' 1.0.0, which holds 'contentFiles/any/any/cyber-head.bin' (RG3001)", finding.Message);
    }

    [Fact]
    public void What_the_project_references_itself_is_left_to_its_own_rules()
    {
        using var root = new TemporaryFolder();
        Assert.Empty(Inspect(root, "\"Contoso.Heads.Cyber/1.0.0\": { \"type\": \"package\" }", ["Contoso.Heads.Cyber"], packages: ["Contoso.Heads.Cyber"]));
    }

    [Fact]
    public void Nothing_is_found_in_the_edition_that_may_have_it()
    {
        using var root = new TemporaryFolder();
        Assert.Empty(Inspect(root, """
            "Router/1.0.0": { "type": "package", "dependencies": { "Contoso.Heads.Cyber": "1.0.0" } },
            "Contoso.Heads.Cyber/1.0.0": { "type": "package" }
            """, ["Router"], packages: ["Router"], edition: "enterprise"));
    }

    [Fact]
    public void A_restore_with_a_package_that_this_edition_does_not_reference_is_another_editions()
    {
        using var root = new TemporaryFolder();
        var finding = Assert.Single(Inspect(root, "\"Contoso.Heads.Cyber/1.0.0\": { \"type\": \"package\" }", ["Contoso.Heads.Cyber"], packages: []));
        Assert.Equal("RG2008", finding.RuleId);
        Assert.Contains("was restored with the package 'Contoso.Heads.Cyber', which edition 'open' does not reference", finding.Message);
    }

    [Fact]
    public void A_restore_without_a_package_that_this_edition_references_is_another_editions()
    {
        using var root = new TemporaryFolder();
        var finding = Assert.Single(Inspect(root, "", [], packages: ["Router"], edition: "enterprise"));
        Assert.Equal(("RG2008", 3), (finding.RuleId, finding.Location.Line));
    }

    [Theory]
    [InlineData("{", "cannot be read as JSON")]
    [InlineData("{}", "lists nothing for net10.0")]
    [InlineData(null, "was gone when it was to be read")]
    public void A_restore_that_cannot_be_read_is_not_passed(string? text, string reason)
    {
        using var root = new TemporaryFolder();
        var assets = Path.Combine(root.Path, "src/App/obj/project.assets.json");
        if (text is not null)
            root.Write("src/App/obj/project.assets.json", text);
        var policy = Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc"));
        var finding = Assert.Single(RestoreInspector.Inspect(Graph(root, "open", []), new RestoredProject(assets, "net10.0"), policy, Audit.AsOf));
        Assert.Equal("RG9001", finding.RuleId);
        Assert.Contains(reason, finding.Message);
    }

    private static ProjectGraph Graph(TemporaryFolder root, string edition, IEnumerable<string> packages)
    {
        var file = root.Write("src/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Router" Version="1.0.0" />
                <ProjectReference Include="../Lib/Lib.csproj" />
              </ItemGroup>
            </Project>
            """);
        root.Write("src/Lib/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Router" Version="1.0.0" />
                <ProjectReference Include="../Heads.Cyber/Heads.Cyber.csproj" />
              </ItemGroup>
            </Project>
            """);
        return new ProjectGraph(file, edition, true, true, [], [.. packages.Select(id => new ProjectGraphItem("PackageReference", id, DefinedIn: file))], [], []);
    }

    private static IReadOnlyList<Finding> Inspect(TemporaryFolder root, string targets, string[] direct, string[]? packages = null, string edition = "open")
    {
        var restored = packages ?? [];
        var dependencies = string.Join(",", direct.Where(id => id != "Lib").Select(id => $"\"{id}\": {{ \"target\": \"Package\" }}"));
        var assets = root.Write("src/App/obj/project.assets.json", $$"""
            {
              "version": 4,
              "targets": { "net10.0": { {{targets}} } },
              "libraries": {
                "Lib/1.0.0": { "type": "project", "path": "../Lib/Lib.csproj", "msbuildProject": "../Lib/Lib.csproj" },
                "Heads.Cyber/1.0.0": { "type": "project", "path": "../Heads.Cyber/Heads.Cyber.csproj", "msbuildProject": "../Heads.Cyber/Heads.Cyber.csproj" },
                "Router/1.0.0": { "type": "package", "path": "router/1.0.0" }
              },
              "projectFileDependencyGroups": { "net10.0": [ {{string.Join(",", direct.Select(id => $"\"{id} >= 1.0.0\""))}} ] },
              "packageFolders": { "{{Path.Combine(root.Path, "packages").Replace("\\", "\\\\")}}/": {} },
              "project": { "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { {{dependencies}} } } } }
            }
            """);
        var policy = Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc"));
        return RestoreInspector.Inspect(Graph(root, edition, restored), new RestoredProject(assets, "net10.0", ".NETCoreApp,Version=v10.0"), policy, Audit.AsOf);
    }
}
