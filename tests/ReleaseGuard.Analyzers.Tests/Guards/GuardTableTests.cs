using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Guards;

/// <summary>RG1101: which tests guard a use and which do not. <c>U</c> is a use that is guarded, <c>X</c> one that is not, <c>G</c> the guard.</summary>
public sealed class GuardTableTests
{
    internal const string Attributes = "build/ReleaseGuard.Attributes.cs";

    internal static readonly string Policy = TestPolicies.Cyber.Replace("\"editions\": [\"enterprise\"]", "\"editions\": [\"enterprise\"], \"gatedIn\": [\"open\"]", StringComparison.Ordinal);

    private const string Guard = """
        namespace Contoso;
        public static class Ed
        {
        #if EDITION_ENTERPRISE
            [ReleaseGuard.EditionGuard("enterprise")] public static bool G => true;
            [ReleaseGuard.EditionGuard("enterprise")] public const bool C = true;
            [ReleaseGuard.EditionGuard("enterprise")] public static readonly bool F = true;
            [ReleaseGuard.EditionGuard("enterprise")] public static bool On() => true;
        #else
            [ReleaseGuard.EditionGuard("enterprise")] public static bool G => false;
            [ReleaseGuard.EditionGuard("enterprise")] public const bool C = false;
            [ReleaseGuard.EditionGuard("enterprise")] public static readonly bool F = false;
            [ReleaseGuard.EditionGuard("enterprise")] public static bool On() => false;
        #endif
            public static bool Other => true;
            public static bool Helper() => G;
        }
        """;

    public static TheoryData<string> Guarded() => new(
        "if (G) U;",
        "if (G) { U; }",
        "if (!G) { } else U;",
        "if (!G) return; U;",
        "if (!G) throw new System.Exception(); U;",
        "if (G == true) U;",
        "if (true == G) U;",
        "if (G != false) U;",
        "if (G == false) return; U;",
        "if (G is true) U;",
        "if (G is not false) U;",
        "if (G is false) return; U;",
        "if (G is not true) return; U;",
        "if (!!G) U;",
        "if ((G)) U;",
        "if (G && x) U;",
        "if (x && G) U;",
        "if (x && G && y) U;",
        "if (G & x) U;",
        "if (!G || x) return; U;",
        "if (!(G && x)) return; U;",
        "if (!G | x) return; U;",
        "_ = G && Use();",
        "_ = !G || Use();",
        "_ = G ? Use() : false;",
        "_ = !G ? false : Use();",
        "_ = x && G ? Use() : false;",
        "if (x) { if (!G) return; } else { if (!G) return; } U;",
        "if (G) { if (x) U; else U; }",
        "if (G) while (x) U;",
        "while (G) U;",
        "for (; G;) U;",
        "do { if (!G) break; U; } while (x);",
        "for (int i = 0; i < 3; i++) { if (!G) continue; U; }",
        "foreach (var c in \"a\") { if (!G) continue; U; }",
        "if (!G) goto end; U; end: ;",
        "switch (G) { case true: U; break; }",
        "switch (G) { case false: return; } U;",
        "switch (x) { case true when G: U; break; }",
        "_ = G switch { true => Use(), false => false };",
        "_ = x switch { true when G => Use(), _ => false };",
        "var g = G; if (g) U;",
        "bool g = G; bool h = g; if (h) U;",
        "var g = !G; if (!g) U;",
        "var g = x && G; if (g) U;",
        "bool g = G; if (!g) return; U;",
        "bool g; if (x) g = G; else g = false; if (g) U;",
        "bool g = false; if (G) g = true; if (g) U;",
        "if (G) { System.Action a = () => U; a(); }",
        "if (!G) return; System.Action a = () => { System.Action b = () => U; b(); }; a();",
        "System.Action a = () => { if (G) U; };",
        "if (G) Local(); void Local() { U; }",
        "if (G) { Local(); Local(); } void Local() => U;",
        "if (G) { System.Action a = Local; a(); } void Local() => U;",
        "if (G) A(); void A() => B(); void B() => U;",
        "if (G) { try { U; } catch { U; } finally { U; } }",
        "try { if (!G) return; U; } finally { }",
        "if (G) using (var d = new System.IO.MemoryStream()) U;",
        "if (!G) return; using var d = new System.IO.MemoryStream(); U;",
        "if (G) lock (new object()) U;",
        "if (C) U;",
        "if (F) U;",
        "if (On()) U;",
        "if (G) _ = System.Linq.Enumerable.Select(new[] { 1 }, n => Use());",
        "if (G) { async System.Threading.Tasks.Task L() { await System.Threading.Tasks.Task.Yield(); U; } _ = L(); }",
        "if (false) U;",
        "if (x && false) U;",
        "return; U;",
        "if (G is var g && g) U;".Replace("G is var g && g", "G && x is var g", StringComparison.Ordinal),
        "if (G) { try { System.Action a = () => { U; }; } catch { } finally { } }",
        "try { System.Action a = () => { if (G) U; }; } catch { }",
        "try { void L() { if (!G) return; try { U; } finally { } } L(); } finally { }",
        "if (G) switch (x ? 7 : 1) { case 1: goto case Contoso.Heads.Cyber.ExploitHead.Limit; case Contoso.Heads.Cyber.ExploitHead.Limit: break; }",
        "if (G) try { Log(); } catch (Contoso.Heads.Cyber.ExploitException) { }",
        "if (G) { var f = (int n = Contoso.Heads.Cyber.ExploitHead.Limit) => n; }",
        "if (G) { for (int i = 0; i < 3; i++) { try { U; } catch (System.Exception) when (Use()) { U; } } }");

