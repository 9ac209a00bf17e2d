using System;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Shapes;

/// <summary>The shapes of code that a withheld name can stand in: each is fixed, and the result held against both editions.</summary>
public sealed class ShapeTests
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing Contoso.Heads.Cyber;\n";

    public static TheoryData<string, string> Shapes => new()
    {
        { "a local that is used later", "public static class P { public static void Pack(List<string> o) {\n var head = new ExploitHead();\n var s = head.Write(\"x\");\n o.Add(s);\n o.Add(\"open\");\n } }" },
        { "a value that is returned", "public static class P { public static string Pack(string p) {\n var packed = p.Trim();\n packed = new ExploitHead().Write(packed);\n Console.WriteLine(packed);\n return packed;\n } }" },
        { "an embedded return", "public static class P { public static string Pack(string p) {\n if (p.Length > 3) return new ExploitHead().Write(p);\n return p;\n } }" },
        { "an else arm", "public static class P { public static string Pack(string p) {\n if (p.Length > 3) return p; else return new ExploitHead().Write(p);\n } }" },
        { "an else if", "public static class P { public static string Pack(object p) {\n if (p is null) return \"\";\n else if (p is ExploitHead head) return head.Write(\"x\");\n return \"\";\n } }" },
        { "a loop body", "public static class P { public static void Pack(List<string> o) {\n foreach (var x in o.ToArray())\n  o.Add(new ExploitHead().Write(x));\n } }" },
        { "a switch section", "public static class P { public static string Pack(object o) {\n switch (o)\n {\n  case ExploitHead h: return h.Write(\"\");\n  default: return \"\";\n }\n } }" },
        { "a switch arm's pattern", "public static class P { public static string Pack(object o) => o switch\n{\n  ExploitHead => \"h\",\n  _ => \"\",\n}; }" },
        { "a switch arm's value", "public static class P { public static string Pack(int o) => o switch { 1 => new ExploitHead().Write(\"\"), _ => \"\" }; }" },
        { "a catch", "public static class P { public static void Pack() {\n try { Console.WriteLine(); }\n catch (ArgumentException e) when (e.Data[0] is ExploitHead) { }\n catch (InvalidOperationException) { }\n } }" },
        { "the only catch", "public static class P { public static void Pack() {\n try { Console.WriteLine(); }\n catch (Exception e) when (e.Data[0] is ExploitHead) { }\n Console.WriteLine();\n } }" },
        { "a using declaration", "public static class P { public static void Pack(List<string> o) {\n o.Add(\"a\");\n using var head = new ExploitHead();\n o.Add(head.Write(\"\"));\n } }" },
        { "a lambda", "public static class P { public static Func<string, string> Pack() => x => new ExploitHead().Write(x); }" },
        { "a lambda's block", "public static class P { public static Action Pack(List<string> o) => () => { o.Add(\"a\"); o.Add(new ExploitHead().Write(\"\")); }; }" },
        { "a local function", "public static class P { public static string Pack(string p) {\n return Inner(p);\n string Inner(string q) => new ExploitHead().Write(q);\n } }" },
        { "a local function's parameter", "public static class P { public static string Pack(string p) {\n return Inner(new ExploitHead(), p);\n static string Inner(ExploitHead h, string q) => h.Write(q);\n } }" },
        { "a field and its users", "public class P { private readonly ExploitHead _head = new();\n public string Name => \"p\";\n public string Pack(string p) { return _head.Write(p); }\n public int Level { get { return (int)_head.Level; } set { _head.Level = (ExploitLevel)value; } } }" },
        { "a first base", "public class P : IEquatable<ExploitHead>, IDisposable { public bool Equals(ExploitHead? o) => true; public void Dispose() { } }" },
        { "a last base", "public class P : IDisposable, IEquatable<ExploitHead> { public bool Equals(ExploitHead? o) => true; public void Dispose() { } }" },
        { "the only base", "public class P : ExploitHead { public override string Write(string p) => base.Write(p); public int Open => 1; }" },
        { "a constraint", "public static class P { public static void Pack<T>(T t) where T : ExploitHead { Console.WriteLine(t); } }" },
        { "a record's parameter", "public record P(ExploitHead Head, int N);\npublic static class Q { public static int Make() { return new P(new(), 1).N; } }" },
        { "an attribute", "[ExploitTarget]\npublic static class P { [ExploitTarget] public static void Pack() { } }" },
        { "one attribute of several", "[Serializable, ExploitTarget, Obsolete]\npublic class P { }" },
        { "an attribute on a parameter", "public static class P { public static void Pack([ExploitTarget] int x, int y) { Console.WriteLine(x + y); } }" },
        { "the last enum member", "public enum Kind { Open = 1, Cyber = ExploitHead.HeadIndex }" },
        { "a middle enum member before an explicit value", "public enum Kind { Open = 1, Cyber = ExploitHead.HeadIndex, Last = 9 }" },
        { "a delegate and its use", "public delegate void Handle(ExploitHead head);\npublic class P { public event Handle? Done; public void Raise() { Done?.Invoke(new()); } }" },
        { "a constructor", "public class P { public P(ExploitHead head) { Head = head.Write(\"\"); }\n public P() { Head = \"\"; }\n public string Head { get; } }" },
        { "an operator", "public class P { public static implicit operator ExploitHead(P p) => new(); }" },
        { "an indexer and an event", "public class P { public ExploitHead this[int i] => new();\n public event EventHandler<ExploitLevel>? Changed; public void M() => Changed?.Invoke(this, ExploitLevel.Proof); }" },
        { "a loop over the withheld", "public static class P { public static void Pack(List<string> o) {\n foreach (var line in new ExploitHead().WriteSteps(\"x\")) o.Add(line);\n o.Add(\"end\");\n } }" },
        { "an await", "public static class P { public static async System.Threading.Tasks.Task<string> Pack() {\n await System.Threading.Tasks.Task.Yield();\n return await new ExploitHead().WriteAsync(\"x\");\n } }" },
        { "an iterator", "public static class P { public static IEnumerable<string> Pack() {\n yield return \"a\";\n yield return new ExploitHead().Write(\"x\");\n } }" },
        { "definite assignment", "public static class P { public static string Pack(bool b) {\n string s;\n if (b) s = new ExploitHead().Write(\"\"); else s = \"open\";\n return s;\n } }" },
        { "an out variable", "public static class P { public static int Pack() {\n var (first, length) = new ExploitHead().WriteSteps(\"x\");\n Console.WriteLine(first);\n return length;\n } }" },
        { "an alias", "public static class P { public static string Pack(string p) { return new H().Write(p); } }" },
        { "everything in one line", "public static class P { public static void Run() { new ExploitHead().Dispose(); } public static int Open() { return 1; } }" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public async Task Wrapping_leaves_two_clean_editions(string shape, string code)
    {
        var alias = shape == "an alias" ? "using H = Contoso.Heads.Cyber.ExploitHead;\n" : "";
        using var solution = GuardedSolution.Of(Usings + alias + "\nnamespace Contoso;\n\n" + code + "\n");
        await solution.FixAll(["RG1001", "RG1002", "RG1003"], "wrap:EDITION_ENTERPRISE");
        await solution.IsClean();
        Assert.DoesNotContain(solution.Files, file => file.Contains("Enterprise", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Fixing_as_dotnet_format_does_leaves_two_clean_editions(string shape, string code)
    {
        var alias = shape == "an alias" ? "using H = Contoso.Heads.Cyber.ExploitHead;\n" : "";
        using var solution = GuardedSolution.Of(Usings + alias + "\nnamespace Contoso;\n\n" + code + "\n");
        await solution.FixAll(["RG1001", "RG1002", "RG1003"]);
        await solution.IsClean();
    }

    [Fact]
    public async Task Every_byte_that_is_not_wrapped_stays()
    {
        const string source = "\u00a0// Licence\r\n\r\nusing Contoso.Heads.Cyber;\n\nnamespace Contoso;\r\n\r\n#region Heads\r\npublic static class P\r{\r\n\t#pragma warning disable CS0168\n\t/// <summary>Runs.</summary>\r\n\tpublic static string Run( string p )\t{\r\n\t\t// why\r\n\t\treturn new ExploitHead().Write( p ) ; // because  \r\n\t}\n#if DEBUG\r\n\t  junk \r\n#endif\r\n}\r\n#endregion";
        using var solution = GuardedSolution.Of(source);
        await solution.FixAll(["RG1001"], "wrap:EDITION_ENTERPRISE");
        await solution.IsClean();
        var left = solution["Packer.cs"];
        foreach (var line in source.Split('\n'))
        {
            var at = left.IndexOf(line, StringComparison.Ordinal);
            Assert.True(at >= 0, line);
            left = left[(at + line.Length)..];
        }
    }

    [Fact]
    public async Task What_only_has_an_effect_on_the_withheld_is_left_out_without_a_throw()
    {
        using var solution = GuardedSolution.Of("""
            namespace Contoso;

            public static class Registry
            {
                public static void Fill(List<object> heads)
                {
                    heads.Add("open");
                    heads.Add(new Contoso.Heads.Cyber.ExploitHead());
                    heads.Add("last");
                }
            }

            """);
        await solution.FixAll(["RG1001"], "wrap:EDITION_ENTERPRISE");
        await solution.IsClean();
        Assert.DoesNotContain("throw", solution["Packer.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enum_member_that_the_next_value_counts_from_is_not_wrapped()
    {
        using var solution = GuardedSolution.Of("public enum Kind { Open, Cyber = Contoso.Heads.Cyber.ExploitHead.HeadIndex, Last }");
        Assert.DoesNotContain(await solution.Offered("RG1003"), offer => offer.Key.StartsWith("wrap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warnings_that_are_errors_count_as_errors()
    {
        using var solution = GuardedSolution.Of("""
            using Contoso.Heads.Cyber;

            namespace Contoso;

            public static class Packer
            {
                public static void Pack(List<string> outputs)
                {
                    var prompt = "x";
                    outputs.Add("open");
                    outputs.Add(new ExploitHead().Write(prompt));
                }
            }

            """, warningsAreErrors: true);
        await solution.FixAll(["RG1001"], "wrap:EDITION_ENTERPRISE");
        await solution.IsClean();
    }
}
