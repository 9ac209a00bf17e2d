using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Inspection.Tests.Reports;

public class MarkupReportTests
{
    [Fact]
    public void Markdown_begins_with_the_verdict_and_lists_components_and_findings()
    {
        string[] lines = Written(SampleResults.Leaking, MarkdownReport.Write).Split('\n');
        Assert.Equal("## ReleaseGuard: FAIL edition 'open'", lines[0]);
        Assert.Contains("| avocado.cyber-head | 2 | RG3001, RG3002 |", lines);
        Assert.Contains(lines, line => line.StartsWith("| error | RG3001 | Avocado.nupkg, entry models/inner.zip&#33;/heads/cyber&#35;1.bin |", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("nested more than 8 deep", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_mentions_nobody_and_takes_no_markup_from_names()
    {
        string markdown = Written(SampleResults.Leaking, MarkdownReport.Write) + Written(SampleResults.Hostile, MarkdownReport.Write);
        Assert.DoesNotContain("@release-safety", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', markdown);
    }

    [Fact]
    public void Junit_counts_what_it_holds()
    {
        XElement suite = Suite(SampleResults.Leaking);
        Assert.Equal("5", suite.Attribute("tests")!.Value);
        Assert.Equal("2", suite.Attribute("failures")!.Value);
        Assert.Equal("1", suite.Attribute("errors")!.Value);
        Assert.Equal(5, suite.Elements("testcase").Count());
        Assert.Equal(2, suite.Descendants("failure").Count());
        Assert.Single(suite.Descendants("error"));
    }

    [Fact]
    public void Junit_has_one_case_that_passed_for_a_clean_release_and_none_that_passed_for_nothing()
    {
        XElement clean = Suite(SampleResults.Clean);
        Assert.Empty(Assert.Single(clean.Elements("testcase")).Elements());
        XElement nothing = Suite(SampleResults.Clean with { Verdict = Verdict.NothingInspected });
        Assert.Equal("nothing-inspected", Assert.Single(nothing.Descendants("error")).Attribute("message")!.Value);
    }

    [Fact]
    public void Junit_is_well_formed_whatever_a_name_holds() =>
        Assert.Equal("releaseguard.open", Suite(SampleResults.Hostile).Attribute("name")!.Value);

    [Fact]
    public void Junit_is_valid_against_the_schema_that_build_servers_hold_it_to()
    {
        System.Xml.Schema.XmlSchemaSet schemas = new();
        schemas.Add(null, ReportSchemas.PathOf("tests/Schemas/junit-10.xsd"));
        foreach (InspectionResult result in new[] { SampleResults.Clean, SampleResults.Leaking, SampleResults.Hostile, SampleResults.Clean with { Verdict = Verdict.NothingInspected } })
            System.Xml.Schema.Extensions.Validate(XDocument.Parse(Written(result, JunitReport.Write)), schemas, (_, error) => Assert.Fail(error.Message));
    }

    [Fact]
    public void Html_is_one_well_formed_page_that_loads_nothing()
    {
        foreach (InspectionResult result in new[] { SampleResults.Clean, SampleResults.Leaking, SampleResults.Hostile })
        {
            string html = Written(result, HtmlReport.Write);
            Assert.DoesNotContain(" src=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
            Assert.Equal(1, html.Split("<script").Length - 1);
            Assert.Equal(1, html.Split("</script>").Length - 1);
        }
    }

    [Fact]
    public void Html_allows_the_script_it_carries_and_no_other()
    {
        string html = Written(SampleResults.Leaking, HtmlReport.Write);
        string script = html[(html.IndexOf("<script>", StringComparison.Ordinal) + "<script>".Length)..html.IndexOf("</script>", StringComparison.Ordinal)];
        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"script-src 'sha256-{hash}'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_shows_every_finding_with_a_link_to_its_rule()
    {
        string html = Written(SampleResults.Leaking, HtmlReport.Write);
        Assert.Equal(4, html.Split("<tr data-kind=").Length - 1);
        Assert.Contains("docs/rules/RG3002.md\"", html, StringComparison.Ordinal);
        Assert.Contains("<h1>ReleaseGuard: FAIL edition &#39;open&#39;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("nested more than 8 deep", html, StringComparison.Ordinal);
    }

    private static XElement Suite(InspectionResult result) => XDocument.Parse(Written(result, JunitReport.Write)).Root!.Element("testsuite")!;

    private static string Written(InspectionResult result, Action<InspectionResult, TextWriter> write)
    {
        StringWriter output = new();
        write(result, output);
        return output.ToString();
    }
}
