using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Package;

[Collection(RealBuilds.Name)]
public sealed class GateTests(CleanTree tree)
{
    private const string Models = "<ItemGroup><ModelArtifact Include=\"weights/**\" /></ItemGroup>";

    [Fact]
    public void Model_files_are_packed_and_published_below_models_with_their_folders()
    {
        using var kit = new FreshProject(tree, Models);
        kit.Write("weights/LICENSE", "text");
        kit.Write("weights/vision/encoder.bin", "weights");
        kit.Run("pack").Succeeded();
        kit.Run("publish", "--no-restore").Succeeded();
        using (var package = ZipFile.OpenRead(Path.Combine(kit.Folder, kit.Files("*.nupkg").Single())))
            Assert.Equal(["models/LICENSE", "models/vision/encoder.bin"], package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("models", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("bin/open/Release/net10.0/publish/models/vision/encoder.bin", kit.Files("*.bin"));
        Assert.Contains("bin/open/Release/net10.0/publish/models/LICENSE", kit.Files("LICENSE"));
    }

    [Fact]
    public void A_withheld_file_among_the_items_fails_build_pack_and_publish_at_its_line_and_ships_nothing()
    {
        using var kit = new FreshProject(tree, Models);
        kit.Write("weights/heads/cyber/head.bin", "weights");
        foreach (var verb in new[] { "build", "pack", "publish" })
        {
            var run = kit.Run(verb, verb == "build" ? "-v:m" : "--no-restore").Failed();
            Assert.Contains("Kit.csproj(12,12): error RG2009", run.Output.Replace("Kit.csproj(12,13)", "Kit.csproj(12,12)", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Empty(kit.Files("*.nupkg"));
        Assert.DoesNotContain(kit.Files("*.bin"), file => file.StartsWith("bin/", StringComparison.Ordinal));
        Assert.DoesNotContain(kit.Files("Kit.dll"), file => file.StartsWith("bin/", StringComparison.Ordinal));
        kit.Run("pack", "--no-restore", "-p:ReleaseEdition=enterprise").Succeeded();
    }

    [Fact]
    public void A_withheld_file_that_a_late_target_adds_to_the_package_leaves_no_package()
    {
        using var kit = new FreshProject(tree, """
            <Target Name="Late" BeforeTargets="_GetPackageFiles">
              <ItemGroup><None Include="weights/cyber-head.bin" Pack="true" PackagePath="models/trunk.bin" /></ItemGroup>
            </Target>
            """);
        kit.Write("weights/cyber-head.bin", "weights");
        Assert.Contains("error RG2009", kit.Run("pack").Failed().Output, StringComparison.Ordinal);
        Assert.Contains("error RG2009", kit.Run("pack", "--no-build").Failed().Output, StringComparison.Ordinal);
        Assert.Empty(kit.Files("*.nupkg"));
    }

    [Fact]
    public void A_withheld_file_that_a_late_target_adds_to_the_publish_list_is_not_copied()
    {
        using var kit = new FreshProject(tree, """
            <Target Name="Late" BeforeTargets="ComputeResolvedFilesToPublishList">
              <ItemGroup><ResolvedFileToPublish Include="weights/cyber-head.bin" RelativePath="models/cyber-head.bin" CopyToPublishDirectory="Always" /></ItemGroup>
            </Target>
            """);
        kit.Write("weights/cyber-head.bin", "weights");
        Assert.Contains("error RG3001", kit.Run("publish").Failed().Output, StringComparison.Ordinal);
        Assert.Empty(kit.Files("cyber-head.bin").Where(file => file.StartsWith("bin/", StringComparison.Ordinal)).ToList());
    }

    [Fact]
    public void What_another_edition_left_in_the_publish_folder_is_not_passed_as_this_ones()
    {
        using var kit = new FreshProject(tree, Models);
        kit.Write("weights/heads/cyber/head.bin", "weights");
        kit.Run("publish", "-o", "dist", "-p:ReleaseEdition=enterprise").Succeeded();
        Directory.Delete(Path.Combine(kit.Folder, "weights"), recursive: true);
        var run = kit.Run("publish", "-o", "dist").Failed();
        Assert.Contains("head.bin", run.Output.Split('\n').First(line => line.Contains("error RG3001", StringComparison.Ordinal)), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(kit.Folder, "dist"), recursive: true);
        kit.Run("publish", "-o", "dist").Succeeded();
    }

    [Fact]
    public void A_package_that_fails_after_it_was_written_does_not_stay_under_its_name()
    {
        // A project's own target runs before those of its packages: it must not find the package either.
        using var kit = new FreshProject(tree, """
            <PropertyGroup><NuspecFile>Kit.nuspec</NuspecFile></PropertyGroup>
            <Target Name="Push" AfterTargets="Pack">
              <ItemGroup><Pushed Include="$(PackageOutputPath)/*.nupkg" /></ItemGroup>
              <Copy SourceFiles="@(Pushed)" DestinationFolder="pushed" />
            </Target>
            """);
        kit.Write("weights/cyber-head.bin", "weights");
        kit.Write("Kit.nuspec", """
            <package><metadata><id>Kit</id><version>1.0.0</version><authors>Kit</authors><description>A kit.</description></metadata>
              <files><file src="weights/cyber-head.bin" target="models/cyber-head.bin" /></files></package>
            """);
        Assert.Contains("error RG3001", kit.Run("pack").Failed().Output, StringComparison.Ordinal);
        Assert.Empty(kit.Files("*.nupkg"));
        Assert.Single(kit.Files("*.nupkg.rejected"));
    }

    [Fact]
    public void A_project_for_several_frameworks_is_reported_once()
    {
        using var kit = new FreshProject(tree, Models + "<PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>");
        kit.Write("weights/heads/cyber/head.bin", "weights");
        var run = kit.Run("pack", "-consoleLoggerParameters:NoSummary", "-tl:off").Failed();
        Assert.Single(run.Output.Split('\n'), line => line.Contains("error RG2009", StringComparison.Ordinal));
        Assert.Empty(kit.Files("*.nupkg"));
    }
}
