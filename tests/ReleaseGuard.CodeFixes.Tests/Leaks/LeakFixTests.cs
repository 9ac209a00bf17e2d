using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Leaks;

/// <summary>Every leak of the samples that has a fix: applied to all, both editions compile and nothing is left to find.</summary>
public sealed class LeakFixTests
{
    public static TheoryData<string, string, bool> Fixable
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var id in new[] { "RG1001", "RG1002", "RG1003", "RG1004", "RG1106", "RG1201", "RG1202" })
            {
                rows.Add(id, "open", true);
                rows.Add(id, "enterprise", true);
                rows.Add(id, "open", false);
            }

            foreach (var id in new[] { "RG1005", "RG1101", "RG1102", "RG1104", "RG1105", "RG1108", "RG6011" })
            {
                rows.Add(id, "open", true);
                rows.Add(id, "enterprise", true);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Fixable))]
    public async Task Fixing_all_findings_of_a_leak_leaves_two_clean_editions(string id, string edition, bool referenced)
    {
        using var leak = Load(id, edition, referenced);
        // Without the reference every name is one that does not resolve.
        Assert.Contains(await leak.Findings(), found => found.Id == id || (!referenced && found.Id == "RG1001"));
        await leak.FixAll(referenced ? [id, .. Others(id)] : null);
        await leak.IsClean(gated: id == "RG1101");
        var once = leak.Show();
        await leak.FixAll();
        Assert.Equal(once, leak.Show());
    }

    /// <summary>Rules whose findings stand in the same leak: one place can break several.</summary>
    private static IEnumerable<string> Others(string id) => id is "RG1106" or "RG1201" ? ["RG1001", "RG1003"] : [];

    private static GuardedSolution Load(string id, string edition, bool referenced)
    {
        var folder = Path.Combine(Samples.Leaks, id);
        var own = Path.Combine(folder, "releaseguard.jsonc");
        var policy = File.ReadAllText(File.Exists(own) ? own : Path.Combine(Samples.Leaks, "releaseguard.jsonc"));
        return GuardedSolution.Create(Directory.EnumerateFiles(folder, "*.cs").Select(file => (Path.GetFileName(file), File.ReadAllText(file))), policy, edition, referenced ? null : []);
    }
}
