using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>Where <c>#if</c> and <c>#endif</c> are written, to the byte.</summary>
public sealed class WrapTests
{
    private const string Wrap = "wrap:EDITION_ENTERPRISE";

    private const string Source = """
        // Copyright (c) Contoso.
        using Contoso.Heads.Cyber;
        using System;

        namespace Contoso;

        public sealed class Fancy : ExploitHead, ICloneable
        {
            public object Clone() => this;
        }

        public class Packer
        {
            private int _count;

            public string Pack(string prompt)
            {
                var total = 0;
                total += prompt.Length;
                return new ExploitHead().Write(prompt + total);
            }

            public string Ext() { return new ExploitHead().Write(""); }

            public string Both(bool plain)
            {
                if (plain) return "x";
                _count++;
                return new ExploitHead().Write("y");
            }
        }

        """;

    private const string Wrapped = """
        // Copyright (c) Contoso.
        #if EDITION_ENTERPRISE
        using Contoso.Heads.Cyber;
        #endif
        using System;

        namespace Contoso;

        public sealed class Fancy :
        #if EDITION_ENTERPRISE
            ExploitHead,
        #endif
            ICloneable
        {
            public object Clone() => this;
        }

        public class Packer
        {
            private int _count;

            public string Pack(string prompt)
            {
        #if EDITION_ENTERPRISE
                var total = 0;
                total += prompt.Length;
                return new ExploitHead().Write(prompt + total);
        #else
                throw new NotSupportedException("This is not available in this edition.");
        #endif
            }

            public string Ext()
            {
        #if EDITION_ENTERPRISE
                return new ExploitHead().Write("");
        #else
                throw new NotSupportedException("This is not available in this edition.");
        #endif
            }

            public string Both(bool plain)
            {
                if (plain) return "x";
                _count++;
        #if EDITION_ENTERPRISE
                return new ExploitHead().Write("y");
        #else
                throw new NotSupportedException("This is not available in this edition.");
        #endif
            }
        }

        """;

    [Theory]
    [InlineData("enterprise", true)]
    [InlineData("open", true)]
    [InlineData("open", false)]
    public async Task The_same_places_are_wrapped_whichever_edition_is_loaded_and_whether_or_not_it_refers_to_the_withheld_assembly(string edition, bool referenced)
    {
        using var project = GuardedSolution.Create([("Packer.cs", Source)], edition: edition, references: referenced ? null : []);
        await project.FixAll(kind: Wrap);
        Assert.Equal(Wrapped, project["Packer.cs"]);
        await project.IsClean();
    }

    [Fact]
    public async Task Windows_line_ends_stay_and_are_written()
    {
        using var project = GuardedSolution.Of(Source.Replace("\n", "\r\n", System.StringComparison.Ordinal));
        await project.FixAll(kind: Wrap);
        Assert.Equal(Wrapped.Replace("\n", "\r\n", System.StringComparison.Ordinal), project["Packer.cs"]);
    }

    [Fact]
    public async Task Items_on_one_line_keep_their_indentation()
    {
        using var project = GuardedSolution.Of("""
            namespace Contoso;

            public enum Level { None = 0, Proof = (int)Contoso.Heads.Cyber.ExploitLevel.Proof, All = 9 }

            """);
        await project.FixAll(kind: Wrap);
        Assert.Equal("""
            namespace Contoso;

            public enum Level { None = 0,
            #if EDITION_ENTERPRISE
                Proof = (int)Contoso.Heads.Cyber.ExploitLevel.Proof,
            #endif
                All = 9 }

            """, project["Packer.cs"]);
        await project.IsClean();
    }

    [Fact]
    public async Task Neighbours_share_one_directive_also_with_one_that_is_there()
    {
        using var project = GuardedSolution.Of("""
            using Contoso.Heads.Cyber;

            namespace Contoso;

            public class Packer
            {
            #if EDITION_ENTERPRISE
                public int Old => 1;
            #endif

                public ExploitHead? First { get; set; }

                // Makes another.
                public ExploitHead Make() => new();

            #if EDITION_ENTERPRISE
                public int Size => 2;
            #else
                public int Size => 3;
            #endif

                public ExploitHead? Last() => null;
            #if DEBUG
                public int Open => 4;
            #endif
            }

            """);
        await project.FixAll(kind: Wrap);
        Assert.Equal("""
            #if EDITION_ENTERPRISE
            using Contoso.Heads.Cyber;
            #endif

            namespace Contoso;

            public class Packer
            {
            #if EDITION_ENTERPRISE
                public int Old => 1;

                public ExploitHead? First { get; set; }

                // Makes another.
                public ExploitHead Make() => new();

                public int Size => 2;
            #else
                public int Size => 3;
            #endif

            #if EDITION_ENTERPRISE
                public ExploitHead? Last() => null;
            #endif
            #if DEBUG
                public int Open => 4;
            #endif
            }

            """, project["Packer.cs"]);
        await project.IsClean();
    }

    [Fact]
    public async Task What_says_the_condition_once_more_within_goes()
    {
        using var project = GuardedSolution.Of("""
            namespace Contoso;

            public static class Packer
            {
                public static void Pack(List<string> all, object given)
                {
                    if (given is Contoso.Heads.Cyber.ExploitHead head)
                    {
            #if EDITION_ENTERPRISE
                        all.Add(head.Write(""));
            #else
                        all.Add("open");
            #endif
                        all.Add("given");
            #if EDITION_ENTERPRISE
                        all.Add("last");
            #endif
                    }

                    all.Add("end");
                }
            }

            """);
        await project.FixAll(kind: Wrap);
        Assert.Equal("""
            namespace Contoso;

            public static class Packer
            {
                public static void Pack(List<string> all, object given)
                {
            #if EDITION_ENTERPRISE
                    if (given is Contoso.Heads.Cyber.ExploitHead head)
                    {
                        all.Add(head.Write(""));
                        all.Add("given");
                        all.Add("last");
                    }
            #endif

                    all.Add("end");
                }
            }

            """, project["Packer.cs"]);
        await project.IsClean();
    }

    [Theory, InlineData("open"), InlineData("enterprise")]
    public async Task Code_in_an_arm_that_only_the_open_edition_compiles_is_not_wrapped_but_its_test_turned_round(string edition)
    {
        using var project = GuardedSolution.Of("namespace Contoso;\n\npublic static class Packer\n{\n#if !EDITION_ENTERPRISE\n    public static object Make() => new Contoso.Heads.Cyber.ExploitHead();\n#endif\n}\n", edition: edition);
        await project.FixAll();
        Assert.Equal("namespace Contoso;\n\npublic static class Packer\n{\n#if EDITION_ENTERPRISE\n    public static object Make() => new Contoso.Heads.Cyber.ExploitHead();\n#endif\n}\n", project["Packer.cs"]);
        await project.IsClean();
    }

    [Fact]
    public async Task Published_source_is_never_wrapped()
    {
        using var project = GuardedSolution.Of("namespace Contoso;\npublic class A { public string B() => new Contoso.Heads.Cyber.ExploitHead().Write(\"\"); }\n", Policies.PublishedSource);
        Assert.All(await project.Offered("RG1001"), action => Assert.DoesNotContain("wrap", action.Key, System.StringComparison.Ordinal));
    }
}
