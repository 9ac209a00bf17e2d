using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// A verdict as one HTML file that needs no network: the verdict, what each component comes to, the findings with a filter, what was
/// not read. Without scripts it is complete; the script only hides rows. A content security policy keeps names from becoming markup that loads anything.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the whole page.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        List<Finding> findings = [.. result.Findings.Where(finding => finding.Severity != RuleSeverity.Hidden)];
        StringWriter verdict = new();
        TextReport.WriteVerdict(result, new PlainReportText(verdict));
        string line = verdict.ToString().TrimEnd();
        int colon = line.IndexOf(':');
        string title = "ReleaseGuard: " + line.Substring(0, colon);
        string look = result.Verdict switch { Verdict.Pass => "pass", Verdict.Fail => "fail", _ => "open" };

        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '{HtmlReportAssets.ScriptHash}'\">\n");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        output.Write($"<title>{Escape(title)}</title>\n<style>{HtmlReportAssets.Style}</style>\n</head>\n<body>\n");
        output.Write($"<header class=\"{look}\">\n<h1>{Escape(title)}</h1>\n<p>{Escape(line.Substring(colon + 2))}.</p>\n");
        if (result.Policy is not null)
            output.Write($"<p class=\"quiet\">Policy {Escape(result.Policy.Path)}, SHA-256 <code>{Escape(result.Policy.Sha256)}</code></p>\n");
        output.Write("</header>\n<main>\n");
        WriteComponents(findings, output);
        WriteFindings(findings, output);
        WriteSkipped(result.Skipped, output);
        string residue = result.Inspected.Residue is ResidueCheck check ? Escape(check.Statement) + " " : "";
        output.Write($"</main>\n<footer class=\"quiet\">{residue}Written by {ToolIdentity.Name} {Escape(ToolIdentity.Version)}.</footer>\n<script>{HtmlReportAssets.Script}</script>\n</body>\n</html>\n");
    }

    private static void WriteComponents(List<Finding> findings, TextWriter output)
    {
        List<IGrouping<string, Finding>> components =
        [
            .. findings.Where(finding => finding.Component is not null).GroupBy(finding => finding.Component!, StringComparer.Ordinal)
                .OrderByDescending(component => component.Count()).ThenBy(component => component.Key, StringComparer.Ordinal),
        ];
        if (components.Count == 0)
            return;

        output.Write("<section aria-labelledby=\"components\">\n<h2 id=\"components\">Components</h2>\n<div class=\"wide\"><table>\n");
        output.Write("<thead><tr><th scope=\"col\">component</th><th scope=\"col\" class=\"number\">findings</th><th scope=\"col\">rules</th></tr></thead>\n<tbody>\n");
        foreach (IGrouping<string, Finding> component in components)
        {
            IEnumerable<string> rules = component.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).OrderBy(rule => rule, StringComparer.Ordinal);
            output.Write($"<tr><th scope=\"row\">{Escape(component.Key)}</th><td class=\"number\">{Amounts.Number(component.Count())}</td><td>{Escape(string.Join(", ", rules))}</td></tr>\n");
        }

        output.Write("</tbody>\n</table></div>\n</section>\n");
    }

    private static void WriteFindings(List<Finding> findings, TextWriter output)
    {
        output.Write("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
        if (findings.Count == 0)
        {
            output.Write("<p>There are none.</p>\n</section>\n");
            return;
        }

        output.Write("<form class=\"filter\" role=\"search\"><label for=\"words\">Show findings with</label> <input id=\"words\" type=\"search\" autocomplete=\"off\">\n");
        output.Write("<label for=\"severity\">of severity</label> <select id=\"severity\"><option value=\"\">any</option><option>error</option><option>warning</option><option>info</option></select>\n");
        output.Write($"<output id=\"shown\" for=\"words severity\">{Amounts.Count(findings.Count, "finding")}</output></form>\n");
        output.Write("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">severity</th><th scope=\"col\">rule</th><th scope=\"col\">where</th><th scope=\"col\">what</th></tr></thead>\n<tbody id=\"rows\">\n");
        foreach (Finding finding in findings)
        {
            string severity = FindingText.Severity(finding.Severity);
            string place = FindingText.PlaceInFile(finding.Location);
            output.Write($"<tr data-severity=\"{severity}\"><td><span class=\"{severity}\">{severity}</span></td><td>{Rule(finding.RuleId)}</td>");
            output.Write($"<td><b>{Escape(finding.Location.File ?? "")}</b>{(place.Length > 0 ? "<br>" + Escape(place) : "")}</td><td>{Escape(finding.Message)}</td></tr>\n");
        }

        output.Write("</tbody>\n</table></div>\n</section>\n");
    }

    private static void WriteSkipped(IReadOnlyList<SkippedItem> skipped, TextWriter output)
    {
        if (skipped.Count == 0)
            return;

        output.Write("<section aria-labelledby=\"skipped\">\n<h2 id=\"skipped\">Not read</h2>\n<p>What was not read is not passed.</p>\n<ul>\n");
        foreach (SkippedItem item in skipped)
            output.Write($"<li><b>{Escape(item.Path)}</b>: {Escape(item.Reason)}</li>\n");
        output.Write("</ul>\n</section>\n");
    }

    private static string Rule(string id) => RuleCatalog.Find(id) is RuleDescription rule
        ? $"<a href=\"{Escape(rule.HelpLink)}\" title=\"{Escape(rule.Title)}\">{Escape(id)}</a>"
        : Escape(id);

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in VisibleText.Escape(text))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
