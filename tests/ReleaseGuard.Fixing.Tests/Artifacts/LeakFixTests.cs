using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ReleaseGuard.Fixing.Tests.Artifacts;

/// <summary>The samples' leaks in releases, fixed: the audit finds nothing of the rule any more.</summary>
public sealed class LeakFixTests : IDisposable
{
    private readonly FixFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("RG3001")]
    [InlineData("RG3007")]
    [InlineData("RG3009")]
    [InlineData("RG3014")]
    [InlineData("RG5001")]
    public async Task A_leak_that_has_a_fix_is_fixed(string id)
    {
        Copy(Path.Combine(Leaks(), id), _folder.PathOf(id));
        var result = await _folder.Fix(id + "/leak", request => request with { Deletes = true });
        Assert.Contains(result.Fixed, finding => finding.RuleId == id);
        Assert.DoesNotContain(result.Unfixed, left => left.Finding.RuleId == id);
        Assert.Empty((await _folder.Fix(id + "/leak")).Changes);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Leaks()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the repository.");
        return Path.Combine(folder.FullName, "samples", "Leaks");
    }
}
