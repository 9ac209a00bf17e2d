using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

public sealed class InspectShipmentTests
{
    private readonly RecordingEngine _engine = new();

    [Fact]
    public void What_passes_is_said_in_one_line()
    {
        using var kit = new Kit();
        kit.Write("weights.bin", "weights");
        Assert.True(Task(kit, "publish", kit.Item("weights.bin", ("RelativePath", "models/weights.bin"))).Execute());
        Assert.Equal("ReleaseGuard: pass. Kit, edition open: 1 file held against releaseguard.jsonc", Assert.Single(_engine.Verdicts));
    }

    [Theory]
    [InlineData("RelativePath", "heads/weights.bin", true)]
    [InlineData("RelativePath", "models/weights.bin", false)]
    [InlineData("ShippedPath", "heads/weights.bin", true)]
    [InlineData("PackagePath", "heads/weights.bin", true)]
    [InlineData("PackagePath", "heads", true)]
    [InlineData("PackagePath", "heads/", true)]
    [InlineData("PackagePath", "heads\\", true)]
    [InlineData("PackagePath", "content;heads", true)]
    [InlineData("PackagePath", "content;models/x", false)]
    public void A_file_is_judged_by_every_place_it_ships_to(string metadata, string path, bool found)
    {
        using var kit = new Kit();
        kit.Write("weights.bin", "weights");
        Assert.Equal(!found, Task(kit, "pack", kit.Item("weights.bin", (metadata, path))).Execute());
        Assert.Equal(found ? ["RG3001"] : Array.Empty<string>(), _engine.Errors.Select(error => error.Code));
        if (found)
            Assert.EndsWith("weights.bin", Assert.Single(_engine.Errors).File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pack", "PackagePath")]
    [InlineData("publish", "RelativePath")]
    public void A_file_that_ships_under_another_name_is_judged_by_its_own_as_well(string stage, string metadata)
    {
        using var kit = new Kit();
        kit.Write("heads/weights.bin", "weights");
        Assert.False(Task(kit, stage, kit.Item("heads/weights.bin", (metadata, "models/trunk.bin"))).Execute());
        Assert.Equal("RG2009", Assert.Single(_engine.Errors).Code);
        Assert.Empty(_engine.Verdicts);
    }

    [Fact]
    public void A_package_that_fails_is_taken_from_its_name()
    {
        using var kit = new Kit();
        var package = Package(kit, "Kit.1.0.0.nupkg", "heads/weights.bin");
        kit.Write("Kit.1.0.0.nupkg.rejected", "an older one");
        Assert.False(Task(kit, "package", kit.Item("Kit.1.0.0.nupkg")).Execute());
        Assert.False(File.Exists(package));
        Assert.True(File.Exists(package + ".rejected"));
        Assert.Equal("RG3001", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_package_under_a_name_nobody_expected_is_found_because_it_is_new()
    {
        using var kit = new Kit();
        Package(kit, "Old.1.0.0.nupkg", "heads/weights.bin");
        var before = kit.Item("Old.1.0.0.nupkg");
        before.SetMetadata("WrittenAt", before.GetMetadata("ModifiedTime"));
        var written = Package(kit, "Other.2.0.0.nupkg", "heads/weights.bin");
        var task = Task(kit, "package", kit.Item("Kit.1.0.0.nupkg"));
        task.PackagesBefore = [before];
        task.PackagesAfter = [kit.Item("Old.1.0.0.nupkg"), kit.Item("Other.2.0.0.nupkg")];
        Assert.False(task.Execute());
        Assert.False(File.Exists(written));
        Assert.True(File.Exists(Path.Combine(kit.Folder, "Old.1.0.0.nupkg")));
    }

    [Fact]
    public void A_pack_without_a_package_is_never_a_pass()
    {
        using var kit = new Kit();
        Assert.False(Task(kit, "package", kit.Item("Kit.1.0.0.nupkg")).Execute());
        Assert.Equal("RG9002", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_package_that_cannot_be_read_is_no_pass_and_does_not_stay()
    {
        using var kit = new Kit();
        var package = kit.Write("Kit.1.0.0.nupkg", "this is no archive");
        Assert.False(Task(kit, "package", kit.Item("Kit.1.0.0.nupkg")).Execute());
        Assert.NotEmpty(_engine.Errors);
        Assert.False(File.Exists(package));
    }

    [Fact]
    public void A_product_the_policy_does_not_declare_is_refused()
    {
        using var kit = new Kit();
        var task = Task(kit, "build", kit.Item("releaseguard.jsonc", ("ShippedPath", "a.txt")));
        task.Product = "avocado";
        Assert.False(task.Execute());
        Assert.Contains("avocado", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
    }

    private static string Package(Kit kit, string name, string entry)
    {
        var path = Path.Combine(kit.Folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
        writer.Write("weights");
        return path;
    }

    private InspectShipment Task(Kit kit, string stage, params ITaskItem[] files) =>
        new() { BuildEngine = _engine, Stage = stage, Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, Files = files };
}
