using System;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Package;

[Collection(RealBuilds.Name)]
public sealed class EditionTests(CleanTree tree)
{
    [Fact]
    public void Two_editions_of_a_project_that_chooses_in_its_body_share_no_folder()
    {
        using var kit = new FreshProject(tree, folder: "a kit 100% #1 ü");
        kit.Run("pack").Succeeded();
        kit.Run("pack", "-p:ReleaseEdition=enterprise").Succeeded();

        Assert.Equal(
            ["bin/enterprise/Release/Kit.1.0.0.nupkg", "bin/open/Release/Kit.1.0.0.nupkg"],
            kit.Files("*.nupkg"));
        Assert.Equal(["bin/enterprise/Release/net10.0/Kit.dll", "bin/open/Release/net10.0/Kit.dll"], kit.Files("Kit.dll").Where(file => file.StartsWith("bin", StringComparison.Ordinal)));
        Assert.All(
            kit.Files("*").Where(file => file.StartsWith("obj/", StringComparison.Ordinal) && file.Count(character => character == '/') > 1),
            file => Assert.Matches("^obj/(open|enterprise)/", file));
        Assert.Contains("ExploitHead", Text(kit, "bin/enterprise/Release/net10.0/Kit.dll"), StringComparison.Ordinal);
        Assert.DoesNotContain("ExploitHead", Text(kit, "bin/open/Release/net10.0/Kit.dll"), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_that_the_project_chose_are_kept_apart_too()
    {
        using var kit = new FreshProject(tree, "<PropertyGroup><OutputPath>out/</OutputPath><PackageOutputPath>packed/</PackageOutputPath><PublishDir>shipped/</PublishDir></PropertyGroup>");
        kit.Run("pack").Succeeded();
        kit.Run("publish", "--no-restore").Succeeded();
        Assert.Equal(["packed/open/Kit.1.0.0.nupkg"], kit.Files("*.nupkg"));
        Assert.Contains("shipped/open/Kit.dll", kit.Files("Kit.dll"));
        Assert.Contains("out/open/net10.0/Kit.dll", kit.Files("Kit.dll"));
    }

    [Fact]
    public void The_artifacts_layout_keeps_editions_apart()
    {
        using var kit = new FreshProject(tree);
        kit.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        kit.Run("pack").Succeeded();
        kit.Run("pack", "-p:ReleaseEdition=enterprise").Succeeded();
        Assert.Equal(["artifacts/package/enterprise/release/Kit.1.0.0.nupkg", "artifacts/package/open/release/Kit.1.0.0.nupkg"], kit.Files("*.nupkg"));
    }

    [Fact]
    public void An_edition_the_policy_does_not_declare_fails_with_the_nearest_name()
    {
        using var kit = new FreshProject(tree);
        var run = kit.Run("build", "-p:ReleaseEdition=opne").Failed();
        Assert.Contains("Kit.csproj(4,5): error RG1109: ReleaseEdition is 'opne', which is no edition of the policy. Did you mean 'open'?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_a_code_fix_listed_explicitly_is_neither_doubled_nor_leaked()
    {
        using var kit = new FreshProject(tree, "<ItemGroup><Compile Include=\"Heads.Enterprise.cs\" /></ItemGroup>");
        kit.Run("build").Succeeded();
        kit.Run("build", "--no-restore", "-p:ReleaseEdition=enterprise").Succeeded();
    }

    [Fact]
    public void A_project_that_ships_without_an_edition_or_a_policy_does_not_build()
    {
        using var kit = new FreshProject(tree);
        File.WriteAllText(kit.ProjectFile, File.ReadAllText(kit.ProjectFile).Replace("open</ReleaseEdition>", "</ReleaseEdition>", StringComparison.Ordinal));
        Assert.Contains("error RG1110", kit.Run("build").Failed().Output, StringComparison.Ordinal);
        File.Delete(Path.Combine(kit.Folder, "releaseguard.jsonc"));
        Assert.Contains("error RG9003", kit.Run("build", "--no-restore").Failed().Output, StringComparison.Ordinal);
        kit.Run("build", "--no-restore", "-p:IsPackable=false", "-p:IsPublishable=false", "-p:DefineConstants=EDITION_ENTERPRISE").Succeeded();
    }

    [Fact]
    public void A_policy_that_does_not_validate_fails_at_its_line_and_not_through_the_compiler()
    {
        using var kit = new FreshProject(tree);
        kit.Write("releaseguard.jsonc", "{\n  \"schemaVersion\": 1,\n  \"editons\": {}\n}\n");
        var run = kit.Run("build").Failed();
        Assert.Contains("releaseguard.jsonc(3,3", run.Output, StringComparison.Ordinal);
        Assert.Contains("error RG6001", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", run.Output, StringComparison.Ordinal);
    }

    private static string Text(FreshProject kit, string path) => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(kit.Folder, path)));
}
