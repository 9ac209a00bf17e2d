using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Tests.Harness;

namespace ReleaseGuard.CodeFixes.Tests.Editor;

/// <summary>Which actions an editor offers, at which place of its list and under which key, and what each makes alone and by Fix All.</summary>
public sealed class EditorTests
{
    [Fact]
    public Task Moving_is_the_first_offer() => new EditorTest("RG1001", 
        "public static class P\n{\n    public static object Make() => new Contoso.Heads.Cyber.{|#0:ExploitHead|}();\n\n    public static int Open => 1;\n}\n",
        "public static partial class P\n{\n    public static int Open => 1;\n}\n")
    {
        CodeActionIndex = 0,
        CodeActionEquivalenceKey = "move:enterprise",
        FixedState = { Sources = { ("/0/Test0.Enterprise.cs", "public static partial class P\n{\n    public static object Make() => new Contoso.Heads.Cyber.ExploitHead();\n}\n") } },
    }.RunAsync();

    [Fact]
    public Task Wrapping_is_the_second() => new EditorTest("RG1001", 
        "public static class P\n{\n    public static object Make() => new Contoso.Heads.Cyber.{|#0:ExploitHead|}();\n}\n",
        "public static class P\n{\n    public static object Make() =>\n#if EDITION_ENTERPRISE\n        new Contoso.Heads.Cyber.ExploitHead();\n#else\n        throw new System.NotSupportedException(\"This is not available in this edition.\");\n#endif\n}\n")
    {
        CodeActionIndex = 1,
        CodeActionEquivalenceKey = "wrap:EDITION_ENTERPRISE",
    }.RunAsync();

    [Fact]
    public Task A_misspelt_symbol_has_one_offer() => new EditorTest("RG1102", 
        "#if {|#0:EDITION_ENTERPRIZE|}\nclass A;\n#endif\n",
        "#if EDITION_ENTERPRISE\nclass A;\n#endif\n") { CodeActionIndex = 0, CodeActionEquivalenceKey = "rename" }.RunAsync();

    [Fact]
    public Task A_reference_in_documentation_has_one_offer() => new EditorTest("RG1005", 
        "/// <summary>Packs <see cref=\"Contoso.Heads.Cyber.{|#0:ExploitHead|}\"/>.</summary>\npublic class A;\n",
        "/// <summary>Packs a part of another edition.</summary>\npublic class A;\n") { CodeActionIndex = 0, CodeActionEquivalenceKey = "words" }.RunAsync();

    [Fact]
    public Task A_test_that_holds_in_every_edition_has_no_offer()
    {
        const string source = "class A\n{\n#if {|#0:EDITION_OPEN|}\n    void B() { }\n#endif\n}\n";
        return new EditorTest("RG1104", source, source).RunAsync();
    }

    [Fact]
    public Task Top_level_code_of_published_source_has_no_offer()
    {
        const string source = "System.Console.WriteLine(new Contoso.Heads.Cyber.{|#0:ExploitHead|}());\n";
        return new EditorTest("RG1001", source, source, Policies.PublishedSource) { TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }, FixedState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication } }.RunAsync();
    }
}
