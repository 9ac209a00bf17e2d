using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>RG1108: what leaves an arm of published source for the file of its edition, and what runs in its place.</summary>
public sealed class MoveArmTests
{
    private const string Arm = "arm:enterprise";

    public static TheoryData<string, string, string> Arms => new()
    {
        {
            "        if (p.Length > 9) return \"\";\n#if EDITION_ENTERPRISE\n        // why\n        return new ExploitHead().Write(p);\n#else\n        return p; // open\n#endif",
            "        if (p.Length > 9) return \"\";\n        string result = default!;\n        var done = false;\n        PackEnterprise(p, ref result, ref done);\n        if (done) return result;\n        return p; // open",
            "        // why\n        result = new ExploitHead().Write(p);\n        done = true;"
        },
        {
            "#if EDITION_ENTERPRISE\n        p = new ExploitHead().Write(p);\n#endif\n        return p;",
            "        PackEnterprise(ref p);\n        return p;",
            "        p = new ExploitHead().Write(p);"
        },
        {
            "#if !EDITION_ENTERPRISE\n        p += 1;\n        p += 2;\n#else\n        p = new ExploitHead().Write(p);\n#endif\n        return p;",
            "        var done = false;\n        PackEnterprise(ref p, ref done);\n        if (!done)\n        {\n            p += 1;\n            p += 2;\n        }\n        return p;",
            "        p = new ExploitHead().Write(p);\n        done = true;"
        },
        {
            "#if EDITION_ENTERPRISE\n        if (p.Length > 3) return new ExploitHead().Write(p);\n#endif\n        return p;",
            "        string result = default!;\n        var done = false;\n        PackEnterprise(p, ref result, ref done);\n        if (done) return result;\n        return p;",
            "        if (p.Length > 3) { result = new ExploitHead().Write(p); done = true; return; }"
        },
    };

    [Theory, MemberData(nameof(Arms))]
    public async Task Statements_go_as_a_partial_method_and_the_other_arm_runs_where_it_has_no_body(string body, string left, string moved)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            using var project = Load($"public class Packer\n{{\n    public string Pack(string p)\n    {{\n{body}\n    }}\n\n    public int Open => 1;\n}}\n", edition);
            Assert.Equal([Arm], (await project.Offered("RG1108")).Select(action => action.Key));
            await project.FixAll(["RG1108"], Arm);
            Assert.Contains($"    public string Pack(string p)\n    {{\n{left}\n    }}\n\n    partial void PackEnterprise(", project["Packer.cs"], StringComparison.Ordinal);
            Assert.DoesNotContain("#if", project["Packer.cs"], StringComparison.Ordinal);
            Assert.DoesNotContain("Exploit", project["Packer.cs"], StringComparison.Ordinal);
            Assert.Contains(moved, project["Packer.Enterprise.cs"], StringComparison.Ordinal);
            await project.IsClean();
        }
    }

    [Fact]
    public async Task Members_types_and_usings_go_as_they_stand()
    {
        using var project = Load("""
            public class Packer
            {
                public int First => 1;

            #if EDITION_ENTERPRISE
                /// <summary>The head.</summary>
                public ExploitHead Head { get; } = new();

                public int Level => (int)Head.Level;
            #endif

                public int Last => 2;
            }

            #if EDITION_ENTERPRISE
            public class Fancy : ExploitHead;
            #endif

            """, "open");
        await project.FixAll(["RG1108"], Arm);
        Assert.Equal("namespace Contoso;\n\npublic partial class Packer\n{\n    public int First => 1;\n\n    public int Last => 2;\n}\n", project["Packer.cs"]);
        Assert.Contains("    /// <summary>The head.</summary>\n    public ExploitHead Head { get; } = new();\n\n    public int Level => (int)Head.Level;\n", project["Packer.Enterprise.cs"], StringComparison.Ordinal);
        Assert.Contains("public class Fancy : ExploitHead;\n", project["Packer.Enterprise.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    [Fact]
    public async Task A_body_behind_an_arrow_keeps_the_other_arms_value()
    {
        using var project = Load("public class Packer\n{\n    public string Pack(string p) =>\n#if EDITION_ENTERPRISE\n        new ExploitHead().Write(p);\n#else\n        p.Trim();\n#endif\n\n    public int Open => 1;\n}\n", "enterprise");
        await project.FixAll(["RG1108"], Arm);
        Assert.Contains("        return done ? result : p.Trim();\n    }\n\n    partial void PackEnterprise(", project["Packer.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    [Theory]
    [InlineData("public class Packer :\n#if EDITION_ENTERPRISE\n    ExploitHead,\n#endif\n    IDisposable\n{\n    public new void Dispose() { }\n}\n")]
    [InlineData("public class Packer\n{\n#if EDITION_ENTERPRISE\n    public object Head() => new ExploitHead();\n#else\n    public object Head() => 1;\n#endif\n}\n")]
    [InlineData("public class Packer\n{\n    public async Task<string> Pack(string p)\n    {\n#if EDITION_ENTERPRISE\n        return await new ExploitHead().WriteAsync(p);\n#else\n        await Task.Yield();\n        return p;\n#endif\n    }\n}\n")]
    public async Task Arms_that_no_other_file_can_hold_are_left_to_their_author(string source)
    {
        using var project = Load(source, "open");
        foreach (var index in Enumerable.Range(0, (await project.Findings()).Count(found => found.Id == "RG1108")))
            Assert.Empty(await project.Offered("RG1108", index));
    }

    [Fact]
    public async Task Dotnet_format_moves_an_arm_only_where_the_file_is_there()
    {
        var source = "namespace Contoso;\n\npublic partial class Packer\n{\n    public int Open => 1;\n\n#if EDITION_ENTERPRISE\n    public object Head() => new Contoso.Heads.Cyber.ExploitHead();\n#endif\n}\n";
        using var without = GuardedSolution.Create([("Packer.cs", source)], Policies.PublishedSource, workspace: WorkspaceKind.MSBuild);
        Assert.Empty(await without.Offered("RG1108"));
        using var with = GuardedSolution.Create([("Packer.cs", source), ("Packer.Enterprise.cs", "namespace Contoso;\n\npublic partial class Packer\n{\n    public int Mine => 1;\n}\n")], Policies.PublishedSource, workspace: WorkspaceKind.MSBuild);
        await with.FixAll(["RG1108"]);
        Assert.Equal("namespace Contoso;\n\npublic partial class Packer\n{\n    public int Open => 1;\n}\n", with["Packer.cs"]);
        Assert.EndsWith("    public int Mine => 1;\n\n    public object Head() => new Contoso.Heads.Cyber.ExploitHead();\n}\n", with["Packer.Enterprise.cs"], StringComparison.Ordinal);
        await with.IsClean();
    }

    private static GuardedSolution Load(string rest, string edition) =>
        GuardedSolution.Of("#if EDITION_ENTERPRISE\nusing Contoso.Heads.Cyber;\n#endif\n\nnamespace Contoso;\n\n" + rest, Policies.PublishedSource, edition);
}
