using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

/// <summary>A policy that withholds single members of an open type, and declarations withheld from different editions inside each other.</summary>
public sealed class MemberPatternTests
{
    private static readonly Lazy<MetadataReference> Engine = new(() => WithheldAssembly.Build("Contoso.Engine", """
        namespace Contoso;
        public class Engine
        {
            public Engine() { }
            public Engine(string key) { }
            public int Exploit(string code) => 1;
            public int Exploit(int code) => 1;
            public int Score(string code) => 1;
            public int Depth { get; set; }
            public int Open { get; set; }
            public const int Limit = 3;
            public static int Rate = 2;
            public event System.Action? Started { add { } remove { } }
            public virtual void Run() { }
            public int this[int index] => index;
            public static Engine operator +(Engine a, int b) => a;
        }
        """));

    private static readonly string Members = TestPolicies.Cyber.Replace("\"N:Contoso.Heads.Cyber.**\"",
        "\"M:Contoso.Engine.Exploit(System.String)\", \"P:Contoso.Engine.Depth\", \"F:Contoso.Engine.Limit\", \"F:Contoso.Engine.Rate\", \"E:Contoso.Engine.Started\", \"M:Contoso.Engine.Run\", \"M:Contoso.Engine.#ctor(System.String)\", \"P:Contoso.Engine.Item*\", \"M:Contoso.Engine.op_Addition*\"",
        StringComparison.Ordinal);

    /// <summary>Three editions: the head is for the top one, the tools for the two upper ones, the probe gated in the open one.</summary>
    private const string Layers = """
        {
          "schemaVersion": 1,
          "editions": {
            "open": { "symbol": "EDITION_OPEN", "publishes": ["packages"], "unlisted": "allow" },
            "pro": { "symbol": "EDITION_PRO", "includes": ["open"], "publishes": ["packages"], "unlisted": "allow" },
            "enterprise": { "symbol": "EDITION_ENTERPRISE", "includes": ["pro"], "unlisted": "allow" }
          },
          "components": {
            "head": { "kind": "head", "editions": ["enterprise"], "reason": "safety", "owner": "@o", "match": { "symbols": ["T:Contoso.Heads.Cyber.ExploitHead"] } },
            "tools": { "kind": "code", "editions": ["pro"], "reason": "competitive", "owner": "@o", "match": { "symbols": ["T:Product.Tools"] } },
            "probe": { "kind": "code", "editions": ["enterprise"], "gatedIn": ["open"], "reason": "competitive", "owner": "@o", "match": { "symbols": ["T:Product.Probe"] } }
          }
        }
        """;

    private static GuardedProject Project => new() { Policy = Members, References = [Engine.Value], Usings = ["Contoso"] };

    [Theory]
    [InlineData("e.{|RG1001:Exploit|}(\"x\");")]
    [InlineData("e?.{|RG1001:Exploit|}(\"x\");")]
    [InlineData("System.Func<string, int> f = e.{|RG1001:Exploit|};")]
    [InlineData("e.{|RG1001:Depth|} = 1;")]
    [InlineData("_ = e is { {|RG1001:Depth|}: 1 };")]
    [InlineData("_ = new Engine { {|RG1001:Depth|} = 1, Open = 2 };")]
    [InlineData("_ = nameof(e.{|RG1003:Depth|});")]
    [InlineData("_ = nameof(Engine.{|RG1003:Depth|});")]
    [InlineData("_ = Engine.{|RG1003:Limit|};")]
    [InlineData("_ = Engine.{|RG1001:Rate|};")]
    [InlineData("e.{|RG1001:Started|} += () => { };")]
    [InlineData("e.{|RG1001:Run|}();")]
    [InlineData("_ = new {|RG1001:Engine|}(\"key\");")]
    [InlineData("Engine other = {|RG1001:new|}(\"key\");")]
    [InlineData("_ = e{|RG1001:[|}1];")]
    [InlineData("_ = e {|RG1001:+|} 1;")]
    [InlineData("e {|RG1001:+=|} 1;")]
    public async Task A_withheld_member_is_found_at_its_name(string body) => await Project.With("class Use { void M(Engine e) { " + body + " } }").Verify();

    [Theory]
    [InlineData("e.Exploit(1);")]
    [InlineData("e.Score(\"Exploit\");")]
    [InlineData("e.Open = 1; _ = new Engine(); int Depth = 1; Run(Depth); static void Run(int x) { }")]
    [InlineData("_ = new { Depth = 1, Limit = 2 }.Depth;")]
    public async Task The_type_s_other_members_are_silent(string body) => await Project.With("class Use { void M(Engine e) { " + body + " } }").Verify();

    [Fact]
    public async Task A_declaration_that_one_edition_may_have_does_not_hide_what_that_edition_must_not_have() => await new GuardedProject { Policy = Layers, Edition = "enterprise", References = [WithheldAssembly.Head] }.With("""
        namespace Product;
        #if EDITION_PRO
        public class Tools { object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }
        #endif
        #if EDITION_ENTERPRISE
        public class More { object Make() => new Contoso.Heads.Cyber.ExploitHead(); }
        #endif
        """).Verify();

    [Fact]
    public async Task A_gated_declaration_stays_in_the_edition_and_hides_nothing() => await new GuardedProject { Policy = Layers, References = [WithheldAssembly.Head] }
        .With("namespace Product; public class Probe { object Make() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); Probe Next() => new Probe(); }").Verify();
}
