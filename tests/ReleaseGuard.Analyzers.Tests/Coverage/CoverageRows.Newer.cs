using System.Collections.Generic;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

public static partial class CoverageRows
{
    private static IEnumerable<CoverageRow> NewerLanguage()
    {
        const string G = "Later C# and odd places";
        // Names that hide.
        yield return Row(G, "name with a format character inside", "class Use { object M() => new {|RG1001:Exploit\u200dHead|}(); }");
        yield return Row(G, "property called like its withheld type", "class Use { {|RG1002:ExploitHead|} ExploitHead => Facade.{|RG1006:Get|}(); void M() { System.GC.KeepAlive({|RG1001:ExploitHead|}); } }");
        yield return Row(G, "delegate variable called like a withheld type", "class Use { void M({|RG1002:ExploitCallback|} ExploitHead) { {|RG1001:ExploitHead|}(1); } }");
        yield return InMethod(G, "var beside a text that holds the name", "var head = System.Tuple.{|RG1001:Create|}(\"The ExploitHead\", Facade.{|RG1006:Get|}());");
        yield return Row(G, "use of an alias of a tuple", "using P = (int, Contoso.Heads.Cyber.{|RG1001:ExploitHead|}); class Use { {|RG1002:P|} _pair; }");
        yield return Row(G, "use of an alias of an array", "using A = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}[]; class Use { {|RG1002:A|}? _heads; }");
        yield return Row(G, "use of an alias of a pointer", "using unsafe Q = Contoso.Heads.Cyber.{|RG1001:ExploitSpan|}*; unsafe class Use { {|RG1002:Q|} _p; }");
        yield return Row(G, "use of an alias of a function pointer", "using unsafe F = delegate*<Contoso.Heads.Cyber.{|RG1001:ExploitHead|}, void>; unsafe class Use { {|RG1002:F|} _f; }");
        yield return Row(G, "file-local type", "file class Use : {|RG1002:ExploitHead|} { }");

        // Signatures.
        yield return Row(G, "partial event", "partial class Use { public partial event {|RG1002:ExploitCallback|} E; public partial event {|RG1002:ExploitCallback|} E { add { } remove { } } }");
        yield return Row(G, "generic extension block constraint", "static class Use { extension<T>(T x) where T : {|RG1002:ExploitHead|} { public int Half => 1; } }");
        yield return Row(G, "constraint beside allows ref struct", "class Use { void M<T>(T t) where T : {|RG1002:IExploit|}, allows ref struct { } }");
        yield return Row(G, "ref struct with a withheld interface", "ref struct Use : {|RG1002:IExploitDefault|} { public void Hello() { } }");
        yield return Row(G, "covariant return", "abstract class Open { public abstract object Make(); } class Use : Open { public override {|RG1002:ExploitHead|} Make() => null!; }");
        yield return Row(G, "task-like return", "class Use { async {|RG1002:ExploitJob|} M() { await System.Threading.Tasks.Task.Yield(); } }");
        yield return Row(G, "unmanaged function pointer", "unsafe class Use { delegate* unmanaged[Cdecl]<{|RG1002:ExploitSpan|}, void> _f; }");
        yield return Row(G, "extern method", "class Use { [System.Runtime.InteropServices.DllImport(\"x\")] static extern int M({|RG1002:ExploitSpan|} s); }");
        yield return Row(G, "user-defined compound operator of an open type", "class Use { public void operator +=({|RG1002:ExploitHead|} head) { } }");
        yield return InMethod(G, "lambda parameter modifiers without types", "More.With((out {|RG1002:head|}) => { head = null!; return true; });");
        yield return InMethod(G, "lambda with a ref parameter", "System.Delegate f = (ref {|RG1002:ExploitSpan|} s) => { };");
        yield return InMethod(G, "lambda default value", "var f = (int x = {|RG1003:ExploitHead|}.Limit) => x;");
        yield return InMethod(G, "lambda for a withheld delegate", "More.{|RG1006:Register|}(static x => { });");
        yield return InMethod(G, "natural type of a method group", "var f = Facade.{|RG1006:Get|};");
        yield return InMethod(G, "natural type of a lambda", "var f = () => Facade.{|RG1006:Get|}();");
        yield return Row(G, "local function at top level", "{|RG1002:ExploitHead|}? L() => null; System.Console.WriteLine(1);") with { IsProgram = true };

        // Attributes.
        yield return Row(G, "attribute on a getter's return", "class Use { int X { [return: {|RG1001:Exploit|}] get => 1; } }");
        yield return Row(G, "attribute on a primary constructor", "[method: {|RG1001:Exploit|}] class Use(int x) { int X => x; }");
        yield return Row(G, "attribute on a type parameter of a local function", "class Use { void M() { void L<[{|RG1001:Exploit|}] T>() { } L<int>(); } }");
        yield return Row(G, "attribute on a delegate's return", "[return: {|RG1001:Exploit|}] delegate int Use();");
        yield return Row(G, "attribute on an extension block's receiver", "static class Use { extension([{|RG1001:Exploit|}] string text) { public int Half => 1; } }");
        yield return Row(G, "open attribute that derives from a withheld one", "[{|RG1006:OpenMark|}] class Use { }");
        yield return Row(G, "inline array length", "[System.Runtime.CompilerServices.InlineArray({|RG1003:ExploitHead|}.Limit)] struct Use { int _x; }");

        // Patterns, indexers, slices.
        yield return InMethod(G, "list pattern by withheld length and indexer", "_ = More.{|RG1006:Window|}() is {|RG1001:[|}1, 2];");
        yield return InMethod(G, "slice pattern by a withheld method", "_ = thing is {|RG1001:ExploitWindow|} and [1, .. var rest];");
        yield return InMethod(G, "slice pattern on an inferred type", "_ = More.{|RG1006:Window|}() is {|RG1001:[|}1, {|RG1001:..|}];".Replace("{|RG1001:..|}", "{|RG1001:..|} var rest"));
        yield return InMethod(G, "index from the end", "_ = More.{|RG1006:Window|}(){|RG1001:[|}^1];");
        yield return InMethod(G, "range", "_ = More.{|RG1006:Window|}(){|RG1001:[|}1..2];");
        yield return InMethod(G, "extended property pattern", "_ = thing is Holder { {|RG1006:Head|}.{|RG1001:Weight|}: 1 };");
        yield return InMethod(G, "switch over a withheld enum by number", "switch (Facade.{|RG1006:KindOf|}()) { case 0: break; }");

        // Calls without a name.
        yield return InMethod(G, "checked operator", "_ = checked(More.{|RG1006:Amount|}() {|RG1001:+|} More.{|RG1006:Amount|}());");
        yield return InMethod(G, "unsigned shift operator", "_ = More.{|RG1006:Amount|}() {|RG1001:>>>|} 1;");
        yield return InMethod(G, "conversion to a span", "More.Sum(More.{|RG1006:Amount|}());");
        yield return InMethod(G, "static abstract operator", "static T Sum<T>(T a, T b) where T : {|RG1002:IExploitNumber|}<T> => a {|RG1001:+|} b;");
        yield return InMethod(G, "static virtual member", "static T Twice<T>(T a) where T : {|RG1002:IExploitNumber|}<T> => T.{|RG1001:Twice|}(a);");
        yield return InMethod(G, "using of a ref struct by pattern", "using var scope = More.{|RG1006:Scope|}();");
        yield return InMethod(G, "extension compound operator", "var w = new Contoso.Ground.OpenWord(); w {|RG1001:*=|} 2;");
        yield return InMethod(G, "extension equality of tuples", "Contoso.Ground.OpenUnit w = default; _ = (w, 1) {|RG1001:==|} (w, 1);");
        yield return InMethod(G, "nested collection initializer by extension", "_ = new Contoso.Ground.OpenHolder { Items = { {|RG1001:1|} } };");
        yield return InMethod(G, "collection expression by an extension Add", "Contoso.Ground.OpenSack sack = {|RG1001:[|}1, 2];");
        yield return InMethod(G, "spread by an extension enumerator", "int[] all = [{|RG1001:..|}new Contoso.Ground.OpenRange()];");
        yield return InMethod(G, "index initializer", "_ = new Worker(1) { {|RG1006:[|}null!] = null };");
        yield return InMethod(G, "query where and orderby by extension", "_ = from x in new Contoso.Ground.OpenPair() {|RG1001:where|} x > 1 orderby {|RG1001:x|} select x;");
        yield return InMethod(G, "query join by extension", "_ = from x in new Contoso.Ground.OpenPair() {|RG1001:join|} y in new Contoso.Ground.OpenPair() on x equals y select x;");
        yield return InMethod(G, "null-conditional compound assignment", "Facade.{|RG1006:Get|}()?.{|RG1001:Weight|} += 3;");
        yield return InMethod(G, "dynamic receiver", "dynamic head = Facade.{|RG1006:Get|}(); head.Score(text);");
        yield return InMethod(G, "default interface member", "_ = thing; (({|RG1001:IExploitDefault|})thing).{|RG1001:Hello|}();");
        yield return InMethod(G, "stackalloc of values", "unsafe { {|RG1002:ExploitSpan|} s = default; var p = stackalloc[] { s }; }".Replace("var p = stackalloc", "{|RG1002:var|} p = stackalloc"));
        yield return InMethod(G, "reference to a typed reference", "{|RG1002:ExploitSpan|} s = default; var r = __makeref(s); s = __refvalue(r, {|RG1001:ExploitSpan|});");

        // Through open generics.
        yield return Row(G, "member of a generic base of another assembly", "class Use { void M(HeadBase b) { System.GC.KeepAlive(b.{|RG1006:Value|}); } }");
        yield return Row(G, "method of a generic base of another assembly", "class Use { void M(HeadBase b) { b.{|RG1006:Take|}(null!); } }");
        yield return Row(G, "indexer of a generic base of another assembly", "class Use { void M(HeadBase b) { _ = b{|RG1006:[|}1]; } }");

        // Documentation.
        yield return Row(G, "cref to an operator", "/// <see cref=\"{|RG1005:ExploitHead|}.operator +(ExploitHead, int)\"/>\nclass Use { }".Replace("(ExploitHead, int)", "({|RG1005:ExploitHead|}, int)"));
        yield return Row(G, "cref to an indexer", "/// <see cref=\"{|RG1005:ExploitHead|}.this[int]\"/>\nclass Use { }");
        yield return Row(G, "cref to a conversion", "/// <see cref=\"{|RG1005:ExploitHead|}.implicit operator {|RG1005:ExploitHead|}(int)\"/>\nclass Use { }");
        yield return Row(G, "name below a line directive", "class Use {\n#line 1 \"Other.cs\"\n object M() => new {|RG1001:ExploitHead|}();\n#line default\n}");
    }
}
