using System;
using System.IO;
using System.Linq;
using ReleaseGuard.EndToEnd.Package;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Fixes;

/// <summary>The code fixes of the packed package, applied by <c>dotnet format analyzers</c> in the open edition, which does not know the withheld names; then both editions are built.</summary>
[Collection(RealBuilds.Name)]
public sealed class FormatTests(CleanTree tree)
{
    private const string Head = "namespace Kit;\n\npublic class ExploitHead\n{\n    public int Level { get; set; }\n    public string Write(string prompt) => prompt;\n}\n";

    private const string Best = "namespace Kit;\r\n\r\npublic static class Best\r\n{\r\n\t/// <summary>The best.</summary>\r\n\tpublic static object Make() => new ExploitHead();\r\n}\r\n";

    private const string BestFixed = "namespace Kit;\r\n\r\npublic static class Best\r\n{\r\n\t/// <summary>The best.</summary>\r\n\tpublic static object Make() =>\r\n#if EDITION_ENTERPRISE\r\n\t\tnew ExploitHead();\r\n#else\r\n\t\tthrow new System.NotSupportedException(\"This is not available in this edition.\");\r\n#endif\r\n}\r\n";

    private const string Uses = """
        using System.Collections.Generic;

        namespace Kit;

        public class Uses
        {
            private readonly ExploitHead _head = new();
            private readonly List<string> _all = [];

            public string Open(string text) => text + "!";

            public string Write(string text)
            {
                var head = new ExploitHead();
                var made = head.Write(text);
                _all.Add(made);
                return Open(made);
            }

            public ExploitHead Make() => new();

            public ExploitHead? Last { get; set; }

            public int Level() => _head.Level;

            public void Run(object given)
            {
                if (given is ExploitHead head)
                {
                    _all.Add(head.Write("x"));
                }

                _all.Add("open");
            }
        }

        """;

    private const string UsesFixed = """
        using System.Collections.Generic;

        namespace Kit;

        public class Uses
        {
        #if EDITION_ENTERPRISE
            private readonly ExploitHead _head = new();
        #endif
            private readonly List<string> _all = [];

            public string Open(string text) => text + "!";

            public string Write(string text)
            {
        #if EDITION_ENTERPRISE
                var head = new ExploitHead();
                var made = head.Write(text);
                _all.Add(made);
                return Open(made);
        #else
                throw new System.NotSupportedException("This is not available in this edition.");
        #endif
            }

        #if EDITION_ENTERPRISE
            public ExploitHead Make() => new();

            public ExploitHead? Last { get; set; }
        #endif

            public int Level() =>
        #if EDITION_ENTERPRISE
                _head.Level;
        #else
                throw new System.NotSupportedException("This is not available in this edition.");
        #endif

            public void Run(object given)
            {
        #if EDITION_ENTERPRISE
                if (given is ExploitHead head)
                {
                    _all.Add(head.Write("x"));
                }
        #endif

                _all.Add("open");
            }
        }

        """;

    [Fact]
    public void Leaks_are_mended_piece_by_piece_every_other_byte_stays_and_a_second_run_changes_nothing()
    {
        using var kit = new FreshProject(tree);
        kit.Write("Heads.Enterprise.cs", "namespace Kit;\n\npublic static partial class Heads\n{\n}\n");
        kit.Write("Head.Enterprise.cs", Head);
        var heads = kit.Write("Heads.cs", "namespace Kit;\n\npublic static partial class Heads\n{\n    public static int Open => 1;\n\n    public static object Best() => new ExploitHead();\n}\n");
        var best = kit.Write("Best.cs", Best);
        var uses = kit.Write("Uses.cs", Uses);
        var project = File.ReadAllBytes(kit.ProjectFile);
        kit.Run("restore").Succeeded();

        Format(kit);
        Assert.Equal(BestFixed, File.ReadAllText(best));
        Assert.Equal(UsesFixed, File.ReadAllText(uses));
        // A file of the edition that is there is added to, though this edition does not compile it; no new one is made.
        Assert.Equal("namespace Kit;\n\npublic static partial class Heads\n{\n    public static int Open => 1;\n}\n", File.ReadAllText(heads));
        Assert.Contains("    public static object Best() => new ExploitHead();\n", File.ReadAllText(Path.Combine(kit.Folder, "Heads.Enterprise.cs")), StringComparison.Ordinal);
        Assert.Equal(project, File.ReadAllBytes(kit.ProjectFile));
        Assert.Equal(["Best.cs", "Head.Enterprise.cs", "Heads.Enterprise.cs", "Heads.cs", "Kit.cs", "Uses.cs"], Sources(kit));

        var once = Sources(kit).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(kit.Folder, file)));
        Format(kit);
        Assert.All(once, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(kit.Folder, file.Key))));

        foreach (var edition in new[] { "open", "enterprise" })
            Assert.DoesNotContain("RG1", kit.Run("build", $"-p:ReleaseEdition={edition}", "-v:m").Succeeded().Output, StringComparison.Ordinal);
    }

    private static string[] Sources(FreshProject kit) => [.. kit.Files("*.cs").Where(file => !file.StartsWith("obj/", StringComparison.Ordinal))];

    private static void Format(FreshProject kit) =>
        Dotnet.Run(kit.Folder, "format", "analyzers", "Kit.csproj", "--diagnostics", "RG1001", "RG1002", "RG1003", "--no-restore").Succeeded();
}
