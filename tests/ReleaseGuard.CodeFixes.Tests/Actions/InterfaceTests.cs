using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>An interface between open code and a withheld type: written into three projects, the same behaviour where the type may be.</summary>
public sealed class InterfaceTests
{
    private const string Interface = "interface:T:Contoso.Heads.Cyber.ExploitHead";

    private const string Packer = """
        using System;
        using Contoso.Heads.Cyber;

        namespace Contoso.Runtime;

        public class Packer
        {
            private readonly ExploitHead _head = new ExploitHead(3);

            public string Pack(string prompt)
            {
                using ExploitHead other = new(4);
                return _head.Write(prompt) + other.Write("!") + _head.Level;
            }

            public void Use(ExploitHead head) => head.Level++;
        }

        """;

    private const string Head = """
        namespace Contoso.Heads.Cyber;

        /// <summary>Withheld.</summary>
        public class ExploitHead(int level) : System.IDisposable
        {
            public const int Index = 7;

            public int Level { get; set; } = level;

            public string Write(string prompt, int times = 1) => Level + prompt + times;

            public Secret? Inner => null;

            public void Dispose() { }
        }

        public class Secret;

        """;

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task Open_code_speaks_to_the_interface_and_the_withheld_project_registers_its_type(string edition)
    {
        using var solution = ThreeProjects.Create(edition, Packer, Head);
        Assert.Equal(["move:enterprise", Interface, "wrap:EDITION_ENTERPRISE"], await solution.Offered("RG1002"));
        var before = solution.Run("enterprise");
        await solution.Apply("RG1002", Interface);
        Assert.Equal("""
            using System;

            namespace Contoso.Runtime;

            public class Packer
            {
                private readonly Contoso.Abstractions.IHead _head = Contoso.Abstractions.HeadFactory.Create(3);

                public string Pack(string prompt)
                {
                    using Contoso.Abstractions.IHead other = Contoso.Abstractions.HeadFactory.Create(4);
                    return _head.Write(prompt) + other.Write("!") + _head.Level;
                }

                public void Use(Contoso.Abstractions.IHead head) => head.Level++;
            }

            """, solution["Packer.cs"]);
        Assert.Equal("""
            namespace Contoso.Abstractions;

            /// <summary>What another edition implements.</summary>
            public interface IHead : System.IDisposable
            {
                /// <summary>Implemented by another edition.</summary>
                int Level { get; set; }

                /// <summary>Implemented by another edition.</summary>
                string Write(string prompt, int times = 1);
            }

            """, solution["IHead.cs"]);
        Assert.Contains("public class ExploitHead(int level) : System.IDisposable, Contoso.Abstractions.IHead\n", solution["ExploitHead.cs"], StringComparison.Ordinal);
        Assert.Contains("HeadFactory.Register(static (level) => new ExploitHead(level));", solution["ExploitHeadRegistration.cs"], StringComparison.Ordinal);
        Assert.Contains("typeof(Contoso.Heads.Cyber.ExploitHead)", solution["HeadLoading.Enterprise.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("Contoso.Heads.Cyber", solution.References("open"));
        Assert.Equal("3x14!13", before);
        Assert.Equal(before, solution.Run("enterprise"));
        Assert.Equal("This is not available in this edition.", solution.Run("open"));
        Assert.Empty(await solution.Findings());
    }

    [Fact]
    public async Task Where_nothing_is_made_there_is_no_factory()
    {
        using var solution = ThreeProjects.Create("open", "namespace Contoso.Runtime;\npublic class Packer\n{\n    public string Pack(Contoso.Heads.Cyber.ExploitHead? head) => head?.Write(\"x\") ?? \"\";\n}\n", Head);
        await solution.Apply("RG1002", Interface);
        Assert.Contains("public string Pack(Contoso.Abstractions.IHead? head) => head?.Write(\"x\") ?? \"\";", solution["Packer.cs"], StringComparison.Ordinal);
        Assert.Equal(["ExploitHead.cs", "IHead.cs", "Packer.cs"], solution.Files);
    }

    [Theory]
    [InlineData("public class Packer : Contoso.Heads.Cyber.ExploitHead { public Packer() : base(1) { } }")]
    [InlineData("public class Packer { public int Index(Contoso.Heads.Cyber.ExploitHead head) => Contoso.Heads.Cyber.ExploitHead.Index + head.Level; }")]
    [InlineData("public class Packer { public object? Inner(Contoso.Heads.Cyber.ExploitHead head) => head.Inner; }")]
    [InlineData("public class Packer { public object Make() => new Contoso.Heads.Cyber.ExploitHead(1) { Level = 2 }; }")]
    [InlineData("public class Packer { public System.Type Kind(Contoso.Heads.Cyber.ExploitHead head) => typeof(Contoso.Heads.Cyber.ExploitHead); }")]
    public async Task It_is_not_offered_for_what_no_interface_can_stand_for(string source)
    {
        using var solution = ThreeProjects.Create("open", source, Head);
        foreach (var id in new[] { "RG1001", "RG1002" })
            Assert.DoesNotContain(Interface, await solution.Offered(id));
    }

    [Fact]
    public async Task It_is_not_offered_without_an_open_project_between_the_two_nor_in_dotnet_format()
    {
        using var apart = ThreeProjects.Create("open", Packer, Head, withContract: false);
        Assert.DoesNotContain(Interface, await apart.Offered("RG1002"));
        using var format = ThreeProjects.Create("open", Packer, Head, workspace: WorkspaceKind.MSBuild);
        Assert.DoesNotContain(Interface, await format.Offered("RG1002"));
        using var binary = GuardedSolution.Of("public class Packer { public string Pack(Contoso.Heads.Cyber.ExploitHead head) => head.Write(\"\"); }\n");
        Assert.DoesNotContain("interface", (await binary.Offered("RG1002")).Select(action => action.Key.Split(':')[0]));
    }

    [Fact]
    public async Task The_reference_gets_its_condition_where_nothing_else_in_the_project_needs_it()
    {
        const string File = "<Project>\n  <ItemGroup>\n    <ProjectReference Include=\"../Contoso.Abstractions/Contoso.Abstractions.csproj\" />\n    <ProjectReference Include=\"../Contoso.Heads.Cyber/Contoso.Heads.Cyber.csproj\" />\n  </ItemGroup>\n</Project>\n";
        using var solution = ThreeProjects.Create("open", Packer, Head, projectFile: File);
        await solution.Apply("RG1002", Interface);
        Assert.Contains("Contoso.Heads.Cyber.csproj\" Condition=\"'$(ReleaseEdition)' == 'enterprise'\" />", solution.ProjectFile, StringComparison.Ordinal);
        using var other = ThreeProjects.Create("open", Packer + "\npublic class Keeps : Secret;\n", Head, projectFile: File);
        await other.Apply("RG1002", Interface);
        Assert.Equal(File, other.ProjectFile);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task A_constant_that_is_no_secret_goes_to_open_code_and_is_taken_from_there(string edition)
    {
        var head = Head.Replace("Index = 7;", "Index = 7;\n    public const string Prefix = \"h\" + \"d\";", StringComparison.Ordinal);
        using var solution = ThreeProjects.Create(edition, "using Contoso.Heads.Cyber;\nnamespace Contoso.Runtime;\npublic class Packer\n{\n    public string Pack(string prompt) => prompt + ExploitHead.Index + ExploitHead.Prefix;\n}\n", head);
        const string Index = "constant:F:Contoso.Heads.Cyber.ExploitHead.Index";
        Assert.Equal(["move:enterprise", "wrap:EDITION_ENTERPRISE", Index], await solution.Offered("RG1003"));
        await solution.Apply("RG1003", Index);
        await solution.Apply("RG1003", "constant:F:Contoso.Heads.Cyber.ExploitHead.Prefix");
        Assert.Contains("prompt + Contoso.Abstractions.HeadConstants.Index + Contoso.Abstractions.HeadConstants.Prefix;", solution["Packer.cs"], StringComparison.Ordinal);
        Assert.Contains("    public const int Index = Contoso.Abstractions.HeadConstants.Index;\n    public const string Prefix = Contoso.Abstractions.HeadConstants.Prefix;\n", solution["ExploitHead.cs"], StringComparison.Ordinal);
        Assert.Equal("""
            namespace Contoso.Abstractions;

            /// <summary>Values that open code owns and other editions take from it.</summary>
            public static class HeadConstants
            {
                /// <summary>A value that every edition has.</summary>
                public const int Index = 7;

                /// <summary>A value that every edition has.</summary>
                public const string Prefix = "h" + "d";
            }

            """, solution["HeadConstants.cs"]);
        Assert.DoesNotContain(await solution.Findings(), found => found.Id == "RG1003");
        Assert.Equal("x7hd", solution.Run("enterprise"));
    }

    [Fact]
    public async Task Fixing_all_by_a_decision_takes_that_decision_only()
    {
        using var solution = ThreeProjects.Create("open", "using Contoso.Heads.Cyber;\nnamespace Contoso.Runtime;\npublic class Packer\n{\n    public int A => ExploitHead.Index;\n    public int B => ExploitHead.Index + ExploitHead.Other;\n}\n", Head.Replace("Index = 7;", "Index = 7;\n    public const int Other = 8;", StringComparison.Ordinal));
        await solution.FixAll("RG1003", "constant:F:Contoso.Heads.Cyber.ExploitHead.Index");
        Assert.Contains("    public int A => Contoso.Abstractions.HeadConstants.Index;\n    public int B => Contoso.Abstractions.HeadConstants.Index + ExploitHead.Other;\n", solution["Packer.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixing_all_by_another_kind_extracts_nothing()
    {
        using var solution = ThreeProjects.Create("open", Packer, Head);
        await solution.FixAll("RG1002", "move:enterprise");
        Assert.DoesNotContain("IHead.cs", solution.Files);
    }
}
