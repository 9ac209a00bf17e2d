using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Guards;

/// <summary>Guards, requirements and marks that one project declares and another uses, as an assembly and as a project of the editor.</summary>
public sealed class OtherProjectTests
{
    private const string Core = """
        using ReleaseGuard;
        namespace Contoso;
        public static class Ed
        {
        #if EDITION_ENTERPRISE
            [EditionGuard("enterprise")] public static bool G => true;
            [EditionGuard("enterprise")] public const bool C = true;
            [EditionGuard("enterprise")] public static readonly bool F = true;
            [EditionGuard("enterprise")] public static bool On() => true;
        #else
            [EditionGuard("enterprise")] public static bool G => false;
            [EditionGuard("enterprise")] public const bool C = false;
            [EditionGuard("enterprise")] public static readonly bool F = false;
            [EditionGuard("enterprise")] public static bool On() => false;
        #endif
            public static bool Unmarked => false;
            public const bool Always = true;
            [EditionGuard("enterprise")] public static bool Lax => System.Environment.Is64BitProcess;
        }
        public class Trunk
        {
            public Trunk() { }
            [RequiresEdition("enterprise")] public Trunk(string key) { }
            [RequiresEdition("enterprise")] public int Exploit(string code) => code.Length;
            [RequiresEdition("enterprise")] public int Depth { get; set; }
            public int Mixed { get; [RequiresEdition("enterprise")] set; }
            [RequiresEdition("enterprise")] public int Weight;
            [RequiresEdition("enterprise")] public event System.Action? Done { add { } remove { } }
            public int Score(string code) => 1;
            [RequiresEdition("open")] public int Open() => 1;
            [RequiresEdition("enterprise")] public static Trunk operator +(Trunk a, int b) => a;
            [RequiresEdition("enterprise")] public static Trunk operator ++(Trunk a) => a;
            [RequiresEdition("enterprise")] public static explicit operator int(Trunk a) => 1;
            [RequiresEdition("enterprise")] public void operator -=(int b) { }
            [RequiresEdition("enterprise")] public static bool operator true(Trunk a) => true;
            [RequiresEdition("enterprise")] public static bool operator false(Trunk a) => false;
            [RequiresEdition("enterprise")] public void Deconstruct(out int a, out int b) { a = 1; b = 2; }
            [RequiresEdition("enterprise")] public int this[int index] => index;
            [RequiresEdition("enterprise")] public System.Collections.Generic.IEnumerator<int> GetEnumerator() => throw null!;
            [RequiresEdition("enterprise")] public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default;
        }
        [RequiresEdition("enterprise")] public class Full { public static void Run() { } public class Inner { public void Go() { } } }
        """;

    public static TheoryData<string, bool> Uses()
    {
        var data = new TheoryData<string, bool>();
        foreach (var built in new[] { true, false })
        {
            foreach (var body in Bodies()) data.Add(body, built);
        }

        return data;
    }

