using System.Collections.Generic;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

public static partial class CoverageRows
{
    private static IEnumerable<CoverageRow> Tests()
    {
        const string G = "Tests and conversions";
        yield return InMethod(G, "cast", "_ = ({|RG1001:ExploitHead|})thing;");
        yield return InMethod(G, "as", "_ = thing as {|RG1001:ExploitHead|};");
        yield return InMethod(G, "is", "_ = thing is {|RG1001:ExploitHead|};");
        yield return InMethod(G, "declaration pattern", "_ = thing is {|RG1001:ExploitHead|} head;");
        yield return InMethod(G, "type pattern", "_ = thing is not {|RG1001:ExploitHead|};");
        yield return InMethod(G, "property pattern", "_ = thing is {|RG1001:ExploitHead|} { {|RG1001:Weight|}: 1 };");
        yield return InMethod(G, "property pattern on an inferred type", "_ = Facade.{|RG1006:Get|}() is { {|RG1001:Weight|}: 1 };");
        yield return InMethod(G, "positional pattern", "_ = Facade.{|RG1006:Get|}() is {|RG1001:(|}1, 2);".Replace("{|RG1001:(|}1, 2)", "{|RG1001:(1, 2)|}"));
        yield return InMethod(G, "positional pattern by extension", "_ = new Contoso.Ground.OpenPair() is {|RG1001:(1, 2)|};");
        yield return InMethod(G, "list pattern element", "_ = Facade.{|RG1006:Heads|} is [null, ..];");
        yield return InMethod(G, "var pattern", "_ = Facade.{|RG1006:Get|}() is var head;");
        yield return InMethod(G, "switch case", "switch (thing) { case {|RG1001:ExploitHead|} head: break; }");
        yield return InMethod(G, "switch arm", "_ = thing switch { {|RG1001:ExploitHead|} => 1, _ => 2 };");
        yield return InMethod(G, "constant pattern", "_ = thing is {|RG1003:HeadKind|}.Exploit;");
        yield return InMethod(G, "case label constant", "switch (text.Length) { case {|RG1003:ExploitHead|}.Limit: break; }");
        yield return InMethod(G, "relational pattern constant", "_ = text.Length is > {|RG1003:ExploitHead|}.Limit;");
        yield return InMethod(G, "catch", "try { } catch ({|RG1001:ExploitException|}) { }");
        yield return InMethod(G, "catch filter", "try { } catch (System.Exception e) when (e is {|RG1001:ExploitException|}) { }");
        yield return InMethod(G, "implicit conversion", "Facade.{|RG1006:Take|}(5);");
        yield return InMethod(G, "explicit conversion", "_ = ({|RG1001:int|})Facade.{|RG1006:Get|}();");
        yield return InMethod(G, "implicit conversion of a result", "{|RG1002:ExploitHead|} head = text.{|RG1001:Length|};".Replace("text.{|RG1001:Length|}", "1"));
    }

