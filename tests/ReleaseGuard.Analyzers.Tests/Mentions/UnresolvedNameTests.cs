using System;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Mentions;

/// <summary>The edition lacks the withheld reference: names resolve to nothing, and the policy's patterns alone tell that they are withheld.</summary>
public sealed class UnresolvedNameTests
{
    [Theory]
    [InlineData("using Contoso.Heads.{|RG1001:Cyber|}; class Use { }")]
    [InlineData("using static Contoso.Heads.Cyber.{|RG1001:ExploitLog|}; class Use { }")]
    [InlineData("global using Contoso.Heads.{|RG1001:Cyber|};")]
    [InlineData("using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { {|RG1001:H|}? A; object B() => new {|RG1001:H|}(); object C() => {|RG1001:H|}.Create(); int H2 = 1; }")]
    [InlineData("using C = Contoso.Heads.{|RG1001:Cyber|}; class Use { C.{|RG1001:ExploitHead|}? A; C::{|RG1001:ExploitHead|}? B; }")]
    [InlineData("global using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { {|RG1001:H|}? A; }")]
    [InlineData("class Use { Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; }")]
    [InlineData("class Use { global::Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; }")]
    [InlineData("extern alias Lab; class Use { Lab::Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; }")]
    [InlineData("namespace Contoso.Heads { class Use { Cyber.{|RG1001:ExploitHead|}? A; } }")]
    [InlineData("namespace Contoso { using Heads.{|RG1001:Cyber|}; class Use { } }")]
    [InlineData("class Use : Contoso.Heads.Cyber.{|RG1001:ExploitHead|} { }")]
    [InlineData("class Use<T> where T : Contoso.Heads.Cyber.{|RG1001:ExploitHead|} { }")]
    [InlineData("class Use { System.Collections.Generic.List<Contoso.Heads.Cyber.{|RG1001:ExploitHead|}[]>? A; }")]
    [InlineData("class Use { object A() => typeof(Contoso.Heads.Cyber.{|RG1001:ExploitBox|}<>); }")]
    [InlineData("class Use { object A() => Contoso.Heads.Cyber.{|RG1001:ExploitHead|}.Create(); }")]
    [InlineData("class Use { object A() => nameof(Contoso.Heads.Cyber.{|RG1001:ExploitHead|}); }")]
    [InlineData("class Use { bool A(object o) => o is Contoso.Heads.Cyber.{|RG1001:ExploitHead|} { Weight: 1 }; }")]
    [InlineData("[Contoso.Heads.Cyber.{|RG1001:Exploit|}] class Use { }")]
    [InlineData("[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Contoso.Heads.Cyber.{|RG1004:ExploitHead|}))]")]
    [InlineData("/// <see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}\"/>\nclass Use { }")]
    [InlineData("/// <see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}.Weight\"/>\nclass Use { }")]
    [InlineData("/// <see cref=\"T:Contoso.Heads.{|RG1005:Cyber|}.ExploitHead\"/>\nclass Use { }")]
    [InlineData("/// <summary>As Contoso.Heads.{|RG1005:Cyber|}.ExploitHead does.</summary>\nclass Use { }")]
    public async Task By_a_namespace_of_the_policy(string source) => await Verify(source, "\"N:Contoso.Heads.Cyber.**\"");

