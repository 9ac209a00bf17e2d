using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.CleanBuilds;

namespace ReleaseGuard.Inspection.Tests.CleanBuilds;

/// <summary>An edition's copy of a checkout holds what the edition may contain and nothing else, and says of the rest why it was left out.</summary>
public sealed class EditionCopyTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component(
        "\"projects\": [\"src/Heads.Cyber/*.csproj\"], \"packages\": [\"Contoso.Heads.Cyber\"], \"assemblies\": [\"Contoso.Secret\"], \"files\": [\"weights/cyber/**\"]"));

    [Fact]
    public void Withheld_files_projects_packages_assemblies_and_sources_are_left_out_with_their_reason()
    {
        using var root = new TemporaryFolder();
        foreach (var file in new[]
        {
            "App.slnx", "src/App/App.csproj", "src/App/Packer.cs", "src/App/Packer.Enterprise.cs", "src/App/Packer.Open.cs", "src/App/bin/App.dll", "src/App/obj/a.json",
            "src/Heads.Cyber/Heads.Cyber.csproj", "src/Heads.Cyber/Head.cs", "src/Heads.Cyber/sub/More.cs", "src/Heads.CyberOpen/A.cs", "bin/tool.sh",
            "weights/cyber/head.bin", "weights/trunk.bin", "lib/Contoso.Secret.dll", "lib/Contoso.Secret.xml", "feed/Contoso.Heads.Cyber.1.0.0-rc.1.nupkg", "feed/Contoso.Heads.1.0.0.nupkg",
            "releaseguard.baseline.open.json", ".git/config",
        })
            root.Write(file, file.EndsWith(".baseline.open.json", System.StringComparison.Ordinal) ? "{ \"schema\": \"releaseguard/baseline/1\" }" : "text");
        root.Write("releaseguard.jsonc", Policy);
        root.Write("App.slnx", "<Solution>\n  <Project Path=\"src/App/App.csproj\" />\n  <Project Path=\"src/Heads.Cyber/Heads.Cyber.csproj\" />\n</Solution>\n");
        var policy = Audit.Load(Policy, Path.Combine(root.Path, "releaseguard.jsonc"));
        var copy = EditionCopy.Plan(root.Path, policy, policy.FindEdition("open")!);

        Assert.Equal(
            ["App.slnx", "bin/tool.sh", "feed/Contoso.Heads.1.0.0.nupkg", "src/App/App.csproj", "src/App/Packer.Open.cs", "src/App/Packer.cs", "src/Heads.CyberOpen/A.cs", "weights/trunk.bin"],
            copy.Files);
        Assert.Equal("source of edition 'enterprise'", copy.LeftOut.Single(file => file.Path == "src/App/Packer.Enterprise.cs").Why);
        Assert.Equal("contoso.cyber-head", copy.LeftOut.Single(file => file.Path == "src/Heads.Cyber/sub/More.cs").Why);
        Assert.Equal("ReleaseGuard's own", copy.LeftOut.Single(file => file.Path == "releaseguard.baseline.open.json").Why);
        Assert.DoesNotContain(copy.Everything, file => file.Contains("App.dll") || file.StartsWith(".git", System.StringComparison.Ordinal));

        var folder = Path.Combine(root.Path, "..", "copy-" + Path.GetFileName(root.Path));
        try
        {
            copy.Write(copy.Files, folder);
            Assert.DoesNotContain("Cyber", File.ReadAllText(Path.Combine(folder, "App.slnx")));
            Assert.Contains("src/App/App.csproj", File.ReadAllText(Path.Combine(folder, "App.slnx")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_classic_solution_loses_the_project_with_its_configurations()
    {
        var text = """
            Project("{FAE04EC0}") = "App", "src\App\App.csproj", "{11111111-0000-0000-0000-000000000000}"
            EndProject
            Project("{FAE04EC0}") = "Cyber", "src\Heads.Cyber\Heads.Cyber.csproj", "{22222222-0000-0000-0000-000000000000}"
            	ProjectSection(ProjectDependencies) = postProject
            	EndProjectSection
            EndProject
            Global
            	{11111111-0000-0000-0000-000000000000}.Debug|Any CPU.Build.0 = Debug|Any CPU
            	{22222222-0000-0000-0000-000000000000}.Debug|Any CPU.Build.0 = Debug|Any CPU
            EndGlobal
            """;
        var kept = SolutionText.Without(text, "App.sln", ["src/Heads.Cyber/Heads.Cyber.csproj"]);
        Assert.DoesNotContain("Cyber", kept);
        Assert.DoesNotContain("22222222", kept);
        Assert.Contains("11111111-0000-0000-0000-000000000000}.Debug", kept);
        Assert.Contains("EndGlobal", kept);
    }

    [Fact]
    public void The_marker_names_the_edition_and_digests_and_nothing_that_is_withheld()
    {
        using var root = new TemporaryFolder();
        var policy = Audit.Load(Policy, root.Write("releaseguard.jsonc", Policy));
        var text = EditionMarker.TextOf(policy, new string('a', 64), policy.FindEdition("open")!, null);
        Assert.Contains("\"edition\": \"open\"", text);
        Assert.Contains(new string('a', 64), text);
        Assert.DoesNotContain("cyber", text, System.StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("enterprise", text, System.StringComparison.OrdinalIgnoreCase);
    }
}
