using System;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Actions;

/// <summary>RG1101: where a test is put before a use, and how far a requirement goes up.</summary>
public sealed class GuardTests
{
    private const string Guard = "guard:enterprise";
    private const string Propagate = "propagate:enterprise";
    private const string Refusal = "throw new NotSupportedException(\"This is not available in this edition.\")";

    private const string Editions = """
        namespace Contoso;

        public static class Editions
        {
        #if EDITION_ENTERPRISE
            [ReleaseGuard.EditionGuard("enterprise")]
            public static bool IsEnterprise => true;
        #else
            [ReleaseGuard.EditionGuard("enterprise")]
            public static bool IsEnterprise => false;
        #endif
        }

        """;

    public static TheoryData<string, string> Uses => new()
    {
        { "public string A(string p) => new ExploitHead().Write(p);", $"public string A(string p) => Editions.IsEnterprise ? new ExploitHead().Write(p) : {Refusal};" },
        { "public void A(string p) => new ExploitHead().Write(p);", $"public void A(string p)\n    {{\n        if (!Editions.IsEnterprise) {Refusal};\n        new ExploitHead().Write(p);\n    }}" },
        { "public string A(string p)\n    {\n        // why\n        return new ExploitHead().Write(p);\n    }", $"public string A(string p)\n    {{\n        if (!Editions.IsEnterprise) {Refusal};\n        // why\n        return new ExploitHead().Write(p);\n    }}" },
        { "public string A(string p) { return new ExploitHead().Write(p); }", $"public string A(string p) {{ if (!Editions.IsEnterprise) {Refusal}; return new ExploitHead().Write(p); }}" },
        { "public void A(string p)\n    {\n        Console.WriteLine(p);\n        new ExploitHead().Write(p);\n    }", "public void A(string p)\n    {\n        Console.WriteLine(p);\n        if (Editions.IsEnterprise) new ExploitHead().Write(p);\n    }" },
        { "public void A(string p)\n    {\n        Console.WriteLine(p);\n        foreach (var x in new ExploitHead().WriteSteps(p))\n        {\n            Console.WriteLine(x);\n        }\n    }", "public void A(string p)\n    {\n        Console.WriteLine(p);\n        if (Editions.IsEnterprise)\n        {\n            foreach (var x in new ExploitHead().WriteSteps(p))\n            {\n                Console.WriteLine(x);\n            }\n        }\n    }" },
        { "public string A(object p)\n    {\n        if (p is ExploitHead head) return head.Write(\"\");\n        return \"\";\n    }", "public string A(object p)\n    {\n        if (Editions.IsEnterprise && p is ExploitHead head) return head.Write(\"\");\n        return \"\";\n    }" },
        { "public string A(object p)\n    {\n        if (p is not ExploitHead head) return \"\";\n        return head.Write(\"\");\n    }", $"public string A(object p)\n    {{\n        if (!Editions.IsEnterprise) {Refusal};\n        if (p is not ExploitHead head) return \"\";\n        return head.Write(\"\");\n    }}" },
        { "public string A(int p)\n    {\n        if (p > 3)\n            return new ExploitHead().Write(\"\");\n        return \"\";\n    }", $"public string A(int p)\n    {{\n        if (p > 3)\n        {{\n            if (!Editions.IsEnterprise) {Refusal};\n            return new ExploitHead().Write(\"\");\n        }}\n        return \"\";\n    }}" },
        { "public void A(int p)\n    {\n        Console.WriteLine(p);\n        if (p > 3) new ExploitHead().Dispose(); else Console.WriteLine();\n    }", $"public void A(int p)\n    {{\n        Console.WriteLine(p);\n        if (p > 3) {{ if (!Editions.IsEnterprise) {Refusal}; new ExploitHead().Dispose(); }} else Console.WriteLine();\n    }}" },
        { "public string A(int p) => p switch { 1 => new ExploitHead().Write(\"\"), _ => \"\" };", $"public string A(int p) => p switch {{ 1 => Editions.IsEnterprise ? new ExploitHead().Write(\"\") : {Refusal}, _ => \"\" }};" },
        { "public string A(int p) => p > 1 ? new ExploitHead().Write(\"\") : \"\";", $"public string A(int p) => p > 1 ? (Editions.IsEnterprise ? new ExploitHead().Write(\"\") : {Refusal}) : \"\";" },
        { "public Func<string, string> A() => p => new ExploitHead().Write(p);", $"public Func<string, string> A() => p => Editions.IsEnterprise ? new ExploitHead().Write(p) : {Refusal};" },
        { "public Action A() => () => new ExploitHead().Dispose();", $"public Action A() => () => {{ if (!Editions.IsEnterprise) {Refusal}; new ExploitHead().Dispose(); }};" },
        { "private readonly ExploitHead _head = new();", "private readonly ExploitHead _head = Editions.IsEnterprise ? new() : null!;" },
        { "private readonly ExploitHead? _head = new ExploitHead();", "private readonly ExploitHead? _head = Editions.IsEnterprise ? new ExploitHead() : null;" },
        { "public string A { get => new ExploitHead().Write(\"\"); set => new ExploitHead().Write(value); }", $"public string A {{ get => Editions.IsEnterprise ? new ExploitHead().Write(\"\") : {Refusal}; set {{ if (!Editions.IsEnterprise) {Refusal}; new ExploitHead().Write(value); }} }}" },
        { "public string A(string p)\n    {\n        var head = new ExploitHead();\n        p += head.Write(p);\n        return p;\n    }", $"public string A(string p)\n    {{\n        if (!Editions.IsEnterprise) {Refusal};\n        var head = new ExploitHead();\n        p += head.Write(p);\n        return p;\n    }}" },
        { "public int A => (int)new ExploitHead().Level + ExploitHead.HeadIndex;", $"public int A => Editions.IsEnterprise ? (int)new ExploitHead().Level + ExploitHead.HeadIndex : {Refusal};" },
    };

