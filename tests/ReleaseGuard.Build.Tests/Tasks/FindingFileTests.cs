using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ReleaseGuard.Build.Tests.Harness;

namespace ReleaseGuard.Build.Tests.Tasks;

public sealed class FindingFileTests
{
    private readonly RecordingEngine _engine = new();

    [Fact]
    public void Findings_of_several_tasks_stand_in_one_log_each_as_a_run_and_leave_it_when_they_are_mended()
    {
        using var kit = new Kit();
        kit.Write("heads/weights.bin", "weights");
        Assert.False(Shipment(kit, "heads/weights.bin").Execute());
        Assert.False(Project(kit, "open").Execute());
        Assert.Equal(["project RG2009 Kit.csproj:4", "pack RG3001 heads/weights.bin:"], Results(kit));

        Assert.True(Project(kit, "enterprise").Execute());
        Assert.Equal(["pack RG3001 heads/weights.bin:"], Results(kit));
        Assert.Equal(["releaseguard", "releaseguard.sarif"], Directory.EnumerateFileSystemEntries(Path.Combine(kit.Folder, "obj")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_build_without_findings_makes_no_log()
    {
        using var kit = new Kit();
        Assert.True(Project(kit, "enterprise").Execute());
        Assert.False(Directory.Exists(Path.Combine(kit.Folder, "obj")));
    }

    [Fact]
    public void A_log_that_says_the_same_is_not_written_again()
    {
        using var kit = new Kit();
        Project(kit, "open").Execute();
        var log = Path.Combine(kit.Folder, "obj", "releaseguard.sarif");
        File.SetLastWriteTimeUtc(log, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Project(kit, "open").Execute();
        Assert.Equal(2001, File.GetLastWriteTimeUtc(log).Year);
    }

    [Fact]
    public void A_log_that_cannot_be_written_keeps_no_finding_back()
    {
        using var kit = new Kit();
        kit.Write("obj", "a file where the folder should be");
        Assert.False(Project(kit, "open").Execute());
        Assert.Equal("RG2009", Assert.Single(_engine.Errors).Code);
    }

    private static string[] Results(Kit kit)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(kit.Folder, "obj", "releaseguard.sarif")));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        return [.. log.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray().Select(result =>
        {
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var line = place.TryGetProperty("region", out var region) && region.TryGetProperty("startLine", out var start) ? start.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
            return $"{run.GetProperty("automationDetails").GetProperty("id").GetString()!.Split('/')[2]} {result.GetProperty("ruleId").GetString()} {place.GetProperty("artifactLocation").GetProperty("uri").GetString()}:{line}";
        }))];
    }

    private InspectShipment Shipment(Kit kit, string file) => new()
    {
        BuildEngine = _engine, Stage = "pack", Policy = kit.Policy, Edition = "open", ProjectFile = kit.ProjectFile, FindingsLog = "obj/releaseguard.sarif",
        Files = [kit.Item(file, ("ShippedPath", "heads/weights.bin"))],
    };

    private InspectProject Project(Kit kit, string edition) => new()
    {
        BuildEngine = _engine, Policy = kit.Policy, Edition = edition, ProjectFile = kit.ProjectFile, FindingsLog = "obj/releaseguard.sarif", StopAtOnce = true,
        Items = [kit.Item("heads/weights.bin", ("Kind", "Content"), ("DefinedIn", kit.ProjectFile))],
    };
}
