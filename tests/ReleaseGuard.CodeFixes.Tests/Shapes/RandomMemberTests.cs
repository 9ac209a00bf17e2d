using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Shapes;

/// <summary>Stricter than <see cref="RandomCodeTests"/>: every finding is mended, and the open edition compiles without the withheld assembly.</summary>
public sealed class RandomMemberTests
{
    [Theory, MemberData(nameof(Seeds), 0, 12)]
    public async Task Wrapped_members_compile_in_both_editions_and_are_the_same_code_where_they_may_be(int seed)
    {
        var source = new RandomMembers(seed).Write();
        using var project = GuardedSolution.Of(source, edition: seed % 2 == 0 ? "open" : "enterprise");
        await project.FixAll(kind: "wrap:EDITION_ENTERPRISE");
        await project.IsClean();
        Assert.Equal(Tokens(source), Tokens(project["Packer.cs"]));
    }

    [Theory, MemberData(nameof(Seeds), 100, 8)]
    public async Task Moved_members_compile_in_both_editions(int seed)
    {
        using var project = GuardedSolution.Of(new RandomMembers(seed).Write(), edition: seed % 2 == 0 ? "open" : "enterprise");
        await project.FixAll(kind: "move:enterprise");
        await project.IsClean();
    }

    [Theory, MemberData(nameof(Seeds), 200, 6)]
    public async Task Members_are_wrapped_where_the_withheld_assembly_is_not_referenced(int seed)
    {
        using var project = GuardedSolution.Create([("Packer.cs", new RandomMembers(seed).Write())], edition: "open", references: []);
        await project.FixAll(kind: "wrap:EDITION_ENTERPRISE");
        await project.IsClean();
    }

    public static IEnumerable<object[]> Seeds(int first, int count) => Enumerable.Range(first, count).Select(seed => new object[] { seed });

    /// <summary>The code as the enterprise edition reads it.</summary>
    private static IEnumerable<string> Tokens(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(preprocessorSymbols: ["EDITION_OPEN", "EDITION_ENTERPRISE"])).GetRoot().DescendantTokens().Select(token => token.Text);
}
