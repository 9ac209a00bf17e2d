using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Coverage;
using ReleaseGuard.Analyzers.Tests.Guards;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Editions;

/// <summary>The catalogue's sentences about each rule, clause by clause, where no other test has them.</summary>
public sealed class ClauseTests
{
    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head] };

    private static readonly string Source = TestPolicies.Cyber.Replace("\"packages\"", "\"source\"", StringComparison.Ordinal);

    [Fact]
    public async Task RG1004_is_about_all_three_attributes_and_about_constants_in_them() => await Project.With("""
        using System.Runtime.CompilerServices;
        [assembly: InternalsVisibleTo({|RG1004:Names.Head|})]
        [assembly: InternalsVisibleTo({|RG1004:"Contoso.Heads." + "Cyber"|})]
        [assembly: IgnoresAccessChecksTo({|RG1004:"Contoso.Heads.Cyber"|})]
        [assembly: IgnoresAccessChecksTo("Contoso.Tests")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleToAttribute({|RG1004:"contoso.heads.cyber"|})]
        static class Names { public const string Head = {|RG1201:"Contoso.Heads.Cyber"|}; }
        namespace System.Runtime.CompilerServices { [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)] class IgnoresAccessChecksToAttribute(string name) : Attribute { public string Name => name; } }
        """).Verify();

    [Theory]
    [InlineData("/** <see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}\"/> */ class Use { }")]
    [InlineData("/// <seealso cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}\"/>\nclass Use { }")]
    [InlineData("class Use { /// <inheritdoc cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}.Score(string)\"/>\n void M() { } }")]
    [InlineData("/// <summary>\n/// As Contoso.Heads.Cyber.{|RG1005:ExploitHead|} does.\n/// </summary>\nclass Use { }")]
    [InlineData("// Contoso.Heads.Cyber.ExploitHead\n/* Contoso.Heads.Cyber.ExploitHead */ class Use { }")]
    public async Task RG1005_is_about_cref_inheritdoc_and_names_in_text(string source) => await Project.With(source).Verify();

    [Fact]
    public async Task RG1006_shows_the_path_in_additional_locations()
    {
        var project = CoverageProjects.Leaking(CoverageRows.Find("field")) with { Sources = [("A.cs", "class Use { void M() { Facade.{|RG1006:Get|}(); _ = new {|RG1006:DerivedTwice|}(); } } class D : {|RG1006:DerivedTwice|} { }")] };
        var found = (await project.Verify()).OrderBy(one => one.Location.SourceSpan.Start).ToList();
        Assert.Equal(["Contoso.Open.dll", "Contoso.Heads.Cyber.dll"], Places(found[0]));
        Assert.Equal(["Contoso.Open.dll", "Contoso.Open.dll", "Contoso.Heads.Cyber.dll"], Places(found[1]));
        Assert.Equal(["Contoso.Open.dll", "Contoso.Open.dll", "Contoso.Heads.Cyber.dll"], Places(found[2]));

        static string[] Places(Diagnostic found) => [.. found.AdditionalLocations.Select(place => place.MetadataModule!.Name)];
    }

    [Fact]
    public async Task RG1006_points_into_another_project_of_the_editor()
    {
        var library = EditionLibrary.Of("namespace Contoso.Open { public static class Facade { public static Contoso.Heads.Cyber.ExploitHead Get() => new(); } }", "enterprise", built: false, "Contoso.Open", WithheldAssembly.Head);
        var found = Assert.Single(await Project.With(library).With("class Use { object M() => Contoso.Open.Facade.{|RG1006:Get|}(); }").Verify());
        Assert.Equal("/product/src/Contoso.Open/Core.cs", found.AdditionalLocations[0].GetLineSpan().Path);
    }

    [Theory]
    [InlineData("#if {|RG1102:EDITION_FREE|}\n#endif")]
    [InlineData("#if DEBUG\n#elif {|RG1102:EDITION_ENTERPRIS|}\n#endif")]
    [InlineData("#if EDITION_ENTERPRISE\n#if {|RG1102:EDITION_OPNE|}\n#endif\n#endif")]
    [InlineData("#if DEBUG\n#if {|RG1102:EDITION_OPNE|}\n#endif\n#endif")]
    public async Task RG1102_is_found_in_every_arm(string text) => await (Project with { Edition = "enterprise" }).With(text).Verify();

    [Theory]
    [InlineData("System.Action A = () => {\n{|RG1105:#if EDITION_ENTERPRISE|}\nSystem.GC.Collect();\n#endif\n};")]
    [InlineData("int P { set {\n{|RG1105:#if EDITION_ENTERPRISE|}\nSystem.GC.Collect();\n#endif\n} }")]
    [InlineData("Use() {\n{|RG1105:#if EDITION_ENTERPRISE|}\nSystem.GC.Collect();\n#endif\n}")]
    [InlineData("void M() { void L() {\n{|RG1105:#if EDITION_ENTERPRISE|}\nSystem.GC.Collect();\n#endif\n} L(); }")]
    [InlineData("void M() {\n#if EDITION_ENTERPRISE\nSystem.GC.Collect();\n#endif\nreturn;\n}")]
    [InlineData("int M() {\n#if EDITION_ENTERPRISE\nreturn 1;\n#else\nreturn 2;\n#endif\n}")]
    [InlineData("void M() { if (true) {\n#if EDITION_ENTERPRISE\nSystem.GC.Collect();\n#endif\n} }")]
    [InlineData("void M() {\n#if EDITION_ENTERPRISE\n// nothing\n#endif\n}")]
    public async Task RG1105_is_about_bodies_that_have_a_statement_in_one_edition_alone(string member)
    {
        foreach (var edition in new[] { "open", "enterprise" }) await (Project with { Edition = edition }).With("class Use {\n" + member + "\n}").Verify();
    }

    [Theory]
    [InlineData("if ({|RG1106:IsEnterprise|}) Use();")]
    [InlineData("if ({|RG1106:edition == Edition.Enterprise|}) Use();")]
    [InlineData("if ({|RG1106:text == Full|}) Use();")]
    [InlineData("switch (text) { case {|RG1106:\"enterprise\"|}: Use(); break; }")]
    [InlineData("switch (edition) { case {|RG1106:Edition.Enterprise|}: Use(); break; }")]
    [InlineData("_ = text switch { {|RG1106:\"enterprise\"|} => Use(), _ => 1 };")]
    [InlineData("for (; {|RG1106:IsEnterprise|};) Use();")]
    [InlineData("_ = {|RG1106:System.Environment.GetEnvironmentVariable(\"EDITION\") == \"enterprise\"|} && Use() > 0;")]
    [InlineData("if ({|RG1106:new System.IO.FileInfo(\"x\").Exists|}) Use();")]
    [InlineData("if ({|RG1106:!IsEnterprise|}) return; Use();")]
    [InlineData("if (text == \"x\") Use();")]
    [InlineData("if (text.Length > 1 && flag) Use();")]
    [InlineData("if (edition == Edition.Open) Use();")]
    public async Task RG1106_is_a_test_of_the_edition_or_of_a_file_before_excluded_code(string body)
    {
        var source = "enum Edition { Open, Enterprise } class Use_ { const string Full = \"enterprise\"; static bool IsEnterprise => true; static void M(string text, bool flag, Edition edition) { " + body.Replace("Use()", "Contoso.Heads.Cyber.{|RG1001:ExploitHead|}.Create().{|RG1001:Score|}(\"\")", StringComparison.Ordinal) + " } }";
        await Project.With(source).Verify();
        // Where a guard is enough, RG1101 alone decides.
        var gated = (Project with { Policy = GuardTableTests.Policy }).With(source);
        Assert.All(await gated.Analyze(gated.Compile(out _)), one => Assert.Equal("RG1101", one.Id));
    }

    [Theory]
    [InlineData("#if EDITION_ENTERPRISE\nclass A { Contoso.Heads.Cyber.{|RG1108:ExploitHead|}? _a; }\n#endif")]
    [InlineData("#if NEVER\nclass A { Contoso.Heads.Cyber.{|RG1108:ExploitHead|}? _a; }\n#endif")]
    [InlineData("using Contoso.Heads.{|RG1001:Cyber|};\n#if false\nclass A { {|RG1108:ExploitHead|}? _a; [{|RG1108:Exploit|}] void M() { } }\n#endif")]
    [InlineData("#if NEVER\nnamespace Contoso.Heads.{|RG1108:Cyber|} { class More { } }\n#endif")]
    [InlineData("#if NEVER\n// Contoso.Heads.Cyber.ExploitHead\nclass A { string S = \"Contoso.Heads.Cyber.ExploitHead\"; /* ExploitHead */ }\n#endif")]
    [InlineData("#if NEVER\nclass A { ExploitHead? _a; Fabrikam.Heads.Cyber.ExploitHead? _b; int Cyber; }\n#endif")]
    public async Task RG1108_is_about_every_arm_of_a_published_source(string text)
    {
        foreach (var edition in new[] { "open", "enterprise" })
        {
            var project = (Project with { Policy = Source, Edition = edition }).With("#pragma warning disable CS8019\n" + text);
            if (edition == "open" || !text.Contains("#if EDITION", StringComparison.Ordinal)) await project.Verify();
            await (Project with { Edition = edition }).With(text.Replace("{|RG1108:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal).Replace("{|RG1001:", "", StringComparison.Ordinal).Replace("using Contoso.Heads.Cyber;", "using Contoso.Heads.{|RG1001:Cyber|};", StringComparison.Ordinal)).Verify();
        }
    }

    [Theory]
    [InlineData("object? M(string n) => System.Type.GetType({|RG1203:n|});")]
    [InlineData("object? M(string n) => System.Type.GetType({|RG1203:\"Contoso.\" + n|});")]
    [InlineData("object? M(string n) => System.Activator.CreateInstance({|RG1203:n|}, \"Open.Type\");")]
    [InlineData("object? M(string n) => System.Reflection.Assembly.Load({|RG1203:n|});")]
    [InlineData("object? M(string n) => System.Runtime.InteropServices.NativeLibrary.Load({|RG1203:n|});")]
    [InlineData("object? M() => System.Type.GetType(\"Open.Type\"); object? N(System.Type t) => System.Activator.CreateInstance(t); object O(string n) => GetType(n); object GetType(string n) => n;")]
    public async Task RG1203_lists_the_binders_of_RG1202_with_a_name_that_is_not_constant(string member)
    {
        var found = await Project.With("class Use { " + member + " }").Verify();
        Assert.All(found, one => Assert.Equal(DiagnosticSeverity.Info, one.Severity));
    }

    [Fact]
    public async Task Operators_indexers_and_constructors_are_reported_where_they_are_declared()
    {
        const string Declared = """
            class Trunk
            {
                MARK public static Trunk operator {|RG1001:+|}(Trunk a, int b) => a;
                MARK public static {|RG1001:explicit|} operator int(Trunk a) => 1;
                MARK public int {|RG1001:this|}[int index] => index;
                MARK public {|RG1001:Trunk|}(string key) { }
                public Trunk() { }
                public static Trunk operator -(Trunk a, int b) => a;
            }
            """;
        await Project.With(EditionLibrary.Attributes, "Attributes.cs").With(Declared.Replace("MARK", "[ReleaseGuard.WithheldComponent(\"contoso.cyber-head\")]", StringComparison.Ordinal)).Verify();
        var policy = TestPolicies.Cyber.Replace("\"N:Contoso.Heads.Cyber.**\"", "\"M:Trunk.op_Addition*\", \"M:Trunk.op_Explicit*\", \"P:Trunk.Item(System.Int32)\", \"M:Trunk.#ctor(System.String)\"", StringComparison.Ordinal);
        foreach (var edition in new[] { "open", "enterprise" }) await new GuardedProject { Policy = policy, Edition = edition }.With(Declared.Replace("MARK ", "", StringComparison.Ordinal)).Verify();
        await new GuardedProject { Policy = policy.Replace("M:Trunk.#ctor(System.String)", "M:Trunk.#ctor(System.Int32)", StringComparison.Ordinal) }.With("class {|RG1001:Trunk|}(int size) { int Size => size; }").Verify();
    }
}
