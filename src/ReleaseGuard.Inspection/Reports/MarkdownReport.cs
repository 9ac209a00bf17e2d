using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>A verdict as Markdown for a pull request: the verdict, what each component comes to, findings by file, what was not read.</summary>
public static class MarkdownReport
{
    // GitHub cuts a comment at 65,536 characters: a report says itself what it leaves out.
    private const int FindingsShown = 150;

    /// <summary>Writes the report.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        MarkdownText markdown = new(output);
        StringWriter verdict = new();
        TextReport.WriteVerdict(result, new PlainReportText(verdict));
        string line = verdict.ToString().TrimEnd();
        int colon = line.IndexOf(':');
        markdown.Heading("ReleaseGuard: " + line.Substring(0, colon));
        markdown.Paragraph(line.Substring(colon + 2) + ".");
        List<Finding> findings = [.. result.Findings.Where(finding => finding.Severity != RuleSeverity.Hidden)];
        List<IGrouping<string, Finding>> components =
        [
            .. findings.Where(finding => finding.Component is not null).GroupBy(finding => finding.Component!, StringComparer.Ordinal)
                .OrderByDescending(component => component.Count()).ThenBy(component => component.Key, StringComparer.Ordinal),
        ];
        if (components.Count > 0)
            markdown.Table(["component", "findings", "rules"], [.. components.Select(Row)]);
        if (findings.Count > 0)
            markdown.Table(["", "rule", "where", "what"], [.. findings.Take(FindingsShown).Select(Row)]);
        if (findings.Count > FindingsShown)
            markdown.Paragraph($"and {Amounts.Number(findings.Count - FindingsShown)} more; the JSON and SARIF reports list all.");
        if (result.Skipped.Count > 0)
            markdown.Table(["not read", "why"], [.. result.Skipped.Take(FindingsShown).Select(item => new[] { item.Path, item.Reason })]);
        if (result.Drift is { Comparison.IsSame: false } drift)
        {
            List<DriftLine> lines = [.. ManifestText.Lines(drift.Comparison)];
            markdown.Folded("Drift from " + drift.Manifest, lines.Count, lines.Take(FindingsShown).Select(static line => (line.Kind switch { DifferenceKind.Added => "+ ", DifferenceKind.Removed => "- ", _ => "! " }) + line.Text));
        }

        if (result.Inspected.Residue is ResidueCheck residue)
            markdown.Paragraph(residue.Statement);
        if (result.Policy is not null)
            markdown.Paragraph("Policy " + result.Policy.Path + ", SHA-256 " + result.Policy.Sha256);
    }

    private static string[] Row(IGrouping<string, Finding> component) =>
    [
        component.Key,
        Amounts.Number(component.Count()),
        string.Join(", ", component.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).OrderBy(rule => rule, StringComparer.Ordinal)),
    ];

    private static string[] Row(Finding finding)
    {
        string place = FindingText.PlaceInFile(finding.Location);
        return [FindingText.Severity(finding.Severity), finding.RuleId, (finding.Location.File ?? "") + (place.Length > 0 ? ", " + place : ""), finding.Message];
    }
}
