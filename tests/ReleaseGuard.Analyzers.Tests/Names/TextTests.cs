using System.Collections.Generic;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Names;

/// <summary>RG1201, RG1202 and RG1203: what texts name.</summary>
public sealed class TextTests
{
    private static readonly string Policy = TestPolicies.Cyber.Replace("\"symbols\":", """
        "strings": ["cyber_head", "Exploit Head"], "tokens": ["<|cyber_*|>"], "files": ["heads/cyber/**", "native/libexploit.so"],
        "tensors": [ { "name": "heads.cyber.**" }, { "name": "lm_head.weight", "rows": "10..20" } ], "datasets": ["internal/cyber-set"], "symbols":
        """, System.StringComparison.Ordinal);

    private static readonly GuardedProject Project = new() { References = [WithheldAssembly.Head], Policy = Policy };

    public static IEnumerable<object[]> Texts()
    {
        yield return ["object x = {|RG1201:\"cyber_head\"|};"];
        yield return ["object x = {|RG1201:\"the cyber_head is here\"|};"];
        yield return ["object x = {|RG1201:@\"the \"\"cyber_head\"\"\"|};"];
        yield return ["object x = {|RG1201:\"heads.cyber.weight\"|};"];
        yield return ["object x = {|RG1201:\"heads/cyber/model.bin\"|};"];
        yield return ["object x = {|RG1201:\"heads\\\\cyber\\\\model.bin\"|};"];
        yield return ["object x = {|RG1201:\"<|cyber_write|>\"|};"];
        yield return ["object x = {|RG1201:\"internal/cyber-set\"|};"];
        yield return ["object x = {|RG1201:\"Contoso.Heads.Cyber.ExploitHead\"|};"];
        yield return ["object x = {|RG1201:\"see Contoso.Heads.Cyber.ExploitHead for it\"|};"];
        yield return ["object x = {|RG1201:\"Contoso.Heads.Cyber\"|};"];
        yield return ["object x = {|RG1201:\"\"\"cyber_head\"\"\"|};"];
        yield return ["static System.ReadOnlySpan<byte> X => {|RG1201:\"cyber_head\"u8|};"];
        yield return ["const string X = \"cyber_\" + \"head\";".Replace("\"cyber_\" + \"head\"", "{|RG1201:\"cyber_\" + \"head\"|}", System.StringComparison.Ordinal)];
        yield return ["const string A = \"cyber_\"; const string X = {|RG1201:A + \"head\"|};"];
        yield return ["const string A = \"cyber\"; const string X = {|RG1201:$\"{A}_head\"|};"];
        yield return ["string M(int n) => $\"{|RG1201:cyber_head |}{n}\";"];
        yield return ["object x = {|RG1201:\"cyber\\u005fhead\"|};"];
        yield return ["[System.Obsolete({|RG1201:\"use cyber_head\"|})] void M() { }"];
        yield return ["void M(string s = {|RG1201:\"cyber_head\"|}) { }"];
        yield return ["bool M(string s) => s is {|RG1201:\"cyber_head\"|};"];
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_that_names_a_withheld_thing_is_found(string member) => await Project.With($"class Use {{ {member} }}").Verify();

    [Theory]
    [InlineData("object x = \"cyber_heads\";")]
    [InlineData("object x = \"mycyber_header\";")]
    [InlineData("object x = \"cyber head\";")]
    [InlineData("object x = \"other.heads.cyberx.weight\";")]
    [InlineData("object x = \"heads/open/model.bin\";")]
    [InlineData("object x = \"ExploitHead\";")]
    [InlineData("object x = \"lm_head.weight\";")]
    [InlineData("object x = \"Fabrikam.Heads.Cyber.ExploitHead\";")]
    [InlineData("object x = \"cyber_\" + 1 + \"head\";")]
    [InlineData("int cyber_head; /* cyber_head */")]
    [InlineData("/* cyber_head */ char c = 'c';")]
    public async Task A_text_that_only_looks_like_one_is_silent(string member) => await Project.With($"class Use {{ {member} }}").Verify();

    [Theory]
    [InlineData("object? x = System.Type.GetType({|RG1202:\"Contoso.Heads.Cyber.ExploitHead\"|});")]
    [InlineData("object? x = System.Type.GetType({|RG1202:\"Contoso.Heads.Cyber.ExploitHead, Contoso.Heads.Cyber\"|});")]
    [InlineData("object? x = System.Type.GetType({|RG1202:\"Other.Thing, Contoso.Heads.Cyber, Version=1.0.0.0\"|});")]
    [InlineData("object? x = System.Reflection.Assembly.Load({|RG1202:\"Contoso.Heads.Cyber\"|});")]
    [InlineData("object? x = System.Reflection.Assembly.LoadFrom({|RG1202:\"Contoso.Heads.Cyber.dll\"|});")]
    [InlineData("object? x = System.Activator.CreateInstance({|RG1202:\"Contoso.Heads.Cyber\"|}, {|RG1202:\"Contoso.Heads.Cyber.ExploitHead\"|});")]
    [InlineData("object? x = typeof(int).Assembly.GetType({|RG1202:\"Contoso.Heads.Cyber.ExploitHead\"|});")]
    [InlineData("object? x = new System.Reflection.AssemblyName({|RG1202:\"Contoso.Heads.Cyber\"|});")]
    [InlineData("[System.Diagnostics.CodeAnalysis.DynamicDependency(\"Score\", {|RG1202:\"Contoso.Heads.Cyber.ExploitHead\"|}, {|RG1202:\"Contoso.Heads.Cyber\"|})] void M() { }")]
    [InlineData("[System.Runtime.InteropServices.DllImport({|RG1202:\"native/libexploit.so\"|})] static extern void M();")]
    [InlineData("[System.ComponentModel.TypeConverter({|RG1202:\"Contoso.Heads.Cyber.ExploitHead\"|})] class C { }")]
    [InlineData("const string N = {|RG1201:\"Contoso.Heads.Cyber.ExploitHead\"|}; object? x = System.Type.GetType({|RG1202:N|});")]
    public async Task Reflection_and_registration_by_name_are_found(string member) => await Project.With($"class Use {{ {member} }}").Verify();

    [Theory]
    [InlineData("object? M(string n) => System.Type.GetType({|RG1203:n|});")]
    [InlineData("object? M(string n) => System.Reflection.Assembly.Load({|RG1203:\"Contoso.\" + n|});")]
    [InlineData("object? M(string n) => System.Activator.CreateInstance({|RG1203:n|}, {|RG1203:n|});")]
    public async Task A_name_that_is_not_constant_is_listed(string member) => await Project.With($"class Use {{ {member} }}").Verify();

    [Theory]
    [InlineData("object? x = System.Type.GetType(\"System.String\");")]
    [InlineData("object? x = 1.GetType();")]
    [InlineData("object? M(System.Type t) => System.Activator.CreateInstance(t);")]
    [InlineData("class Store { public object? Load(string n) => null; } object? M(string n) => new Store().Load(n);")]
    [InlineData("object? M(System.Xml.XmlDocument d, string n) { d.Load(n); return null; }")]
    public async Task Other_calls_of_the_same_names_are_silent(string member) => await Project.With($"class Use {{ {member} }}").Verify();

    [Fact]
    public async Task A_pattern_without_a_whole_word_is_found_too() => await (Project with { Policy = Policy.Replace("\"heads/cyber/**\"", "\"**/*cyber*.bin\"", System.StringComparison.Ordinal) }).With("""
        class Use { object a = {|RG1201:"weights/xcyberx.bin"|}; object b = {|RG1201:"weights/xcy" + "berx.bin"|}; object c = "weights/open.bin"; }
        """).Verify();
}
