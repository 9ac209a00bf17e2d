using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Editions;

/// <summary>Whichever edition is built, the same text gives the same findings; only their weight differs.</summary>
public sealed class EveryEditionTests
{
    private const string Text = """
        using Contoso.Heads.{|RG1001:Cyber|};
        class Use
        {
        #if EDITION_ENTERPRISE
            object A() => new Contoso.Heads.Cyber.ExploitHead();
        #else
            object A() => nameof(Contoso.Heads.Cyber.{|RG1003:ExploitHead|});
            int D() => "x".{|RG1001:CyberLength|}() + new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}().{|RG1001:Score|}("");
        #endif
            object B() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}();
            /* ExploitHead */ // ExploitHead
            string ExploitHeadLike = "x";
        }
        """;

    [Theory]
    [InlineData("open")]
    [InlineData("enterprise")]
    public async Task The_same_places_are_found(string edition)
    {
        var project = new GuardedProject { References = [WithheldAssembly.Head], Edition = edition }.With(Text);
        var found = await project.Analyze(project.Compile(out var expected));
        Assert.Equal(expected.Select(one => one.Id).Append("RG1104").Order(), found.Select(one => one.Id).Order());
        Assert.All(found, one => Assert.Equal(edition == "open" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, one.Severity));
    }

    [Fact]
    public async Task Settings_can_make_a_finding_about_another_edition_an_error()
    {
        var policy = TestPolicies.Cyber.TrimEnd()[..^1] + """, "settings": { "elsewhere": "error" } }""";
        var project = new GuardedProject { References = [WithheldAssembly.Head], Edition = "enterprise", Policy = policy }.With("class Use { object A() => new Contoso.Heads.Cyber.ExploitHead(); }");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await project.Analyze(project.Compile(out _))).Severity);
    }

    [Theory]
    [InlineData("Contoso.Heads.Cyber", "src/Other/Other.csproj")]
    [InlineData("Other", "src/Heads.Cyber/Heads.csproj")]
    public async Task A_withheld_project_is_not_judged_for_the_edition_it_is_withheld_from(string assembly, string path)
    {
        var project = new GuardedProject { AssemblyName = assembly, ProjectPath = path, Edition = "enterprise" }
            .With("namespace Contoso.Heads.Cyber { public class ExploitHead { ExploitHead? Next; } }");
        Assert.Empty(await project.Analyze(project.Compile(out _)));
    }

    [Fact]
    public async Task A_declaration_is_reported_once_and_what_is_inside_it_is_not() => await new GuardedProject().With("""
        namespace Contoso.Heads.{|RG1001:Cyber|}
        {
            public class ExploitHead { ExploitHead? Next; static ExploitHead Make() => new ExploitHead(); }
        }
        """).Verify();

    [Fact]
    public async Task An_exception_in_the_policy_takes_the_finding_away()
    {
        var policy = TestPolicies.Cyber.TrimEnd()[..^1] + """
            , "exceptions": [ { "id": "EX-1", "rule": "RG1001", "component": "contoso.cyber-head", "edition": "open",
                "where": { "symbol": "M:Use.A" }, "justification": "Kept until the new head is in.", "ticket": "REL-1", "approvedBy": "@me", "expires": "2026-12-24" } ] }
            """;
        await new GuardedProject { References = [WithheldAssembly.Head], Policy = policy }.With("""
            class Use { object A() => new Contoso.Heads.Cyber.ExploitHead(); object B() => new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }
            """).Verify();
    }

    [Fact]
    public async Task Published_source_is_searched_in_its_skipped_arms()
    {
        var policy = TestPolicies.Cyber.Replace("\"packages\"", "\"source\"", System.StringComparison.Ordinal);
        foreach (var edition in new[] { "open", "enterprise" })
        {
            var project = new GuardedProject { References = [WithheldAssembly.Head], Edition = edition, Policy = policy };
            if (edition == "enterprise") project = project.With("class More { object A() => new Contoso.Heads.Cyber.ExploitHead(); }", "More.Enterprise.cs");
            await project.With("""
                class Use
                {
                #if EDITION_ENTERPRISE
                    object A() => new Contoso.Heads.Cyber.{|RG1108:ExploitHead|}();
                #endif
                }
                """).Verify();
        }
    }

    [Fact]
    public async Task A_run_time_test_is_no_defence_where_the_component_is_excluded() => await new GuardedProject { References = [WithheldAssembly.Head], Usings = ["Contoso.Heads.Cyber"] }.With("""
        class Use
        {
            static readonly string Edition = "open";
            object? A() { if ({|RG1106:Edition == "enterprise"|}) return new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); return null; }
            object? B() => {|RG1106:System.IO.File.Exists("x")|} ? new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}() : null;
            int D(string s) => {|RG1106:System.IO.File.Exists("y")|} ? s.{|RG1001:CyberLength|}() + s.{|RG1001:CyberLength|}() : 0;
            object? C() { if ({|RG1106:!System.IO.Directory.Exists("x")|}) return null; return new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}(); }
            object? D(bool x) => x ? new Contoso.Heads.Cyber.{|RG1001:ExploitHead|}() : null;
        }
        """).Verify();

    [Fact]
    public async Task Friends_forwarders_and_suppressions_are_reported() => await new GuardedProject { References = [WithheldAssembly.Head] }.With("""
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        [assembly: InternalsVisibleTo({|RG1004:"Contoso.Heads.Cyber, PublicKey=00"|})]
        [assembly: InternalsVisibleTo("Contoso.Tests")]
        [assembly: TypeForwardedTo(typeof(Contoso.Heads.Cyber.{|RG1004:ExploitHead|}))]
        [{|RG6011:SuppressMessage("ReleaseGuard.Code", "RG1001:Withheld symbol used")|}]
        class Use { [SuppressMessage("Style", "CA1822")] void M() { } }
        """).Verify(mustCompile: false);

    [Theory]
    [InlineData("\"packages\"", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("\"packages\", \"docs\"", Microsoft.CodeAnalysis.DiagnosticSeverity.Error)]
    public async Task A_name_in_documentation_is_an_error_where_documentation_is_published(string publishes, Microsoft.CodeAnalysis.DiagnosticSeverity severity)
    {
        var project = new GuardedProject { Policy = TestPolicies.Cyber.Replace("\"packages\"", publishes, System.StringComparison.Ordinal), References = [WithheldAssembly.Head] }
            .With("/// <see cref=\"Contoso.Heads.Cyber.{|RG1005:ExploitHead|}\"/>\nclass Use { }");
        Assert.Equal(severity, Assert.Single(await project.Verify()).Severity);
    }
}