    [Theory]
    [InlineData("using Contoso.Heads.Cyber; class Use { {|RG1001:ExploitHead|}? A; object B() => new {|RG1001:ExploitHead|}(); {|RG1001:ExploitBox|}<int>? C; ExploitBox<int, int>? D; ExploitBox? E; }")]
    [InlineData("class Use { Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; Contoso.Heads.Cyber.{|RG1001:ExploitBox|}<int>? B; }")]
    [InlineData("class Use { Contoso.Heads.Cyber.{|RG1001:ExploitHead|}.Layer? A; object B() => Contoso.Heads.Cyber.{|RG1001:ExploitHead|}.Create(); }")]
    [InlineData("namespace Contoso { using Heads.Cyber; class Use { {|RG1001:ExploitHead|}? A; } }")]
    [InlineData("namespace Contoso.Heads.Cyber.Inner { class Use { {|RG1001:ExploitHead|}? A; } }")]
    [InlineData("using Contoso.Heads.Cyber; [{|RG1001:Exploit|}] class Use { } [{|RG1001:ExploitAttribute|}] class Other { }")]
    [InlineData("using H = Contoso.Heads.Cyber; class Use { H.{|RG1001:ExploitHead|}? A; H::{|RG1001:ExploitHead|}? B; }")]
    [InlineData("using H = Contoso.Heads.Cyber.{|RG1001:ExploitHead|}; class Use { {|RG1001:H|}? A; }")]
    [InlineData("using Contoso.Heads.Cyber; /// <see cref=\"{|RG1005:ExploitHead|}\"/>\nclass Use { }")]
    [InlineData("using Contoso.Heads.Cyber; /// <see cref=\"{|RG1005:ExploitBox|}{T}\"/>\nclass Use { }")]
    [InlineData("/// <see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}.Weight\"/>\nclass Use { }")]
    [InlineData("using Contoso.Heads.Cyber; /// <summary>As {|RG1005:ExploitHead|} does.</summary>\nclass Use { }")]
    [InlineData("using Contoso.Heads.Cyber;\n#if EDITION_ENTERPRISE\nclass Other { ExploitHead? A; }\n#endif\nclass Use { }")]
    public async Task By_a_type_of_the_policy(string source) => await Verify(source, "\"T:Contoso.Heads.Cyber.ExploitHead\", \"T:Contoso.Heads.Cyber.ExploitBox`1\", \"T:Contoso.Heads.Cyber.ExploitAttribute\"");

    [Theory]
    [InlineData("class Use { Fabrikam.Heads.Cyber.ExploitHead? A; Cyber.ExploitHead? B; ExploitHead? C; global::ExploitHead? D; }")]
    [InlineData("using Fabrikam.Heads.Cyber; class Use { ExploitHead? A; object B() => new ExploitHead(); [Exploit] void M() { } }")]
    [InlineData("using H = Fabrikam.Heads.Cyber; class Use { H.ExploitHead? A; }")]
    [InlineData("/// <see cref=\"ExploitHead\"/> <see cref=\"Fabrikam.Heads.Cyber.ExploitHead\"/>\nclass Use { }")]
    [InlineData("class Use { int ExploitHead = 1; int M(int Cyber) => Cyber + ExploitHead; string S => nameof(ExploitHead); }")]
    public async Task Another_company_s_names_are_silent(string source)
    {
        await Verify(source, "\"N:Contoso.Heads.Cyber.**\"");
        await Verify(source, "\"T:Contoso.Heads.Cyber.ExploitHead\", \"T:Contoso.Heads.Cyber.ExploitAttribute\"");
    }

    [Theory]
    [InlineData("N:Contoso.*.Cyber.**", "class Use { Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; Contoso.Tails.Cyber.{|RG1001:Any|}? B; Contoso.Cyber.Open? C; }")]
    [InlineData("N:Contoso.*.Cyber.**", "using Contoso.Heads.{|RG1001:Cyber|}; using Contoso.Cyber; class Use { }")]
    [InlineData("N:Contoso.**.Cyber.**", "class Use { Contoso.A.B.Cyber.{|RG1001:Any|}? A; }")]
    [InlineData("N:Contoso.Heads.Cy*.**", "using Contoso.Heads.{|RG1001:Cyber|}; using Contoso.Heads.Open; class Use { Contoso.Heads.Cyan.{|RG1001:Any|}? A; }")]
    [InlineData("T:Contoso.Heads.*Head", "using Contoso.Heads; class Use { {|RG1001:ExploitHead|}? A; OpenTail? B; Contoso.Heads.{|RG1001:ScanHead|}? C; Fabrikam.ScanHead? D; }")]
    [InlineData("T:Contoso.Heads.Exploit*", "class Use { object M() => new Contoso.Heads.{|RG1001:ExploitHead|}(); [Contoso.Heads.{|RG1001:Exploit|}] void N() { } }")]
    [InlineData("T:Contoso.Heads.*", "using Contoso.Heads; class Use { {|RG1001:Anything|}? A; string B = \"\"; Fabrikam.Anything? C; }")]
    public async Task By_a_pattern_with_wildcards(string pattern, string source) => await Verify(source, $"\"{pattern}\"");

