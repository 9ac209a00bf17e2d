using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>Every kind of reference the analyzers claim to find; the published matrix is made from these rows.</summary>
public static partial class CoverageRows
{
    public static IReadOnlyList<CoverageRow> All { get; } =
        [.. Directives(), .. Signatures(), .. Bodies(), .. Tests(), .. CompilerCalls(), .. Attributes(), .. Constants(), .. Inherited(), .. Documentation(), .. NewerLanguage(), .. Specification()];

    public static CoverageRow Find(string kind) => All.Single(row => row.Kind == kind);

    private static CoverageRow Row(string group, string kind, string source) => new(group, kind, source);

    /// <summary>A row whose source is the inside of a method.</summary>
    private static CoverageRow InMethod(string group, string kind, string body) =>
        new(group, kind, "class Use { static void M(dynamic anything, object thing, string text) { " + body + " } }");

    private static CoverageRow InAsync(string group, string kind, string body) =>
        new(group, kind, "class Use { static async System.Threading.Tasks.Task M(object thing) { await System.Threading.Tasks.Task.Yield(); " + body + " } }");

    private static IEnumerable<CoverageRow> Directives()
    {
        const string G = "Directives";
        yield return Row(G, "using namespace", "using Contoso.Heads.{|RG1001:Cyber|}; class Use { }");
        yield return Row(G, "using static", "using static Contoso.Heads.Cyber.{|RG1001:ExploitLog|}; class Use { }");
        yield return Row(G, "alias", "using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { }");
        yield return Row(G, "alias of a constructed type", "using H = System.Collections.Generic.List<Contoso.Heads.Cyber.{|RG1001:ExploitHead|}>; class Use { }");
        yield return Row(G, "alias of a namespace", "using H = Contoso.Heads.{|RG1001:Cyber|}; class Use { }");
        yield return Row(G, "alias of a tuple", "using H = (int, Contoso.Heads.Cyber.{|RG1001:ExploitHead|}); class Use { }");
        yield return Row(G, "alias of a pointer", "using unsafe H = Contoso.Heads.Cyber.{|RG1001:ExploitSpan|}*; class Use { }");
        yield return Row(G, "global using", "global using Contoso.Heads.{|RG1001:Cyber|}; class Use { }");
        yield return Row(G, "global using static", "global using static Contoso.Heads.Cyber.{|RG1001:ExploitLog|}; class Use { }");
        yield return Row(G, "global alias", "global using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { }");
        yield return Row(G, "using inside a namespace", "namespace Inner { using Contoso.Heads.{|RG1001:Cyber|}; class Use { } }");
        yield return Row(G, "use of an alias", "using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { {|RG1002:H|}? _head; }");
        yield return Row(G, "creation by alias", "using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { object M() => new {|RG1001:H|}(); }");
        yield return Row(G, "member of an aliased type", "using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { object M() => {|RG1001:H|}.Create(); }");
        yield return Row(G, "name qualified by an aliased namespace", "using H = Contoso.Heads.{|RG1001:Cyber|}; class Use { object M() => new H::{|RG1001:ExploitHead|}(); }");
        yield return Row(G, "global:: name", "class Use { object M() => new global::Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }");
        yield return Row(G, "nested namespace shorthand", "namespace Contoso.Heads { class Use { object M() => new Cyber.{|RG1001:ExploitHead|}(); } }");
    }

