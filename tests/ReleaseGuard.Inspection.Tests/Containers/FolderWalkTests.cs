using System.IO;
using System.Linq;

namespace ReleaseGuard.Inspection.Tests.Containers;

/// <summary>Nothing outside the audited folder is read, and nothing inside it is missed.</summary>
public sealed class FolderWalkTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"files\": [\"heads/cyber/**\"]"));

    [Fact]
    public void A_link_that_leads_outside_is_RG3016_and_is_not_read()
    {
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        outside.Write("heads/cyber/secret.bin", "x");
        folder.Write("README.md", "x");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "weights"), outside.Path);
        var result = Audit.Run(folder.Path, Policy);
        Assert.Equal(("RG3016", "weights"), (Assert.Single(result.Findings).RuleId, result.Findings[0].Location.File));
        Assert.Equal(1, result.Inspected.Files);
    }

    [Fact]
    public void A_link_to_a_folder_that_only_begins_alike_leads_outside()
    {
        using var folder = new TemporaryFolder();
        folder.Write("release/a.txt", "x");
        folder.Write("release-secret/b.txt", "x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "release/b.txt"), "../release-secret/b.txt");
        Assert.Equal("RG3016", Assert.Single(Audit.Run(Path.Combine(folder.Path, "release"), Policy).Findings).RuleId);
    }

    [Fact]
    public void A_link_inside_the_folder_ships_under_its_own_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/a.bin", "x");
        Directory.CreateDirectory(Path.Combine(folder.Path, "heads"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "heads/cyber"), Path.Combine(folder.Path, "data"));
        Assert.Equal("heads/cyber/a.bin", Assert.Single(Audit.Run(folder.Path, Policy).Findings).Location.File);
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/a.txt", "x");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a/up"), folder.Path);
        Assert.Equal(Verdict.Pass, Audit.Run(folder.Path, Policy).Verdict);
    }

    [Fact]
    public void A_broken_link_is_inconclusive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b.txt"), Path.Combine(folder.Path, "gone.txt"));
        var result = Audit.Run(folder.Path, Policy);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Equal("b.txt", Assert.Single(result.Skipped).Path);
    }

    [Fact]
    public void Files_keep_the_paths_they_ship_under()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("obj/out.bin", "x");
        var policy = Audit.Load(Policy);
        var result = EditionInspector.Inspect(new InspectionRequest([new ShippedItem(file, "heads/cyber/out.bin")], policy, policy.FindEdition("open")!, null, Audit.AsOf, false));
        Assert.Equal("heads/cyber/out.bin", Assert.Single(result.Findings).Location.File);
    }
}
