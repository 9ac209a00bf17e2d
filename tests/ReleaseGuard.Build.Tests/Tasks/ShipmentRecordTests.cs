using System;
using System.IO;
using System.Linq;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

/// <summary>A build that changed nothing reads no output again and repeats what it found; one that changed anything reads everything.</summary>
public sealed class ShipmentRecordTests
{
    private readonly RecordingEngine _engine = new();

    [Fact]
    public void What_was_found_is_repeated_from_the_record()
    {
        using var kit = new Kit();
        kit.Write("heads/weights.bin", "weights");
        Assert.False(Task(kit).Execute());
        var record = Path.Combine(kit.Folder, "obj", "build.record");
        File.WriteAllText(record, File.ReadAllText(record).Replace("RG3001", "RG9999", StringComparison.Ordinal));

        Assert.False(Again(kit).Execute());
        Assert.Equal("RG9999", Assert.Single(_again.Errors).Code);
        Assert.Equal(_engine.Errors[0].File, _again.Errors[0].File);
        Assert.Equal(_engine.Verdicts, _again.Verdicts);
    }

    [Fact]
    public void A_pass_is_repeated_with_its_line()
    {
        using var kit = new Kit();
        kit.Write("trunk.bin", "weights");
        Assert.True(Task(kit, "trunk.bin").Execute());
        Assert.True(Again(kit, "trunk.bin").Execute());
        Assert.Equal(_engine.Verdicts, _again.Verdicts);
        Assert.StartsWith("ReleaseGuard: pass.", Assert.Single(_again.Verdicts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("replaced")]
    [InlineData("policy")]
    [InlineData("manifest")]
    [InlineData("shipped path")]
    [InlineData("torn")]
    public void Whatever_it_depended_on_makes_the_record_void(string change)
    {
        using var kit = new Kit();
        var file = kit.Write("heads/weights.bin", "weights");
        var time = File.GetLastWriteTimeUtc(file);
        Task(kit).Execute();
        var record = Path.Combine(kit.Folder, "obj", "build.record");
        File.WriteAllText(record, File.ReadAllText(record).Replace("RG3001", "RG9999", StringComparison.Ordinal));
        var shipped = "heads/weights.bin";
        switch (change)
        {
            case "content":
                File.WriteAllText(file, "other weights");
                break;
            case "replaced":
                // Another file of the same size and time under the same name.
                File.Delete(file);
                File.WriteAllText(file, "WEIGHTS");
                File.SetLastWriteTimeUtc(file, time);
                break;
            case "policy":
                File.AppendAllText(kit.Policy, "\n");
                break;
            case "manifest":
                kit.Write("editions/open.manifest.json", "{}");
                break;
            case "shipped path":
                shipped = "heads/other.bin";
                break;
            default:
                File.WriteAllText(record, File.ReadAllText(record)[..^20]);
                break;
        }

        Assert.False(Again(kit, "heads/weights.bin", shipped).Execute());
        Assert.Contains(_again.Errors, error => error.Code == "RG3001");
    }

    [Fact]
    public void A_read_only_obj_keeps_no_finding_back_and_no_pass()
    {
        using var kit = new Kit();
        kit.Write("heads/weights.bin", "weights");
        kit.Write("trunk.bin", "weights");
        kit.Write("obj", "a file where the folder should be");
        Assert.False(Task(kit).Execute());
        Assert.True(Again(kit, "trunk.bin").Execute());
    }

    private readonly RecordingEngine _again = new();

    private InspectShipment Again(Kit kit, string file = "heads/weights.bin", string? shipped = null)
    {
        var task = Task(kit, file, shipped);
        task.BuildEngine = _again;
        return task;
    }

    private InspectShipment Task(Kit kit, string file = "heads/weights.bin", string? shipped = null) => new()
    {
        BuildEngine = _engine, Stage = "build", Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, Record = "obj/build.record",
        Files = [kit.Item(file, ("ShippedPath", shipped ?? file))],
    };
}
