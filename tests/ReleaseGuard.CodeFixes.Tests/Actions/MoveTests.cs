using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>What leaves a file for <c>Name.&lt;Edition&gt;.cs</c>, and what takes its place.</summary>
public sealed class MoveTests
{
    private const string Move = "move:enterprise";

    private const string Source = """
        // Copyright (c) Contoso.
        using Contoso.Heads.Cyber;
        using System;

        namespace Contoso;

        public sealed class Fancy : ExploitHead;

        public class Packer
        {
            /// <summary>Stays, for others call it.</summary>
            public string Pack(string prompt)
            {
                var total = prompt.Length;
                return new ExploitHead().Write(prompt + total);
            }

            /// <summary>Goes: nobody misses it.</summary>
            [Obsolete("later")]
            public ExploitHead Head() => new();

            public string Open() => Pack("x");
        }

        """;

    private const string Left = """
        // Copyright (c) Contoso.
        using System;

        namespace Contoso;

        public partial class Packer
        {
            /// <summary>Stays, for others call it.</summary>
            public string Pack(string prompt)
            {
                var total = prompt.Length;
                string result = default!;
                var done = false;
                PackEnterprise(prompt, total, ref result, ref done);
                return done ? result : throw new NotSupportedException("This is not available in this edition.");
            }

            partial void PackEnterprise(string prompt, int total, ref string result, ref bool done);

            public string Open() => Pack("x");
        }

        """;

    [Theory]
    [InlineData("enterprise", true)]
    [InlineData("open", true)]
    public async Task Members_go_to_the_file_of_the_edition_and_needed_ones_leave_a_partial_call(string edition, bool referenced)
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], edition: edition, references: referenced ? null : []);
        await project.FixAll(["RG1001", "RG1002"], Move);
        Assert.Equal(Left, project["Packer.cs"]);
        var moved = project["Packer.Enterprise.cs"];
        Assert.StartsWith("// Copyright (c) Contoso.\n", moved, System.StringComparison.Ordinal);
        Assert.Contains("using Contoso.Heads.Cyber;\n", moved, System.StringComparison.Ordinal);
        Assert.Contains("    /// <summary>Goes: nobody misses it.</summary>\n    [Obsolete(\"later\")]\n    public ExploitHead Head() => new();\n", moved, System.StringComparison.Ordinal);
        Assert.Contains("public sealed class Fancy : ExploitHead;\n", moved, System.StringComparison.Ordinal);
        await project.IsClean();
    }

    [Fact]
    public async Task A_file_that_is_there_is_added_to()
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source), ("Packer.Enterprise.cs", """
            using Contoso.Heads.Cyber;

            namespace Contoso;

            public partial class Packer
            {
                private ExploitHead _first = new();
            }

            """)]);
        await project.FixAll(["RG1001", "RG1002"], Move);
        Assert.Equal(Left, project["Packer.cs"]);
        Assert.Contains("    private ExploitHead _first = new();\n\n", project["Packer.Enterprise.cs"], System.StringComparison.Ordinal);
        await project.IsClean();
    }

    [Fact]
    public async Task The_workspace_of_dotnet_format_gets_no_new_file_but_one_that_is_there_is_added_to()
    {
        using var without = GuardedSolution.Create([("Packer.cs", Source)], workspace: WorkspaceKind.MSBuild);
        Assert.Equal(["wrap"], System.Linq.Enumerable.Select(await without.Offered("RG1001"), action => action.Key.Split(':')[0]));
        using var with = GuardedSolution.Create([("Packer.cs", Source), ("Packer.Enterprise.cs", "namespace Contoso;\n")], workspace: WorkspaceKind.MSBuild);
        Assert.Equal(["move", "wrap"], System.Linq.Enumerable.Select(await with.Offered("RG1001"), action => action.Key.Split(':')[0]));
    }

    [Fact]
    public async Task Moving_is_offered_before_wrapping()
    {
        using var project = GuardedSolution.Of(Source);
        Assert.Equal(["move", "wrap"], System.Linq.Enumerable.Select(await project.Offered("RG1001"), action => action.Key.Split(':')[0]));
        Assert.Equal(["move", "wrap"], System.Linq.Enumerable.Select(await project.Offered("RG1002"), action => action.Key.Split(':')[0]));
    }

    [Fact]
    public async Task The_key_of_a_kind_that_fixes_none_of_the_findings_leaves_every_kind_its_turn()
    {
        // dotnet format takes the key from the first finding of any rule it was told, and fixes rule by rule.
        using var project = GuardedSolution.Of(Source);
        await project.FixAll(["RG1001", "RG1002"], "words");
        await project.IsClean();
    }
}
