using System.Collections.Generic;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

public static partial class CoverageRows
{
    /// <summary>What a walk through the language versions added to the rows above.</summary>
    private static IEnumerable<CoverageRow> Specification()
    {
        const string G = "By language version";

        // C# 1 to 3.
        yield return InMethod(G, "is an array", "_ = thing is {|RG1001:ExploitHead|}[];");
        yield return InMethod(G, "cast of a number to an enum", "_ = ({|RG1001:HeadKind|})3;");
        yield return InMethod(G, "zero for an enum", "Facade.{|RG1006:Kind|}(0);");
        yield return Row(G, "inherited member by its simple name", "class User : {|RG1002:ExploitBase|} { void M() { {|RG1001:Use|}(); _ = {|RG1001:Shared|}; } }");
        yield return Row(G, "member of the base", "class User : {|RG1002:ExploitHead|} { public override void Run() => base.{|RG1001:Run|}(); }");
        yield return Row(G, "volatile field", "class Use { volatile {|RG1002:ExploitHead|}? _head; }");
        yield return Row(G, "body of an event's accessor", "class Use { event System.Action E { add { {|RG1001:ExploitLog|}.Write(\"\"); } remove { } } }");
        yield return Row(G, "file-scoped namespace of a component", "namespace Contoso.Heads.{|RG1001:Cyber|}; class Extra { ExploitHead? _head; }");
        yield return Row(G, "base in one part of a partial type", "partial class Use : {|RG1002:ExploitBase|} { } partial class Use { }");
        yield return Row(G, "iterator of a withheld type", "class Use { System.Collections.Generic.IEnumerable<{|RG1002:ExploitHead|}> M() { yield break; } }");
        yield return InMethod(G, "method group to a wider delegate", "System.Func<object> f = Facade.{|RG1006:Get|};");
        yield return InMethod(G, "typed range variable", "_ = from {|RG1001:ExploitHead|} head in new object[1] select 1;");
        yield return InMethod(G, "query let and group", "_ = from n in new[] { 1 } let head = Facade.{|RG1006:Get|}() group n by n;");
        yield return InMethod(G, "nested object initializer", "_ = new Contoso.Open.Nest { {|RG1006:Head|} = { {|RG1001:Weight|} = 1 } };");
        yield return InMethod(G, "covariant conversion of a sequence", "System.Collections.Generic.IEnumerable<object> o = Facade.{|RG1006:Many|}();");

        // C# 6 and 7.
        yield return InMethod(G, "value in an interpolated text", "_ = $\"{Facade.{|RG1006:Get|}()}\";");
        yield return InMethod(G, "throw expression", "_ = thing ?? throw new {|RG1001:ExploitException|}();");
        yield return InMethod(G, "await in a catch", "try { } catch { {|RG1001:ExploitLog|}.Write(text); }");
        yield return InMethod(G, "ref local", "{|RG1002:ExploitSpan|} s = default; ref {|RG1002:ExploitSpan|} r = ref s;");
        yield return InMethod(G, "inferred ref local", "{|RG1002:ExploitSpan|} s = default; ref {|RG1002:var|} r = ref s;");
        yield return InMethod(G, "inferred ref element", "foreach (ref {|RG1002:var|} head in System.MemoryExtensions.{|RG1001:AsSpan|}(Facade.Heads)) { }".Replace("Facade.Heads", "Facade.{|RG1006:Heads|}").Replace("{|RG1002:var|}", "var"));
        yield return InMethod(G, "inferred name of a tuple's element", "_ = (Facade.{|RG1006:Head|}, 1).Head;");
        yield return Row(G, "expression variable in a field's initializer", "class Use { static bool _x = Facade.{|RG1006:TryGet|}(out var head); }");
        yield return InMethod(G, "case var", "switch (Facade.{|RG1006:Get|}()) { case var head: break; }");
        yield return Row(G, "async Main", "static class Use { static async System.Threading.Tasks.Task Main() { await System.Threading.Tasks.Task.Yield(); {|RG1001:ExploitLog|}.Write(\"\"); } }") with { IsProgram = true };

        // C# 8 to 10.
        yield return InMethod(G, "coalescing assignment", "Facade.{|RG1006:Head|} ??= null!;");
        yield return InMethod(G, "coalescing assignment of a local", "{|RG1002:ExploitHead|}? h = null; h ??= {|RG1001:new|}();");
        yield return InMethod(G, "target-typed conditional", "{|RG1002:ExploitHead|}? h = text is null ? null : new();");
        yield return InMethod(G, "tuple pattern", "_ = (thing, text) is ({|RG1001:ExploitHead|}, _);");
        yield return InMethod(G, "pattern by or", "_ = thing is string or {|RG1001:ExploitHead|};");
        yield return InMethod(G, "mixed deconstruction", "int b; (var a, b) {|RG1001:=|} Facade.{|RG1006:Get|}();");
        yield return InMethod(G, "record deconstruction", "var (a, b) {|RG1001:=|} Facade.{|RG1006:Record|}();");
        yield return Row(G, "builder of an async method", "class Use { [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof({|RG1001:ExploitMethodBuilder|}))] async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Yield(); } }") with { Compiles = false };
        yield return Row(G, "name below a line span directive", "class Use {\n#line (1, 1) - (1, 9) 3 \"Other.cs\"\n object M() => new {|RG1001:ExploitHead|}();\n#line default\n}");

        // C# 11 to 13.
        yield return Row(G, "ref field", "ref struct Use { ref {|RG1002:ExploitSpan|} _span; }");
        yield return Row(G, "ref readonly parameter", "class Use { void M(ref readonly {|RG1002:ExploitSpan|} s) { } }");
        yield return Row(G, "partial indexer", "partial class Use { public partial int this[{|RG1002:ExploitHead|} h] { get; } public partial int this[{|RG1002:ExploitHead|} h] => 1; }");
        yield return Row(G, "required field", "class Use { public required {|RG1002:ExploitHead|} Head; }");
        yield return InMethod(G, "collection expression of withheld elements", "object[] all = [Facade.{|RG1006:Get|}()];");
        yield return InMethod(G, "spread of withheld elements", "object[] all = [.. Facade.{|RG1006:Heads|}];");
        yield return InMethod(G, "implicit index in an initializer", "_ = new Contoso.Open.Nest { {|RG1006:Heads|} = { [^1] = null! } };");

        // C# 14.
        yield return Row(G, "extension block on a type alone", "static class Use { extension({|RG1002:ExploitHead|}) { public static int Half => 1; } }");
        yield return Row(G, "extension block of a constructed type", "static class Use { extension<T>(System.Collections.Generic.Dictionary<T, {|RG1002:ExploitHead|}> heads) where T : notnull { public int Half => 1; } }");
        yield return Row(G, "extension member's signature", "static class Use { extension(string text) { public {|RG1002:ExploitHead|}? Head => null; } }");
        yield return Row(G, "extension member's body", "static class Use { extension(string text) { public object Head => Facade.{|RG1006:Get|}(); } }");
        yield return InMethod(G, "extension property in a pattern", "_ = text is { {|RG1001:CyberProperty|}: 1 };");
        yield return InMethod(G, "static extension method", "_ = string.{|RG1001:CyberMake|}();");
        yield return InMethod(G, "group of an extension method", "System.Func<int> f = text.{|RG1001:CyberMethod|};");
        yield return InMethod(G, "null-conditional extension", "_ = text?.{|RG1001:CyberProperty|};");
        yield return InMethod(G, "implicit span conversion", "System.ReadOnlySpan<object> span = Facade.{|RG1006:Heads|};");
        yield return InMethod(G, "span of withheld elements", "System.ReadOnlySpan<{|RG1002:ExploitHead|}> span = Facade.{|RG1006:Heads|};");
        yield return InMethod(G, "null-conditional event subscription", "Facade.{|RG1006:Get|}()?.{|RG1001:Done|} += () => { };");
        yield return Row(G, "field keyword of a withheld type", "class Use { {|RG1002:ExploitHead|}? P { get => {|RG1001:field|}; set => {|RG1001:field|} = value; } }");
        yield return Row(G, "cref to an extension member", "/// <see cref=\"{|RG1005:ExploitExtensions|}.CyberLength(string)\"/>\nclass Use { }");
    }
}