    [Theory]
    [InlineData("class Use { void M(Contoso.Engine e) { e.{|RG1001:Exploit|}(\"x\"); e.{|RG1001:Depth|} = 1; e.Missing(); e?.{|RG1001:Exploit|}(\"\"); } }")]
    [InlineData("class Use { void M() { _ = new Contoso.Engine { {|RG1001:Depth|} = 1, Open = 2 }; } bool N(Contoso.Engine e) => e is { {|RG1001:Depth|}: 1 }; }")]
    [InlineData("class Use : Contoso.Engine { void M() { {|RG1001:Exploit|}(\"\"); this.{|RG1001:Depth|} = base.{|RG1001:Depth|}; } }")]
    [InlineData("class Other { int Depth => 1; void M(Other o) { _ = o.Depth; o.Exploit(); Exploit(); } }")]
    [InlineData("using static Contoso.Engine; class Use { int M() => {|RG1001:Limit|}; }")]
    [InlineData("/// <see cref=\"Contoso.Engine.{|RG1005:Depth|}\"/>\nclass Use { }")]
    public async Task A_member_that_another_edition_s_file_declares(string source) => await Verify(
        source, "\"M:Contoso.Engine.Exploit(System.String)\", \"P:Contoso.Engine.Depth\", \"F:Contoso.Engine.Limit\"", "namespace Contoso { public partial class Engine { public int Open { get; set; } } }");

    [Fact]
    public async Task By_a_type_and_an_assembly_the_type_speaks_for_both() => await new GuardedProject { Policy = TestPolicies.Cyber.Replace("N:Contoso.Heads.Cyber.**", "T:Contoso.Heads.Cyber.ExploitHead", StringComparison.Ordinal) }
        .With("using Contoso.Heads.{|RG1001:Cyber|}; class Use { Contoso.Heads.Cyber.{|RG1001:ExploitHead|}? A; {|RG1001:ExploitHead|}? B; Contoso.Heads.{|RG1001:Cyber|}.Other? C; }").Verify(mustCompile: false);

    [Fact]
    public async Task By_an_assembly_alone_a_namespace_of_its_name_is_found()
    {
        var policy = TestPolicies.Cyber.Replace("\"symbols\": [\"N:Contoso.Heads.Cyber.**\"], ", "", StringComparison.Ordinal);
        await new GuardedProject { Policy = policy }.With("using Contoso.Heads.{|RG1001:Cyber|}; using Contoso.Heads; class Use { }").Verify(mustCompile: false);
    }

    [Fact]
    public async Task An_exception_names_the_member_around_a_name_that_resolves_to_nothing()
    {
        var policy = TestPolicies.Cyber.TrimEnd()[..^1] + """
            , "exceptions": [ { "id": "EX-1", "rule": "RG1001", "component": "contoso.cyber-head", "edition": "open",
                "where": { "symbol": "M:Use.A" }, "justification": "Kept until the new head is in.", "ticket": "REL-1", "approvedBy": "@me", "expires": "2026-12-24" } ] }
            """;
        await new GuardedProject { Policy = policy }.With("class Use { object A() => new Contoso.Heads.Cyber.ExploitHead(); object B() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }").Verify(mustCompile: false);
    }

    [Fact]
    public async Task The_message_says_that_the_name_does_not_resolve_because_it_is_withheld()
    {
        var found = await new GuardedProject().With("class Use { object A() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }").Verify(mustCompile: false);
        Assert.StartsWith("'Contoso.Heads.Cyber.ExploitHead' does not resolve because it is withheld; it is used in edition 'open': part of contoso.cyber-head", found.Single().GetMessage(), StringComparison.Ordinal);
    }

    private static async Task Verify(string source, string symbols, string beside = "")
    {
        var project = new GuardedProject { Policy = TestPolicies.Cyber.Replace("\"N:Contoso.Heads.Cyber.**\"], \"assemblies\": [\"Contoso.Heads.Cyber\"]", symbols + "]", StringComparison.Ordinal) }.With(source);
        if (beside.Length > 0) project = project.With(beside, "Beside.cs");
        await project.Verify(mustCompile: false);
    }
}