    private static IEnumerable<string> Bodies() =>
    [
        "{|RG1101:t|}.Exploit(s);".Replace("{|RG1101:t|}.Exploit", "t.{|RG1101:Exploit|}", StringComparison.Ordinal),
        "if (Ed.G) t.Exploit(s);",
        "if (Ed.C) t.Exploit(s);",
        "if (Ed.F) t.Exploit(s);",
        "if (Ed.On()) t.Exploit(s);",
        "if (!Ed.G) return; t.Exploit(s);",
        "if (Ed.G && s.Length > 1) t.Exploit(s);",
        "var g = Ed.G; if (g) t.Exploit(s);",
        "if (Ed.G) { System.Action a = () => t.Exploit(s); a(); }",
        "if (Ed.Unmarked) t.{|RG1101:Exploit|}(s);",
        "if (Ed.Always) t.{|RG1101:Exploit|}(s);",
        "if (!Ed.G) t.{|RG1101:Exploit|}(s);",
        "if (Ed.G || s.Length > 1) t.{|RG1101:Exploit|}(s);",
        "if (!Ed.C) t.{|RG1101:Exploit|}(s);",
        "if (Ed.Lax) t.Exploit(s);",
        "t.Score(s); t.Open(); _ = new Trunk();",
        "_ = new {|RG1101:Trunk|}(s);",
        "_ = t.{|RG1101:Depth|};",
        "t.{|RG1101:Depth|} = 1;",
        "_ = t.Mixed;",
        "t.{|RG1101:Mixed|} = 1;",
        "t.{|RG1101:Mixed|}++;",
        "t.{|RG1101:Weight|} = 1;",
        "t.{|RG1101:Done|} += () => { };",
        "System.Func<string, int> f = t.{|RG1101:Exploit|};",
        "_ = t {|RG1101:+|} 1;",
        "t {|RG1101:+=|} 1;",
        "t {|RG1101:-=|} 1;",
        "t{|RG1101:++|};",
        "_ = ({|RG1101:int|})t;",
        "if ({|RG1101:t|}) { }",
        "var (a, b) {|RG1101:=|} t;",
        "_ = t is {|RG1101:(1, 2)|};",
        "_ = t{|RG1101:[|}1];",
        "{|RG1101:foreach|} (var x in t) { }",
        "Full.{|RG1101:Run|}();",
        "new {|RG1101:Full.Inner|}().{|RG1101:Go|}();".Replace("{|RG1101:Full.Inner|}", "Full.{|RG1101:Inner|}", StringComparison.Ordinal),
        "if (Ed.G) { _ = t + 1; t += 1; t++; _ = (int)t; if (t) { } var (a, b) = t; foreach (var x in t) { } Full.Run(); new Full.Inner().Go(); t.Mixed = 1; }",
    ];

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_requirement_of_another_project_counts_and_so_does_its_guard_in_every_build(string body, bool built)
    {
        foreach (var edition in new[] { "open", "enterprise" })
            await Project(edition, built).With("using Contoso; class Use { static void M(Trunk t, string s) { " + body + " } }").Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guard_of_another_project_is_checked_there_and_not_again_where_it_is_used(bool built)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            await Project(edition, built).With("""
                using ReleaseGuard;
                static class Mine
                {
                    [EditionGuard("enterprise")] public static bool A => Contoso.Ed.G;
                    [EditionGuard("enterprise")] public static bool B => Contoso.Ed.C && System.Environment.Is64BitProcess;
                    [EditionGuard("enterprise")] public static bool C => Contoso.Ed.On();
                    [EditionGuard("enterprise")] public static bool {|RG1107:D|} => Contoso.Ed.Always;
                    [EditionGuard("enterprise")] public static bool {|RG1107:E|} => Contoso.Ed.C || System.Environment.Is64BitProcess;
                }
                """).Verify();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_class_on_a_base_that_requires_an_edition_requires_it_itself(bool built) => await Project("open", built).With("""
        using Contoso;
        class Use : {|RG1101:Full|} { }
        [ReleaseGuard.RequiresEdition("enterprise")] class Sound : Full { }
        class Other : Trunk { }
        """).Verify();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guard_of_another_project_guards_a_component_that_may_lie_behind_one(bool built)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            var project = Project(edition, built);
            await (project with { Policy = GuardTableTests.Policy, References = project.References.Add(WithheldAssembly.Head) }).With("""
                using Contoso.Heads.Cyber;
                class Use
                {
                    object? A() => Contoso.Ed.G ? new ExploitHead() : null;
                    object? B() => Contoso.Ed.Unmarked ? new {|RG1101:ExploitHead|}() : null;
                    object C() { if (!Contoso.Ed.On()) throw new System.NotSupportedException(); return ExploitHead.Create(); }
                }
                """).Verify();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_requirement_of_a_whole_assembly_counts_for_all_it_declares(bool built)
    {
        var library = EditionLibrary.Of("[assembly: ReleaseGuard.RequiresEdition(\"enterprise\")] namespace Contoso { public class Lab { public static int Run() => 1; } }", "open", built, "Contoso.Lab");
        await Project("open", built).With("class Use { int M() => Contoso.Lab.{|RG1101:Run|}(); int N() => Contoso.Ed.G ? Contoso.Lab.Run() : 0; }") .With(library).Verify();
    }

    [Fact]
    public async Task A_library_that_keeps_no_guards_has_none()
    {
        var source = Core.Replace("using ReleaseGuard;", "#undef RELEASEGUARD_KEEP_GUARDS\nusing ReleaseGuard;", StringComparison.Ordinal);
        var project = new GuardedProject { References = [EditionLibrary.Of(source, "open", built: true)] };
        await project.With("using Contoso; class Use { static void M(Trunk t, string s) { t.Exploit(s); } }").Verify();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_project_marks_is_withheld_here_too(bool built)
    {
        var library = EditionLibrary.Of("""
            using ReleaseGuard;
            namespace Contoso;
            [WithheldComponent("contoso.cyber-head")] public class Scanner { public int Depth; public class Layer { } }
            [WithheldComponent("contoso.cyber-head")] public class ScanAttribute : System.Attribute { }
            public class Trunk
            {
                public Trunk() { }
                [WithheldComponent("contoso.cyber-head")] public Trunk(string key) { }
                [WithheldComponent("contoso.cyber-head")] public int Exploit() => 1;
                [WithheldComponent("contoso.cyber-head")] public int Weight { get; set; }
                [WithheldComponent("contoso.cyber-head")] public const int Limit = 3;
                [WithheldComponent("contoso.cyber-head")] public static Trunk operator +(Trunk a, int b) => a;
                [WithheldComponent("contoso.cyber-head")] public static implicit operator int(Trunk a) => 1;
                [WithheldComponent("contoso.cyber-head")] public int this[int index] => index;
                [WithheldComponent("contoso.unknown")] public int Other() => 1;
                public int Score() => 1;
                public static Scanner Make() => new();
            }
            public enum Kind { None, [WithheldComponent("contoso.cyber-head")] Exploit }
            """, "enterprise", built);
        await new GuardedProject { Edition = "enterprise", References = [library], Usings = ["Contoso"] }.With("""
            [{|RG1001:Scan|}] class Use
            {
                {|RG1002:Scanner|}? _scanner; Scanner.{|RG1002:Layer|}? _layer;
                void M(Trunk t)
                {
                    t.{|RG1001:Exploit|}(); t.{|RG1001:Weight|} = {|RG1003:X|}; _ = t {|RG1001:+|} 1; int n = {|RG1001:t|}; _ = t{|RG1001:[|}1];
                    _ = new {|RG1001:Trunk|}("key"); _ = Kind.{|RG1003:Exploit|}; Trunk.{|RG1006:Make|}(); string s = nameof(t.{|RG1003:Weight|});
                }
                void N(Trunk t) { t.Score(); t.Other(); _ = new Trunk(); _ = Kind.None; int Weight = 1; Exploit(Weight); static void Exploit(int x) { } }
            }
            """.Replace("{|RG1003:X|}", "Trunk.{|RG1003:Limit|}", StringComparison.Ordinal)).Verify();
    }

    [Theory]
    [InlineData("assembly", true)]
    [InlineData("assembly", false)]
    [InlineData("module", true)]
    [InlineData("module", false)]
    public async Task A_mark_on_another_assembly_withholds_all_of_it(string target, bool built)
    {
        var library = EditionLibrary.Of("[" + target + ": ReleaseGuard.WithheldComponent(\"contoso.cyber-head\")] namespace Contoso.Lab { public class Probe { public static int Run() => 1; } }", "enterprise", built, "Contoso.Lab");
        await new GuardedProject { Edition = "enterprise", References = [library] }.With("""
            using Contoso.{|RG1001:Lab|};
            class Use { {|RG1002:Probe|}? _probe; int M() => {|RG1001:Probe|}.Run(); string Probe2 = "Probe"; }
            """).Verify();
    }

    [Fact]
    public void A_published_build_keeps_no_mark()
    {
        const string Source = "[ReleaseGuard.WithheldComponent(\"contoso.cyber-head\")] public class Scanner { }";
        Assert.DoesNotContain("contoso.cyber-head", Bytes(EditionLibrary.Of(Source, "open", built: true)), StringComparison.Ordinal);
        Assert.Contains("contoso.cyber-head", Bytes(EditionLibrary.Of(Source, "enterprise", built: true)), StringComparison.Ordinal);
    }

    private static string Bytes(Microsoft.CodeAnalysis.MetadataReference reference)
    {
        var module = Assert.Single(((Microsoft.CodeAnalysis.AssemblyMetadata)((Microsoft.CodeAnalysis.PortableExecutableReference)reference).GetMetadata()).GetModules());
        var reader = module.GetMetadataReader();
        var text = new System.Text.StringBuilder();
        foreach (var handle in reader.CustomAttributes) text.Append(System.Text.Encoding.UTF8.GetString(reader.GetBlobBytes(reader.GetCustomAttribute(handle).Value)));
        return text.ToString();
    }

    private static GuardedProject Project(string edition, bool built) =>
        new GuardedProject { Edition = edition, References = [EditionLibrary.Of(Core, edition, built)] }.With(EditionLibrary.Attributes, "ReleaseGuard.Attributes.cs");
}
