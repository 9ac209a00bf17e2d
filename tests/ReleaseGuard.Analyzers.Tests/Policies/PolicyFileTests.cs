using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers.Tests.Harness;

namespace ReleaseGuard.Analyzers.Tests.Policies;

/// <summary>RG6001, RG6003, RG6005, RG6008, RG6009 and RG9003: what the compiler says about the policy itself.</summary>
public sealed class PolicyFileTests
{
    [Fact]
    public async Task A_mistake_is_shown_at_its_line_in_the_policy_file()
    {
        var project = new GuardedProject { Policy = "{\n  \"schemaVersion\": 1,\n  \"edition\": {}\n}" }.With("class A { }");
        var found = await project.Analyze(project.Compile(out _), new PolicyAnalyzer());
        var one = found.First(problem => problem.Id == "RG6001" && problem.GetMessage().Contains("edition", System.StringComparison.Ordinal));
        Assert.Equal(DiagnosticSeverity.Error, one.Severity);
        Assert.Equal("/product/releaseguard.jsonc", one.Location.GetLineSpan().Path);
        Assert.Contains(found, problem => problem.Location.GetLineSpan().StartLinePosition.Line == 2);
    }

    [Theory]
    [InlineData("RG6003", DiagnosticSeverity.Error, "\"expires\": \"2026-11-01\", \"ticket\": \"REL-1\"")]
    [InlineData("RG6005", DiagnosticSeverity.Error, "\"expires\": \"2029-01-01\", \"ticket\": \"REL-1\"")]
    [InlineData("RG6005", DiagnosticSeverity.Error, "\"expires\": \"2026-12-24\"")]
    [InlineData("RG6008", DiagnosticSeverity.Warning, "\"expires\": \"2026-11-30\", \"ticket\": \"REL-1\"")]
    public async Task A_mistaken_exception_is_shown_at_its_line_and_allows_nothing_where_it_does_not_count(string rule, DiagnosticSeverity severity, string end)
    {
        var policy = TestPolicies.Cyber.TrimEnd().TrimEnd('}') + $$"""
            , "settings": { "exceptions": { "maxDays": 90, "warnDaysBefore": 14, "requireTicket": true } }, "exceptions": [
              { "id": "EX-1", "rule": "RG1001", "component": "contoso.cyber-head", "edition": "open",
                "where": { "symbol": "M:A.M" }, "justification": "A reason that is long enough.", {{end}} }
            ] }
            """;
        var project = new GuardedProject { Policy = policy, References = [WithheldAssembly.Head] }.With("class A { object M() => new Contoso.Heads.Cyber.ExploitHead(); }");
        var found = await project.Analyze(project.Compile(out _));
        var one = Assert.Single(found, problem => problem.Id == rule);
        Assert.Equal(severity, one.Severity);
        Assert.Equal("/product/releaseguard.jsonc", one.Location.GetLineSpan().Path);
        Assert.InRange(one.Location.GetLineSpan().StartLinePosition.Line, 13, 17);
        Assert.Equal(rule == "RG6008" ? 0 : 1, found.Count(problem => problem.Id == "RG1001"));
    }

    [Fact]
    public async Task A_child_that_loosens_its_base_is_shown_in_the_child()
    {
        var project = new GuardedProject
        {
            Policy = "{ \"schemaVersion\": 1, \"extends\": [\"org.jsonc\"],\n\"components\": { \"contoso.cyber-head\": { \"editions\": [\"enterprise\", \"open\"] } } }",
            BasePolicies = [("org.jsonc", TestPolicies.Cyber)],
        }.With("class A { }");
        var one = Assert.Single(await project.Analyze(project.Compile(out _)), problem => problem.Id == "RG6009");
        Assert.Equal(("/product/releaseguard.jsonc", 1), (one.Location.GetLineSpan().Path, one.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Theory]
    [InlineData("IsPackable", "true", true)]
    [InlineData("IsPublishable", "True", true)]
    [InlineData("ReleaseEdition", "open", true)]
    [InlineData("IsPackable", "false", false)]
    [InlineData("Other", "true", false)]
    public async Task A_project_that_ships_without_a_policy_is_an_error(string property, string value, bool isError)
    {
        var compilation = new GuardedProject().With("class A { }").Compile(out _);
        var options = new AnalyzerOptions([], new MemoryOptions(ImmutableDictionary<string, string>.Empty.Add("build_property." + property, value), ""));
        var found = await compilation.WithAnalyzers([new PolicyAnalyzer(), new EditionAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Equal(isError ? ["RG9003"] : [], found.Select(one => one.Id));
    }

    [Fact]
    public async Task An_edition_the_policy_does_not_know_weighs_as_the_one_that_must_not_have_it()
    {
        var project = new GuardedProject { Edition = "opne", References = [WithheldAssembly.Head] }.With("class A { object M() => new Contoso.Heads.Cyber.ExploitHead(); }");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await project.Analyze(project.Compile(out _))).Severity);
    }
}