    private static IEnumerable<CoverageRow> CompilerCalls()
    {
        const string G = "Calls the compiler makes";
        yield return InMethod(G, "binary operator", "_ = Facade.{|RG1006:Get|}() {|RG1001:+|} 1;");
        yield return InMethod(G, "comparison operator", "_ = Facade.{|RG1006:Get|}() {|RG1001:>|} 1;");
        yield return InMethod(G, "unary operator", "_ = {|RG1001:-|}Facade.{|RG1006:Get|}();");
        yield return InMethod(G, "compound operator", "Facade.{|RG1006:Head|} {|RG1001:+=|} 1;");
        yield return InMethod(G, "compound instance operator", "var c = Facade.{|RG1006:Compound|}(); c {|RG1001:+=|} 1;");
        yield return InMethod(G, "increment", "Facade.{|RG1006:Head|}{|RG1001:++|};");
        yield return InMethod(G, "increment instance operator", "var c = Facade.{|RG1006:Compound|}(); c{|RG1001:++|};");
        yield return InMethod(G, "operator true", "if (Facade.{|RG1006:Get|}()) { }");
        yield return InMethod(G, "short-circuit operator", "_ = Facade.{|RG1006:Get|}() {|RG1001:&&|} Facade.{|RG1006:Get|}();");
        yield return InMethod(G, "extension operator", "_ = new Contoso.Ground.OpenPair() {|RG1001:+|} new Contoso.Ground.OpenPair();");
        yield return InMethod(G, "foreach", "{|RG1001:foreach|} (int x in Facade.{|RG1006:Sequence|}()) { }");
        yield return InMethod(G, "foreach by extension", "{|RG1001:foreach|} (int x in new Contoso.Ground.OpenRange()) { }");
        yield return InMethod(G, "foreach over withheld elements", "foreach (var head in Facade.{|RG1006:Many|}()) { }");
        yield return InMethod(G, "foreach with a typed element", "foreach ({|RG1002:ExploitHead|} head in Facade.{|RG1006:Many|}()) { }".Replace("{|RG1006:Many|}", "Many").Replace("Facade.Many()", "Facade.{|RG1006:Many|}()"));
        yield return InMethod(G, "foreach over a local array", "{|RG1002:ExploitHead|}[] heads = []; foreach ({|RG1002:var|} head in heads) { }");
        yield return InAsync(G, "await", "{|RG1001:await|} Facade.{|RG1006:Task|}();");
        yield return InAsync(G, "await by extension", "{|RG1001:await|} new Contoso.Ground.OpenTask();");
        yield return InAsync(G, "await of a result", "_ = await Facade.{|RG1006:GetAsync|}();");
        yield return InAsync(G, "await foreach", "{|RG1001:await|} foreach (var x in Facade.{|RG1006:AsyncSequence|}()) { }".Replace("{|RG1001:await|} foreach", "await {|RG1001:foreach|}"));
        yield return InAsync(G, "await foreach by extension", "await {|RG1001:foreach|} (var x in new Contoso.Ground.OpenStream()) { }");
        yield return InMethod(G, "using statement", "using (Facade.{|RG1006:Get|}()) { }");
        yield return InMethod(G, "using declaration", "using var head = Facade.{|RG1006:Get|}();");
        yield return InAsync(G, "await using", "await using var session = Facade.{|RG1006:Session|}();");
        yield return InMethod(G, "using of a local", "{|RG1002:ExploitHead|} head = null!; {|RG1001:using|} (head) { }");
        yield return InMethod(G, "deconstruction", "var (a, b) {|RG1001:=|} Facade.{|RG1006:Get|}();");
        yield return InMethod(G, "deconstruction by extension", "var (a, b) {|RG1001:=|} new Contoso.Ground.OpenPair();");
        yield return InMethod(G, "deconstruction in foreach", "{|RG1001:foreach|} (var (a, b) in new Contoso.Ground.OpenPair[1]) { }");
        yield return InMethod(G, "collection expression builder", "{|RG1002:ExploitList|} list = [1, 2];");
        yield return InMethod(G, "collection expression for an open parameter", "Facade.{|RG1006:Numbers|}([1, 2]);");
        yield return InMethod(G, "params collection", "Facade.{|RG1006:Numbers|}(1, 2);");
        yield return InMethod(G, "spread", "System.Collections.Generic.List<object> list = [{|RG1001:..|}Facade.{|RG1006:Sequence|}()];".Replace("{|RG1001:..|}", ".."));
        yield return InMethod(G, "collection initializer by extension", "_ = new Contoso.Ground.OpenBag { {|RG1001:1|} };");
        yield return InMethod(G, "collection initializer", "_ = new {|RG1001:ExploitSequence|} { {|RG1001:1|} };".Replace("{|RG1001:1|}", "1"));
        yield return InMethod(G, "interpolated string handler", "Facade.{|RG1006:Log|}($\"a{1}b\");");
        yield return InMethod(G, "interpolated string handler local", "{|RG1002:ExploitText|} t = $\"a{1}b\";");
        yield return InMethod(G, "lock", "lock (Facade.{|RG1006:Get|}()) { }");
        yield return InMethod(G, "query pattern by extension", "_ = from x in new Contoso.Ground.OpenPair() {|RG1001:select|} x;");
        yield return InMethod(G, "inline array element", "_ = Facade.{|RG1006:Buffer|}()[0];".Replace("_ = Facade.{|RG1006:Buffer|}()[0];", "{|RG1002:ExploitBuffer|} b = default; b{|RG1001:[|}0] = 1;"));
        yield return InMethod(G, "fixed by pattern", "unsafe { fixed (int* p = Facade.{|RG1006:Get|}()) { } }");
        yield return InMethod(G, "fixed by extension", "unsafe { {|RG1001:fixed|} (int* p = new Contoso.Ground.OpenPair()) { } }");
    }

