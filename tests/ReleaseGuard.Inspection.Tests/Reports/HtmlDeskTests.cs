using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Tests.Reports;

/// <summary>The page of whoever signs off a release.</summary>
public class HtmlDeskTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ]"), "\"model\": { }", more: """
        , "exceptions": [ { "id": "EX-1", "rule": "RG3014", "component": "contoso.cyber-head", "edition": "open", "where": { "file": "a.json" }, "justification": "kept until the next export is done", "ticket": "REL-1", "approvedBy": "@boss", "expires": "2026-12-03" } ]
        """);

    [Fact]
    public void It_shows_components_by_edition_parameters_by_module_exceptions_and_tensors()
    {
        using TemporaryFolder root = new();
        root.Write("dist/model.safetensors", SafetensorsBytes.Of(("model.layers.0.up", [4, 4]), ("model.layers.1.up", [4, 4]), ("embed.weight", [8, 4])));
        string html = Written(Audit.Run(Path.Combine(root.Path, "dist"), Policy, policyPath: Path.Combine(root.Path, "releaseguard.jsonc")));
        Assert.Contains("<th scope=\"col\">open (this release)</th>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"withheld\">withheld</span>", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">model.layers</th>", html, StringComparison.Ordinal);
        Assert.Contains("no manifest", html, StringComparison.Ordinal);
        Assert.Contains("10 days left", html, StringComparison.Ordinal);
        Assert.Contains("model.layers.{0..1}.up", html, StringComparison.Ordinal);
        Assert.Contains("Residue check: 1 artifact checked, 0 found.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_has_a_heading_a_link_to_it_and_every_filter_a_label()
    {
        string html = Written(SampleResults.Leaking);
        foreach (string id in html.Split("<section aria-labelledby=\"").Skip(1).Select(part => part[..part.IndexOf('"')]))
        {
            Assert.Contains($"<h2 id=\"{id}\">", html, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"#{id}\">", html, StringComparison.Ordinal);
        }

        foreach (string id in html.Split("<input id=\"").Skip(1).Concat(html.Split("<select id=\"").Skip(1)).Select(part => part[..part.IndexOf('"')]))
            Assert.Contains($"<label for=\"{id}\">", html, StringComparison.Ordinal);
        Assert.Contains("<a class=\"skip\" href=\"#main\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_half_a_million_findings_is_bounded_and_says_what_it_leaves_out()
    {
        Finding leak = SampleResults.Leaking.Findings[0];
        InspectionResult result = SampleResults.Leaking with { Findings = [.. Enumerable.Range(0, 500_000).Select(number => leak with { Key = "k" + number, Message = "Tensor 'heads.cyber." + number + "' </script><b> ships." })] };
        string html = Written(result);
        Assert.InRange(html.Length, 1_000_000, 16_000_000);
        Assert.Contains("This page carries 20,000 of 500,000 findings; the JSON report lists all.", html, StringComparison.Ordinal);
        Assert.Equal(300, html.Split("<tr data-kind=").Length - 1);
        Assert.Equal(2, html.Split("</script>").Length - 1);
        int from = html.IndexOf("id=\"finding-data\">", StringComparison.Ordinal) + "id=\"finding-data\">".Length;
        using JsonDocument data = JsonDocument.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)]);
        Assert.Equal(20_000, data.RootElement.GetArrayLength());
        Assert.Equal("Tensor 'heads.cyber.19999' </script><b> ships.", data.RootElement[19_999][4].GetString());
    }

    private static string Written(InspectionResult result)
    {
        StringWriter output = new();
        HtmlReport.Write(result, output);
        return output.ToString();
    }
}