    public static TheoryData<string> Unguarded() => new(
        "X;",
        "if (x) X;",
        "if (!G) X;",
        "if (G) { } X;",
        "if (G) { } else X;",
        "if (G || x) X;",
        "if (x || G) X;",
        "if (G | x) X;",
        "if (!G && x) return; X;",
        "if (!G) Log(); X;",
        "if (Other) X;",
        "if (Helper()) X;",
        "if (G == x) X;",
        "if (G ^ x) X;",
        "System.Diagnostics.Debug.Assert(G); X;",
        "var g = G; g = x; if (g) X;",
        "var g = G; Change(ref g); if (g) X;",
        "var g = G; Set(out g); if (g) X;",
        "bool g; if (x) g = G; else g = y; if (g) X;",
        "bool g = true; if (G) g = false; if (g) X;",
        "var g = G; System.Action c = () => g = true; c(); if (g) X;",
        "var g = G; System.Action c = () => { if (g) X; }; g = true; c();",
        "while (!G) X;",
        "do { X; } while (G);",
        "switch (G) { case false: X; break; }",
        "switch (x) { case true when G: break; default: X; break; }",
        "_ = G switch { true => false, false => {USE} };",
        "_ = G ? false : {USE};",
        "_ = G || {USE};",
        "_ = !G && {USE};",
        "System.Action a = () => X; if (G) a();",
        "if (G) Local(); Local(); void Local() { X; }",
        "void Local() { X; }",
        "if (G) { System.Action a = Local; a(); } Local(); void Local() => X;",
        "try { if (!G) return; U; } finally { X; }",
        "try { if (!G) throw new System.Exception(); U; } catch { X; }",
        "try { if (!G) Log(); } catch { } X;",
        "try { System.Action a = () => { X; }; } catch { }",
        "try { System.Action a = () => { if (!G) return; }; X; } finally { X; }",
        "bool? g = G; if (g ?? true) X;",
        "for (int i = 0; i < 3; i++) { if (!G) break; U; } X;",
        "if (x) { if (!G) return; } X;",
        "if (!G) goto skip; U; skip: X;",
        "if (!G) { System.Console.WriteLine(); } X;",
        "switch (x ? 7 : 1) { case 1: goto case Contoso.Heads.Cyber.{|RG1101:ExploitHead|}.Limit; case 7: break; }",
        "try { Log(); } catch (Contoso.Heads.Cyber.{|RG1101:ExploitException|}) { }",
        "if (x) { var f = (int n = Contoso.Heads.Cyber.{|RG1101:ExploitHead|}.Limit) => n; }",
        "if (G) { } try { Log(); } catch (Contoso.Heads.Cyber.{|RG1101:ExploitException|}) when (G) { }");

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_use_behind_a_guard_is_silent(string body) => await Project(body).Verify();

    [Theory]
    [MemberData(nameof(Unguarded))]
    public async Task A_use_that_a_guard_does_not_dominate_is_reported(string body) => await Project(body).Verify();

