using System;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.EndToEnd.Workspace;
using ReleaseGuard.Fixing;

namespace ReleaseGuard.EndToEnd.Leaks;

/// <summary>Every leak in a project file, fixed by the tool and built for real in both editions: no finding is left.</summary>
[Collection(RealBuilds.Name)]
public sealed class FixedProjectTests(CleanTree tree)
{
    private static readonly string[] s_withoutFix = ["RG2003", "RG2004", "RG2005", "RG2008"];

    private static readonly string[] s_ids =
        [.. LeakProjects.Ids.Where(id => id is "RG1109" or "RG1110" || (id.StartsWith("RG2", StringComparison.Ordinal) && !s_withoutFix.Contains(id)))];

    [Theory, InlineData("open"), InlineData("enterprise")]
    public void A_fixed_project_builds_without_a_finding(string edition)
    {
        var log = Build(edition);
        foreach (var id in s_ids)
        {
            var found = log.Of(Project(id)).ToList();
            Assert.True(found.TrueForAll(diagnostic => diagnostic.Level != DiagnosticLevel.Error && !diagnostic.Code.StartsWith("RG", StringComparison.Ordinal)), $"{id}: {string.Join('\n', found)}");
        }
    }

    [Fact]
    public void The_enterprise_edition_keeps_what_is_withheld_from_the_open_one()
    {
        Build("open");
        Build("enterprise");
        bool Has(string edition) => File.Exists(Path.Combine(Path.GetDirectoryName(Project("RG2001"))!, "bin", edition, "Debug", "net10.0", "Contoso.Heads.Cyber.dll"));
        Assert.True(Has("enterprise"));
        Assert.False(Has("open"));
    }

    private string Project(string id) => Path.Combine(tree.Root, "samples", "FixedLeaks", id, id + ".csproj");

    private BuildLog Build(string edition) => tree.Once($"fixed leaks {edition}", () =>
    {
        var solution = tree.Once("fixed leaks", () => Path.Combine(Fixed(), "Fixed.slnx"));
        var binlog = Path.Combine(tree.Root, $"fixed.{edition}.binlog");
        Dotnet.Run(tree.Root, "build", solution, $"-p:ReleaseEdition={edition}", $"-bl:{binlog}", "-v", "q").Succeeded();
        return new BuildLog(binlog);
    });

    private string Fixed()
    {
        // Beside the leaks, because they reach the samples' own props by the folder above.
        var folder = Path.Combine(tree.Root, "samples", "FixedLeaks");
        CleanTree.Copy(Path.Combine(CleanTree.Repository, "samples", "Leaks"), folder);
        var text = new StringBuilder("<Solution>\n");
        foreach (var id in s_ids)
        {
            text.Append($"  <Project Path=\"{id}/{id}.csproj\" />\n");
            var result = Fixer.Fix(new FixRequest(Project(id), "open") { AsOf = DateTime.UtcNow.Date }).GetAwaiter().GetResult();
            Assert.Contains(result.Fixed, finding => finding.RuleId == id);
            Assert.Empty(result.Unfixed);
        }

        File.WriteAllText(Path.Combine(folder, "Fixed.slnx"), text.Append("</Solution>\n").ToString());
        return folder;
    }
}
