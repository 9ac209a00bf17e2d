using System.IO;
using System.Linq;

namespace ReleaseGuard.Policy.Tests.Samples;

/// <summary>The policy rules' leaks show their rule, on the line marked with it, and their clean twins show nothing.</summary>
public class PolicyLeakTests
{
    [Theory]
    [InlineData("RG6001")]
    [InlineData("RG6003")]
    [InlineData("RG6005")]
    [InlineData("RG6007")]
    [InlineData("RG6008")]
    [InlineData("RG6009")]
    public void A_leak_is_found_on_its_line_and_its_twin_is_clean(string rule)
    {
        var path = Path.Combine(Repository.Root, "samples", "Leaks", rule, "releaseguard.jsonc");
        var problem = Assert.Single(Problems(path));
        var line = File.ReadLines(path).TakeWhile(text => !text.Contains("// " + rule, System.StringComparison.Ordinal)).Count() + 1;

        Assert.Equal(rule, problem.RuleId);
        Assert.InRange(problem.Location.Line, line - 1, line);
        Assert.Empty(Problems(Path.Combine(Repository.Root, "samples", "Leaks", rule, "clean", "releaseguard.jsonc")));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "rules", rule + ".md")), "its page is missing");
    }

    private static PolicyProblem[] Problems(string path)
    {
        var result = PolicyLoader.Load(new PolicySource(path, File.ReadAllText(path)), new Disk(), PolicyTexts.Today);
        return [.. result.Problems, .. result.Policy is null ? [] : PolicyOverlaps.Find(result.Policy)];
    }

    private sealed class Disk : IBasePolicies
    {
        public PolicySource? Find(string reference, PolicySource from)
        {
            var path = Path.Combine(Path.GetDirectoryName(from.Path)!, reference);
            return File.Exists(path) ? new PolicySource(path, File.ReadAllText(path)) : null;
        }
    }
}
