using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Shapes;

/// <summary>Whatever the code looks like: a fix gives two editions that compile, or it is not made.</summary>
public sealed class RandomCodeTests
{
    private const int Groups = 4;
    private const int PerGroup = 12;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Groups)];

    [Theory, MemberData(nameof(Numbers))]
    public async Task Random_code_compiles_in_both_editions_after_the_fix_and_lost_no_finding_by_a_broken_one(int group)
    {
        var mended = 0;
        for (var seed = group * PerGroup; seed < (group + 1) * PerGroup; seed++)
        {
            var source = new RandomCode(seed).Make();
            using var solution = GuardedSolution.Of(source);
            var before = (await solution.Findings()).Length;
            await solution.FixAll(["RG1001", "RG1002", "RG1003"], seed % 2 == 0 ? "wrap:EDITION_ENTERPRISE" : null);
            foreach (var edition in new[] { "open", "enterprise" })
            {
                var errors = (await solution.As(edition).GetCompilationAsync())!.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
                Assert.True(errors.Count == 0, $"{seed}, {edition}: {string.Join("\n", errors)}\n{solution.Show()}\nfrom\n{source}");
            }

            var after = (await solution.Findings()).Length;
            Assert.True(after <= before, $"{seed}: {before} findings became {after}");
            if (before > 0 && after == 0) mended++;
        }

        Assert.True(mended > PerGroup / 2, $"Only {mended} of {PerGroup} were mended.");
    }
}
