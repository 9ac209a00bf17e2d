using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Tests.Projects;

/// <summary>The proof by the compiler's log. Logs are written as the compiler of SDK 10 writes them; real ones are made in the end-to-end tests.</summary>
public sealed class CompilerRunInspectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompilerRunInspectorTests()
    {
        _folder.Write("releaseguard.jsonc", Audit.PolicyText(Audit.Component("\"strings\": [\"cyber_head\"]")));
        _folder.Write("Kit.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <NoWarn>$(NoWarn);RG1201;CS1591</NoWarn>
                <RunAnalyzers>false</RunAnalyzers>
                <WarningLevel>0</WarningLevel>
              </PropertyGroup>
            </Project>
            """);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Guarding => [.. RuleCatalog.All.Where(rule => rule is { IsActive: true, Layers: RuleLayers.Analyzer }).Select(rule => rule.Id)];

    [Fact]
    public void A_log_that_lists_every_guarding_rule_and_suppresses_nothing_is_the_proof() =>
        Assert.Empty(Inspect(Run(Log(Guarding))));

    [Fact]
    public void An_edition_that_publishes_nothing_is_asked_for_no_proof() =>
        Assert.Empty(Inspect(new CompilerRun(Project, null) { NoWarn = ["RG1201"] }, "enterprise"));

    [Fact]
    public void Without_a_log_there_is_no_proof()
    {
        Assert.Contains("ErrorLog is empty", Single("RG6012", Run(null)).Message, StringComparison.Ordinal);
        Assert.Contains("'gone.sarif' is not there", Single("RG6012", Run(Path.Combine(_folder.Path, "gone.sarif"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "cannot be read as JSON")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": [", "cannot be read as JSON")]
    [InlineData("{\"version\": \"1.0.0\", \"runs\": []}", "SARIF 1.0.0")]
    [InlineData("[]", "is SARIF ")]
    [InlineData("{\"version\": \"2.1.0\"}", "none of the rules")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{}], \"tool\": {\"driver\": {\"rules\": [{}]}}}]}", "none of the rules")]
    public void A_log_that_shows_no_rule_is_no_proof_whatever_it_holds(string text, string says) =>
        Assert.Contains(says, Single("RG6012", Run(_folder.Write("log.sarif", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_single_missing_rule_is_named() =>
        Assert.Contains("ran not RG1003:", Single("RG6012", Run(Log(Guarding.Where(id => id != "RG1003")))).Message, StringComparison.Ordinal);

    [Fact]
    public void Analyzers_switched_off_are_shown_at_the_line_that_does_it()
    {
        var finding = Single("RG6012", Run(Log([])) with { RunAnalyzers = "False" });
        Assert.Equal("Kit.csproj:4:5", At(finding));
        Assert.StartsWith("RunAnalyzers is false", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("RunAnalyzersDuringBuild is false", Single("RG6012", Run(Log([])) with { RunAnalyzersDuringBuild = "false" }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CS9057", "too old for the analyzers")]
    [InlineData("CS8032", "could not load the analyzers")]
    [InlineData("CS8034", "could not load the analyzers")]
    public void A_compiler_that_did_not_load_the_analyzers_is_told_by_its_code(string code, string says) =>
        Assert.Contains(says, Single("RG6012", Run(Log([], Result(code, "An instance of analyzer cannot be created.")))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_crash_of_our_analyzers_is_no_proof_and_one_of_others_is_theirs()
    {
        var finding = Single("RG6012", Run(Log(Guarding, Result("AD0001", "Analyzer 'ReleaseGuard.Analyzers.EditionAnalyzer' threw an exception of type 'System.Exception'."))));
        Assert.Contains("crashed", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Inspect(Run(Log(Guarding, Result("AD0001", "Analyzer 'Contoso.Rules' threw an exception.")))));
    }

    [Fact]
    public void A_setting_by_which_a_crash_would_not_be_seen_is_no_proof()
    {
        Assert.Equal("Kit.csproj:3:5", At(Single("RG6012", Run(Log(Guarding)) with { NoWarn = ["CS1591", "ad0001"] })));
        var config = _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.AD0001.severity = none\n");
        Assert.Equal(".globalconfig:2:1", At(Single("RG6012", Run(Log(Guarding)) with { ConfigurationFiles = [config] })));
    }

    [Fact]
    public void A_rule_in_NoWarn_is_silenced_at_that_line_whether_it_found_something_or_not()
    {
        foreach (var log in new[] { Log(Guarding), Log(Guarding, silenced: "RG1201") })
        {
            var finding = Single("RG6011", Run(log) with { NoWarn = ["RG1201"] });
            Assert.Equal("Kit.csproj:3:5", At(finding));
            Assert.Contains("NoWarn", finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.RG1201.severity = none", true)]
    [InlineData(".editorconfig", "[*.cs]\n  dotnet_diagnostic.rg1201.severity=suggestion # later", true)]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.RG1201.severity = warning", false)]
    [InlineData(".editorconfig", "[*.cs]\n# dotnet_diagnostic.RG1201.severity = none", false)]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.CA1822.severity = none", false)]
    [InlineData("old.ruleset", "<RuleSet>\n<Rule Id=\"RG1201\" Action=\"None\" /></RuleSet>", true)]
    [InlineData("old.ruleset", "<RuleSet>\n<Rule Id=\"RG1201\" Action=\"Error\" /></RuleSet>", false)]
    public void A_line_that_takes_weight_from_a_rule_is_found_where_it_stands(string name, string text, bool found)
    {
        var findings = Inspect(Run(Log(Guarding)) with { ConfigurationFiles = [_folder.Write(name, text)] });
        Assert.Equal(found ? ["RG6011 " + name + ":2"] : Array.Empty<string>(), findings.Select(finding => $"{finding.RuleId} {finding.Location.File}:{finding.Location.Line}"));
    }

    [Fact]
    public void A_setting_about_all_rules_is_found_only_where_it_hid_something()
    {
        var config = _folder.Write(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n");
        Assert.Empty(Inspect(Run(Log(Guarding)) with { ConfigurationFiles = [config] }));
        Assert.Equal(".editorconfig:2:1", At(Single("RG6011", Run(Log(Guarding, silenced: "RG1201")) with { ConfigurationFiles = [config] })));
        Assert.Equal("Kit.csproj:5:5", At(Single("RG6011", Run(Log(Guarding, silenced: "RG1201")) with { WarningLevel = "0" })));
        Assert.Contains("a setting of the compiler", Single("RG6011", Run(Log(Guarding, silenced: "RG1201"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pragma Directive", null, "by a #pragma in")]
    [InlineData("SuppressMessageAttribute", "mine", "by a SuppressMessage attribute ('mine') in")]
    [InlineData("DiagnosticSuppressor { Contoso }", null, "by DiagnosticSuppressor { Contoso } in")]
    public void A_result_that_source_suppresses_is_found_at_its_line(string by, string? justification, string says)
    {
        var why = justification is null ? "" : $", \"justification\": \"{justification}\"";
        var finding = Single("RG6011", Run(Log(Guarding, Result("RG1201", "text", $", \"suppressions\": [{{\"kind\": \"inSource\"{why}, \"properties\": {{\"suppressionType\": \"{by}\"}}}}]"))));
        Assert.Equal("Kit.cs:6:37", At(finding));
        Assert.Contains(says, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_lowered_to_a_note_about_this_edition_was_silenced_too()
    {
        var lowered = Result("RG1201", "text", ", \"properties\": {\"customProperties\": {\"Edition\": \"open\"}}", "note");
        Assert.Contains("lowered to a note", Single("RG6011", Run(Log(Guarding, lowered))).Message, StringComparison.Ordinal);
        Assert.Empty(Inspect(Run(Log(Guarding, lowered.Replace("open", "other", StringComparison.Ordinal)))));
    }

    [Fact]
    public void What_other_tools_suppress_is_theirs() =>
        Assert.Empty(Inspect(Run(Log(Guarding, Result("CA1822", "text", ", \"suppressions\": [{\"kind\": \"inSource\"}]"), silenced: "CA1000"))));

    private string Project => Path.Combine(_folder.Path, "Kit.csproj");

    private CompilerRun Run(string? log) => new(Project, log);

    private IReadOnlyList<Finding> Inspect(CompilerRun run, string edition = "open")
    {
        var path = Path.Combine(_folder.Path, "releaseguard.jsonc");
        var policy = Audit.Load(File.ReadAllText(path), path);
        return CompilerRunInspector.Inspect(run, policy, policy.FindEdition(edition)!, Audit.AsOf);
    }

    private Finding Single(string rule, CompilerRun run)
    {
        var finding = Assert.Single(Inspect(run));
        Assert.Equal(rule, finding.RuleId);
        return finding;
    }

    private static string At(Finding finding) => $"{finding.Location.File}:{finding.Location.Line}:{finding.Location.Column}";

    private string Result(string id, string message, string more = "", string level = "warning") =>
        $$$"""
        {"ruleId": "{{{id}}}", "level": "{{{level}}}", "message": {"text": "{{{message}}}"}{{{more}}},
         "locations": [{"physicalLocation": {"artifactLocation": {"uri": "{{{new Uri(Path.Combine(_folder.Path, "Kit.cs"))}}}"}, "region": {"startLine": 6, "startColumn": 37} } }] }
        """;

    private string Log(IEnumerable<string> rules, string result = "", string silenced = "")
    {
        var list = rules.Select(id => $$"""{"id": "{{id}}", "properties": { {{(id == silenced ? "\"isEverSuppressed\": \"true\", \"suppressionKinds\": [\"external\"]" : "")}} } }""");
        return _folder.Write("obj/log.sarif", $$"""{"version": "2.1.0", "runs": [{"results": [{{result}}], "tool": {"driver": {"name": "csc", "rules": [{{string.Join(",", list)}}] } } }] }""");
    }
}