    private static IEnumerable<CoverageRow> Attributes()
    {
        const string G = "Attributes";
        yield return Row(G, "on an assembly", "[assembly: {|RG1001:Exploit|}] class Use { }");
        yield return Row(G, "on a module", "[module: {|RG1001:Exploit|}] class Use { }");
        yield return Row(G, "on a class", "[{|RG1001:Exploit|}] class Use { }");
        yield return Row(G, "written in full", "[{|RG1001:ExploitAttribute|}] class Use { }");
        yield return Row(G, "qualified", "[Contoso.Heads.Cyber.{|RG1001:Exploit|}] class Use { }");
        yield return Row(G, "on a method", "class Use { [{|RG1001:Exploit|}(1)] void M() { } }");
        yield return Row(G, "on a parameter", "class Use { void M([{|RG1001:Exploit|}] int x) { } }");
        yield return Row(G, "on a return value", "class Use { [return: {|RG1001:Exploit|}] int M() => 1; }");
        yield return Row(G, "on a type parameter", "class Use<[{|RG1001:Exploit|}] T> { }");
        yield return Row(G, "on a field", "class Use { [{|RG1001:Exploit|}] int x; }");
        yield return Row(G, "on a backing field", "class Use { [field: {|RG1001:Exploit|}] int X { get; set; } }");
        yield return Row(G, "on an event", "class Use { [{|RG1001:Exploit|}] event System.Action? E; }");
        yield return Row(G, "on an accessor", "class Use { int X { [{|RG1001:Exploit|}] get; set; } }");
        yield return Row(G, "on an enum member", "enum Use { [{|RG1001:Exploit|}] A }");
        yield return Row(G, "on a lambda", "class Use { System.Action M() => [{|RG1001:Exploit|}] () => { }; }");
        yield return Row(G, "on a lambda parameter", "class Use { System.Action<int> M() => ([{|RG1001:Exploit|}] int x) => { }; }");
        yield return Row(G, "on a local function", "class Use { void M() { [{|RG1001:Exploit|}] void L() { } } }");
        yield return Row(G, "on a record parameter's property", "record Use([property: {|RG1001:Exploit|}] int X);");
        yield return Row(G, "generic attribute", "[{|RG1001:ExploitOf|}<int>] class Use { }");
        yield return Row(G, "generic attribute of a withheld type", "[Open(typeof(System.Collections.Generic.List<{|RG1001:ExploitHead|}>))] class Use { }");
        yield return Row(G, "typeof argument", "[Open(typeof({|RG1001:ExploitHead|}))] class Use { }");
        yield return Row(G, "named argument", "[{|RG1001:Exploit|}({|RG1001:Level|} = 2)] class Use { }".Replace("{|RG1001:Level|}", "Level").Replace("Level = 2", "{|RG1001:Level|} = 2"));
        yield return Row(G, "named argument of an open attribute", "[Open({|RG1006:Kind|} = {|RG1003:HeadKind|}.Scan)] class Use { }".Replace("{|RG1006:Kind|}", "Kind").Replace("Kind = ", "{|RG1006:Kind|} = "));
        yield return Row(G, "constant argument", "[Open({|RG1003:ExploitHead|}.Limit)] class Use { }");
        yield return Row(G, "enum argument", "[Open({|RG1003:HeadKind|}.Exploit)] class Use { }");
        yield return Row(G, "nameof argument", "[Open(nameof({|RG1003:ExploitHead|}))] class Use { }");
        yield return Row(G, "alias of an attribute", "using A = Contoso.Heads.Cyber.{|RG1001:ExploitAttribute|}; [{|RG1001:A|}] class Use { }");
    }
}
