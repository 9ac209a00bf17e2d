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
    public void A_package_gets_its_name_when_it_passed_whatever_name_a_nuspec_chose()
    {
        using var kit = new Kit();
        Directory.CreateDirectory(Path.Combine(kit.Folder, "obj", "packing", "other"));
        Package(kit, "obj/packing/Other.2.0.0.nupkg", "lib/a.txt");
        Package(kit, "obj/packing/other/Other.2.0.0.snupkg", "lib/a.pdb");
        kit.Write("obj/packing/Other.nuspec", "text");
        var before = kit.Write("out/Other.2.0.0.nupkg", "an older one");
        var task = Packing(kit);
        Assert.True(task.Execute());
        Assert.NotEqual("an older one", File.ReadAllText(before));
        Assert.Equal(["Other.2.0.0.nupkg", "Other.nuspec", "other"], Directory.EnumerateFileSystemEntries(Path.Combine(kit.Folder, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(kit.Folder, "out", "other", "Other.2.0.0.snupkg")));
        Assert.False(Directory.Exists(Path.Combine(kit.Folder, "obj", "packing")));
    }

    [Fact]
    public void A_package_that_fails_never_has_its_name_and_the_older_one_loses_it()
    {
        using var kit = new Kit();
        Directory.CreateDirectory(Path.Combine(kit.Folder, "obj", "packing"));
        Package(kit, "obj/packing/Other.2.0.0.nupkg", "heads/weights.bin");
        kit.Write("out/Other.2.0.0.nupkg", "an older one");
        Assert.False(Packing(kit).Execute());
        Assert.Equal("Other.2.0.0.nupkg.rejected", Assert.Single(Directory.EnumerateFiles(Path.Combine(kit.Folder, "out")).Select(Path.GetFileName)));
        Assert.Equal("RG3001", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_package_that_passed_and_cannot_be_put_where_it_belongs_is_an_error_and_no_half_file()
    {
        using var kit = new Kit();
        Directory.CreateDirectory(Path.Combine(kit.Folder, "obj", "packing"));
        var package = Package(kit, "obj/packing/Kit.1.0.0.nupkg", "lib/a.txt");
        kit.Write("out", "a file where a folder belongs");
        Assert.False(Packing(kit).Execute());
        Assert.Contains("could not be put into", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(package));
    }

    [Fact]
    public void A_file_that_fails_in_a_publish_folder_is_taken_out_of_it()
    {
        using var kit = new Kit();
        kit.Write("out/heads/weights.bin", "weights");
        kit.Write("out/a.txt", "text");
        var task = Task(kit, "published", kit.Item("out/heads/weights.bin", ("ShippedPath", "heads/weights.bin")), kit.Item("out/a.txt", ("ShippedPath", "a.txt")));
        task.PublishFolder = "out/";
        task.Withdrawn = "obj/rejected/";
        Assert.False(task.Execute());
        Assert.Equal(["a.txt"], Directory.EnumerateFiles(Path.Combine(kit.Folder, "out"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(kit.Folder, "obj", "rejected", "heads", "weights.bin")));
    }

    [Fact]
    public void Nothing_is_taken_out_of_a_folder_that_holds_the_project_itself()
    {
        using var kit = new Kit();
        var file = kit.Write("heads/weights.bin", "weights");
        var task = Task(kit, "published", kit.Item("heads/weights.bin", ("ShippedPath", "heads/weights.bin")));
        task.PublishFolder = "./";
        task.Withdrawn = "obj/rejected/";
        Assert.False(task.Execute());
        Assert.True(File.Exists(file));
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

    private InspectShipment Packing(Kit kit)
    {
        var task = Task(kit, "package", kit.Item("out/Kit.1.0.0.nupkg"));
        task.WrittenTo = Path.Combine(kit.Folder, "obj", "packing") + Path.DirectorySeparatorChar;
        task.Destination = Path.Combine(kit.Folder, "out");
        return task;
    }

    private InspectShipment Task(Kit kit, string stage, params ITaskItem[] files) =>
        new() { BuildEngine = _engine, Stage = stage, Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, Files = files };
}