    [Theory]
    [InlineData("class A { [ReleaseGuard.RequiresEdition(\"enterprise\")] void M() { Contoso.Heads.Cyber.ExploitLog.Write(\"\"); } }")]
    [InlineData("[ReleaseGuard.RequiresEdition(\"enterprise\")] class A { void M() { Contoso.Heads.Cyber.ExploitLog.Write(\"\"); } }")]
    [InlineData("[ReleaseGuard.RequiresEdition(\"enterprise\")] class A { int P => Contoso.Heads.Cyber.ExploitLog.Level; int F = Contoso.Heads.Cyber.ExploitLog.Level; }")]
    [InlineData("class A { int _f = {|RG1101:Contoso.Heads.Cyber.ExploitLog|}.Level; }")]
    [InlineData("class A { int P { get; } = Contoso.Ed.G ? Contoso.Heads.Cyber.ExploitLog.Level : 0; }")]
    [InlineData("class A { Contoso.Heads.Cyber.ExploitHead? _head; void M(Contoso.Heads.Cyber.ExploitHead h) { } }")]
    public async Task A_member_that_requires_the_edition_may_use_it(string source) =>
        await Base().With(source.Replace("{|RG1101:Contoso.Heads.Cyber.ExploitLog|}", "Contoso.Heads.Cyber.{|RG1101:ExploitLog|}", StringComparison.Ordinal)).Verify();

    [Fact]
    public async Task A_member_that_requires_an_edition_is_itself_to_be_guarded() => await (Base() with { Policy = TestPolicies.Cyber }).With("""
        using ReleaseGuard;
        class A
        {
            [RequiresEdition("enterprise")] public void Full() { Full(); }
            [RequiresEdition("enterprise")] public int Level { get; set; }
            [RequiresEdition({|RG1101:"enterprize"|})] public void Typo() { }
            void M() { {|RG1101:Full|}(); if (Contoso.Ed.G) { Full(); _ = Level; } _ = {|RG1101:Level|}; System.Action a = {|RG1101:Full|}; }
            [RequiresEdition("open")] void Open() { }
            void N() => Open();
        }
        [RequiresEdition("enterprise")] class B { public static void S() { } }
        class C { object M() { B.{|RG1101:S|}(); return new {|RG1101:B|}(); } }
        """).Verify();

    [Theory]
    [InlineData("class A { readonly Contoso.Heads.Cyber.ExploitHead _head = {|RG1101:new|}(); Contoso.Heads.Cyber.ExploitHead Head { get; } = {|RG1101:new|}(); }")]
    [InlineData("class A { readonly Contoso.Heads.Cyber.ExploitHead _head = Contoso.Ed.G ? new() : null!; }")]
    public async Task What_an_initializer_makes_is_reported_though_its_type_is_only_a_signature(string source) => await Base().With(source).Verify();

    internal static GuardedProject Base() => new GuardedProject { References = [Coverage.CoverageProjects.Head], Policy = Policy }
        .With(File.ReadAllText(Path.Combine(ReleaseTrackingTests.RepositoryRoot(), Attributes)), "ReleaseGuard.Attributes.cs").With(Guard, "Ed.cs");

    private static GuardedProject Project(string body) => Base().With("""
        using static Contoso.Ed;
        class Use_
        {
            static bool Log() => true;
            static void Change(ref bool b) { }
            static void Set(out bool b) => b = true;
            static bool Use() => BODYUSE;
            #pragma warning disable
            static void M(bool x, bool y) { BODY }
        }
        """
        .Replace("BODYUSE", "true", StringComparison.Ordinal)
        .Replace("BODY", body
            .Replace("U;", "Contoso.Heads.Cyber.ExploitLog.Write(\"\");", StringComparison.Ordinal)
            .Replace("X;", "Contoso.Heads.Cyber.{|RG1101:ExploitLog|}.Write(\"\");", StringComparison.Ordinal)
            .Replace("Use()", "(Contoso.Heads.Cyber.ExploitLog.Level > 0)", StringComparison.Ordinal)
            .Replace("{USE}", "(Contoso.Heads.Cyber.{|RG1101:ExploitLog|}.Level > 0)", StringComparison.Ordinal), StringComparison.Ordinal));
}