    [Theory, MemberData(nameof(Uses))]
    public async Task A_test_stands_before_the_smallest_piece_that_can_do_without(string written, string wanted)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            using var project = Load(written, edition);
            await project.FixAll(["RG1101"], Guard);
            Assert.Equal(Packer(wanted), project["Packer.cs"]);
            await project.IsClean(gated: true);
        }
    }

    [Fact]
    public async Task Line_ends_of_the_place_are_written()
    {
        using var project = Load("public void A(string p)\r\n    {\n        Console.WriteLine(p);\n        foreach (var x in new ExploitHead().WriteSteps(p))\r\n        {\r\n            A(x);\r\n        }\n    }", "open");
        await project.FixAll(["RG1101"], Guard);
        Assert.Contains("    {\n        Console.WriteLine(p);\n        if (Editions.IsEnterprise)\r\n        {\r\n            foreach (var x in new ExploitHead().WriteSteps(p))\r\n            {\r\n                A(x);\r\n            }\r\n        }\n    }", project["Packer.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_test_is_offered_before_the_requirement_and_only_where_the_project_has_a_guard()
    {
        using var with = Load("public string A(string p) => new ExploitHead().Write(p);", "open");
        Assert.Equal([Guard, Propagate], (await with.Offered("RG1101")).Select(action => action.Key));
        using var without = GuardedSolution.Of(Packer("public string A(string p) => new ExploitHead().Write(p);"), Policies.Gated);
        Assert.Equal([Propagate], (await without.Offered("RG1101")).Select(action => action.Key));
    }

    [Theory]
    [InlineData("public override string ToString() => new ExploitHead().Write(\"\");")]
    [InlineData("public void Dispose() => new ExploitHead().Dispose();")]
    [InlineData("void IDisposable.Dispose() => new ExploitHead().Dispose();")]
    [InlineData("static Packer() { Console.WriteLine(new ExploitHead()); }")]
    [InlineData("private readonly object _head = new ExploitHead();")]
    [InlineData("public object Head { get; } = new ExploitHead();")]
    [InlineData("[System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() => new ExploitHead().Dispose();")]
    public async Task A_requirement_is_not_offered_where_no_caller_would_see_it(string written)
    {
        using var project = Load(written, "open");
        Assert.Equal([Guard], (await project.Offered("RG1101")).Select(action => action.Key));
        await project.FixAll(["RG1101"], Guard);
        await project.IsClean(gated: true);
    }

    [Fact]
    public async Task A_type_test_in_a_case_is_left_to_its_author()
    {
        using var project = Load("public string A(object p)\n    {\n        switch (p)\n        {\n            case ExploitHead: return \"h\";\n            default: return \"\";\n        }\n    }", "open");
        Assert.Equal([Propagate], (await project.Offered("RG1101")).Select(action => action.Key));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task Fixing_all_takes_a_requirement_up_to_the_last_caller(string edition)
    {
        var chain = string.Join("\n\n    ", Enumerable.Range(1, 20).Select(number => $"/// <summary>Step {number}.</summary>\n    public string S{number}(string p) => S{number - 1}(p);"));
        using var project = Load("public string S0(string p) => new ExploitHead().Write(p);\n\n    " + chain, edition);
        await project.FixAll(["RG1101"], Propagate);
        var text = project["Packer.cs"];
        Assert.Equal(21, text.Split("    [ReleaseGuard.RequiresEdition(\"enterprise\")]\n    public string S").Length - 1);
        await project.IsClean(gated: true);
    }

    [Fact]
    public async Task Where_a_requirement_cannot_go_up_further_the_last_caller_tests()
    {
        using var project = Load("public string Inner() => new ExploitHead().Write(\"\");\n\n    public override string ToString() => Inner();", "open");
        await project.FixAll(["RG1101"], Propagate);
        Assert.Contains("    [ReleaseGuard.RequiresEdition(\"enterprise\")]\n    public string Inner() => new ExploitHead().Write(\"\");\n\n    public override string ToString() => Editions.IsEnterprise ? Inner() : throw", project["Packer.cs"], StringComparison.Ordinal);
        await project.IsClean(gated: true);
    }

    [Fact]
    public async Task A_member_that_names_its_edition_itself_is_guarded_in_the_same_way()
    {
        using var project = GuardedSolution.Create([("Editions.cs", Editions), ("Packer.cs", """
            using ReleaseGuard;

            namespace Contoso;

            public class Packer
            {
                [RequiresEdition("enterprise")]
                public static int Fast() => 1;

                public int Slow() => Fast();
            }

            """)]);
        Assert.Equal([Guard, Propagate], (await project.Offered("RG1101")).Select(action => action.Key));
        await project.Apply("RG1101", "propagate");
        Assert.Contains("    [RequiresEdition(\"enterprise\")]\n    public int Slow()", project["Packer.cs"], StringComparison.Ordinal);
        await project.IsClean();
    }

    private static GuardedSolution Load(string member, string edition) =>
        GuardedSolution.Create([("Editions.cs", Editions), ("Packer.cs", Packer(member))], Policies.Gated, edition);

    private static string Packer(string member) => $$"""
        using Contoso.Heads.Cyber;

        namespace Contoso;

        public class Packer{{(member.Contains("Dispose()", StringComparison.Ordinal) && member.StartsWith("public void Dispose", StringComparison.Ordinal) || member.StartsWith("void IDisposable", StringComparison.Ordinal) ? " : IDisposable" : "")}}
        {
            {{member}}
        }

        """;
}