    private static IEnumerable<CoverageRow> Signatures()
    {
        const string G = "Signatures";
        yield return Row(G, "field", "class Use { {|RG1002:ExploitHead|}? _head; }");
        yield return Row(G, "static readonly field", "class Use { static readonly {|RG1002:ExploitHead|}? Head = null; }");
        yield return Row(G, "array field", "class Use { {|RG1002:ExploitHead|}[]? _heads; }");
        yield return Row(G, "nested generic field", "class Use { System.Collections.Generic.Dictionary<int, System.Collections.Generic.List<{|RG1002:ExploitHead|}[]>>? _heads; }");
        yield return Row(G, "nullable struct field", "class Use { {|RG1002:ExploitSpan|}? _span; }");
        yield return Row(G, "pointer field", "unsafe class Use { {|RG1002:ExploitSpan|}* _span; }");
        yield return Row(G, "function pointer field", "unsafe class Use { delegate*<{|RG1002:ExploitHead|}, void> _call; }");
        yield return Row(G, "function pointer return", "unsafe class Use { delegate*<int, {|RG1002:ExploitHead|}> _call; }");
        yield return Row(G, "tuple field", "class Use { (int Size, {|RG1002:ExploitHead|} Head) _pair; }");
        yield return Row(G, "fixed buffer beside", "unsafe struct Use { fixed int _x[{|RG1003:ExploitHead|}.Limit]; }");
        yield return Row(G, "property", "class Use { {|RG1002:ExploitHead|}? Head { get; set; } }");
        yield return Row(G, "required init property", "class Use { public required {|RG1002:ExploitHead|} Head { get; init; } }");
        yield return Row(G, "indexer", "class Use { int this[{|RG1002:ExploitHead|} head] => 1; }");
        yield return Row(G, "event", "class Use { event {|RG1002:ExploitCallback|}? Changed; }");
        yield return Row(G, "event with accessors", "class Use { event {|RG1002:ExploitCallback|} Changed { add { } remove { } } }");
        yield return Row(G, "return type", "class Use { {|RG1002:ExploitHead|}? M() => null; }");
        yield return Row(G, "ref return", "class Use { ref {|RG1002:ExploitSpan|} M() => throw null!; }");
        yield return Row(G, "parameter", "class Use { void M({|RG1002:ExploitHead|} head) { } }");
        yield return Row(G, "ref, out and in parameter", "class Use { void M(in {|RG1002:ExploitSpan|} a) { } }");
        yield return Row(G, "scoped parameter", "class Use { void M(scoped {|RG1002:ExploitRef|} a) { } }");
        yield return Row(G, "params parameter", "class Use { void M(params {|RG1002:ExploitHead|}[] heads) { } }");
        yield return Row(G, "params collection parameter", "class Use { void M(params {|RG1002:ExploitList|} numbers) { } }");
        yield return Row(G, "this parameter", "static class Use { static void M(this {|RG1002:ExploitHead|} head) { } }");
        yield return Row(G, "extension block receiver", "static class Use { extension({|RG1002:ExploitHead|} head) { public int Half => 1; } }");
        yield return Row(G, "constructor parameter", "class Use { Use({|RG1002:ExploitHead|} head) { } }");
        yield return Row(G, "primary constructor", "class Use({|RG1002:ExploitHead|} head) { int M() => head.{|RG1001:Weight|}; }");
        yield return Row(G, "record parameter", "record Use({|RG1002:ExploitHead|} Head);");
        yield return Row(G, "record struct parameter", "record struct Use({|RG1002:ExploitHead|} Head);");
        yield return Row(G, "delegate return", "delegate {|RG1002:ExploitHead|} Use();");
        yield return Row(G, "delegate parameter", "delegate void Use({|RG1002:ExploitHead|} head);");
        yield return Row(G, "operator parameter", "class Use { public static Use operator +(Use a, {|RG1002:ExploitHead|} b) => a; }");
        yield return Row(G, "conversion operator", "class Use { public static explicit operator {|RG1002:ExploitHead|}?(Use a) => null; }");
        yield return Row(G, "base class", "class Use : {|RG1002:ExploitHead|} { }");
        yield return Row(G, "base interface", "class Use : {|RG1002:IExploit|} { public void Run() { } }");
        yield return Row(G, "generic base", "class Use : System.Collections.Generic.List<{|RG1002:ExploitHead|}> { }");
        yield return Row(G, "base of an interface", "interface IUse : {|RG1002:IExploit|} { }");
        yield return Row(G, "base of a struct", "struct Use : {|RG1002:IExploitDefault|} { }");
        yield return Row(G, "base of a record", "record Use(int A, int B) : {|RG1002:ExploitRecord|}(A, B);");
        yield return Row(G, "base with arguments of a primary constructor", "class Use(int size) : {|RG1002:ExploitBase|}(size) { }");
        yield return Row(G, "explicit interface implementation", "class Use : {|RG1002:IExploit|} { void {|RG1002:IExploit|}.Run() { } }");
        yield return Row(G, "class constraint", "class Use<T> where T : {|RG1002:ExploitHead|} { }");
        yield return Row(G, "interface constraint on a method", "class Use { void M<T>(T t) where T : {|RG1002:IExploit|} { } }");
        yield return Row(G, "constraint of a constructed type", "class Use<T> where T : System.Collections.Generic.IEnumerable<{|RG1002:ExploitHead|}> { }");
        yield return Row(G, "constraint of a local function", "class Use { void M() { void L<T>() where T : {|RG1002:ExploitHead|} { } L<{|RG1002:ExploitHead|}>(); } }");
        yield return Row(G, "override of an open member", "class Use : Template { public override {|RG1002:ExploitHead|}? Make() => null; }");
        yield return Row(G, "partial method", "partial class Use { partial void M({|RG1002:ExploitHead|} head); partial void M({|RG1002:ExploitHead|} head) { } }");
        yield return Row(G, "partial property", "partial class Use { public partial {|RG1002:ExploitHead|}? P { get; } public partial {|RG1002:ExploitHead|}? P => null; }");
        yield return Row(G, "nested withheld type", "class Use { {|RG1002:ExploitHead|}? A; ExploitHead.{|RG1002:Layer|}? B; }");
        yield return Row(G, "type nested in a constructed withheld type", "class Use { {|RG1002:ExploitBox|}<int>? A; ExploitBox<int>.{|RG1002:Inner|}? B; }");
    }
}
