using System.Collections.Generic;

namespace ReleaseGuard.Analyzers.Tests.Coverage;

public static partial class CoverageRows
{
    private static IEnumerable<CoverageRow> Constants()
    {
        const string G = "Constants and names";
        yield return InMethod(G, "const read", "_ = {|RG1003:ExploitHead|}.Limit;");
        yield return Row(G, "const from const", "class Use { const int X = {|RG1003:ExploitHead|}.Limit; }");
        yield return Row(G, "const string concatenation", "class Use { const string X = \"a\" + {|RG1003:ExploitHead|}.Prefix; }");
        yield return Row(G, "const interpolation", "class Use { const string X = $\"a{{|RG1003:ExploitHead|}.Prefix}\"; }");
        yield return InMethod(G, "enum value", "_ = {|RG1003:HeadKind|}.Exploit;");
        yield return Row(G, "enum member from enum", "enum Use { A = {|RG1003:HeadKind|}.Scan }");
        yield return Row(G, "default argument", "class Use { void M(int x = {|RG1003:ExploitHead|}.Limit) { } }");
        yield return Row(G, "default enum argument", "class Use { void M(object? x = null, int y = (int){|RG1003:HeadKind|}.Scan) { } }");
        yield return Row(G, "const through using static", "using static Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { const int X = {|RG1003:Limit|}; }");
        yield return Row(G, "enum value through using static", "using static Contoso.Heads.Cyber.{|RG1001:HeadKind|}; class Use { int X => (int){|RG1003:Scan|}; }");
        yield return InMethod(G, "local const", "const int x = {|RG1003:ExploitHead|}.Limit;");
        yield return InMethod(G, "goto case", "switch (text.Length) { case 1: goto case {|RG1003:ExploitHead|}.Limit; case 7: break; }");
        yield return InMethod(G, "nameof of a type", "_ = nameof({|RG1003:ExploitHead|});");
        yield return InMethod(G, "nameof of a member", "_ = nameof({|RG1003:ExploitHead|}.Weight);");
        yield return InMethod(G, "nameof of a namespace", "_ = nameof(Contoso.Heads.{|RG1003:Cyber|});");
        yield return InMethod(G, "nameof of an inferred type's member", "var h = Facade.{|RG1006:Get|}(); _ = nameof(h.{|RG1003:Weight|});");
        yield return InMethod(G, "nameof of an unbound generic", "_ = nameof({|RG1003:ExploitBox|}<>);");
        yield return InMethod(G, "nameof within a generic", "_ = nameof(System.Collections.Generic.List<{|RG1003:ExploitHead|}>);");
        yield return Row(G, "nameof through using static", "using static Contoso.Heads.Cyber.{|RG1001:ExploitLog|}; class Use { string M() => nameof({|RG1003:Level|}); }");
        yield return InMethod(G, "array size", "_ = new int[{|RG1003:ExploitHead|}.Limit];");
    }

    private static IEnumerable<CoverageRow> Inherited()
    {
        const string G = "Through open assemblies";
        yield return Row(G, "base class of another assembly", "class Use : {|RG1006:Derived|} { }");
        yield return Row(G, "base class two steps away", "class Use : {|RG1006:DerivedTwice|} { }");
        yield return Row(G, "interface of another assembly", "class Use : {|RG1006:IDerived|} { void Contoso.Heads.Cyber.{|RG1002:IExploit|}.Run() { } }");
        yield return Row(G, "generic base of another assembly", "class Use : {|RG1006:Boxed|} { }");
        yield return Row(G, "constraint by a derived type", "class Use<T> where T : {|RG1006:Derived|} { }");
        yield return InMethod(G, "creation of a derived type", "_ = new {|RG1006:Derived|}();");
        yield return InMethod(G, "inherited member of a derived type", "_ = new {|RG1006:Derived|}().{|RG1001:Score|}(text);");
        yield return Row(G, "override with a withheld parameter", "class Use : Template { public override {|RG1002:ExploitHead|}? Make() => null; }");
    }

    private static IEnumerable<CoverageRow> Documentation()
    {
        const string G = "Documentation comments";
        yield return Row(G, "cref to a type", "/// <summary><see cref=\"{|RG1005:ExploitHead|}\"/></summary>\nclass Use { }");
        yield return Row(G, "cref to a member", "/// <summary><see cref=\"{|RG1005:ExploitHead|}.Weight\"/></summary>\nclass Use { }");
        yield return Row(G, "cref in full", "/// <summary><see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}\"/></summary>\nclass Use { }");
        yield return Row(G, "cref parameter", "/// <summary><see cref=\"Use.M({|RG1005:ExploitHead|})\"/></summary>\nclass Use { void M({|RG1002:ExploitHead|} head) { } }");
        yield return Row(G, "cref to a generic", "/// <summary><see cref=\"{|RG1005:ExploitBox|}{T}\"/></summary>\nclass Use { }");
        yield return Row(G, "exception cref", "/// <exception cref=\"{|RG1005:ExploitException|}\">never</exception>\nclass Use { }");
        yield return Row(G, "inheritdoc cref", "/// <inheritdoc cref=\"{|RG1005:IExploit|}\"/>\nclass Use { }");
        yield return Row(G, "name in text", "/// <summary>Faster than {|RG1005:ExploitHead|} is.</summary>\nclass Use { }");
        yield return Row(G, "name in code text", "/// <summary><c>new {|RG1005:ExploitHead|}()</c></summary>\nclass Use { }");
    }
}
