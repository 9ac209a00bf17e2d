using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// The report for people: findings by file, then what each component comes to, what was not read, and the verdict as the last
/// line, where a terminal and a build log leave the eye.
/// </summary>
public static class TextReport
{
    /// <summary>Writes the report without colour, complete.</summary>
    public static void Write(InspectionResult result, TextWriter output) => Write(result, new PlainReportText(output));

    /// <summary>Writes the report to a surface that may colour it and may ask for long lists to be shortened.</summary>
    public static void Write(InspectionResult result, IReportText text)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        List<Finding> findings = [.. result.Findings.Where(finding => finding.Severity != RuleSeverity.Hidden)];
        foreach (IGrouping<string, Finding> file in findings.GroupBy(finding => finding.Location.File ?? "", StringComparer.Ordinal))
            WriteFile(file.Key, [.. file], text);
        WriteComponents(findings, text);
        WriteSkipped(result, text);
        WriteDrift(result, text);
        WriteExceptions(result, text);
        WriteResidue(result, text);
        WriteVerdict(result, text);
    }

    private static void WriteDrift(InspectionResult result, IReportText text)
    {
        if (result.Drift is not { Comparison.IsSame: false } drift)
            return;
        text.Write("Drift from " + VisibleText.Escape(drift.Manifest), ReportStyle.Strong);
        text.EndLine();
        ManifestText.WriteDrift(drift.Comparison, text);
        text.EndLine();
    }

    private static void WriteExceptions(InspectionResult result, IReportText text)
    {
        if (result.Exceptions.Count == 0)
            return;
        text.Write("Exceptions: " + Amounts.Number(result.Exceptions.Count), ReportStyle.Strong);
        text.EndLine();
        foreach (ExceptionStatus status in result.Exceptions.OrderBy(static status => status.DaysLeft))
        {
            text.Write("  " + VisibleText.Escape(status.Exception.Id) + "  " + VisibleText.Escape(status.Exception.Rule) + "  " + VisibleText.Escape(status.Exception.Component) + "  ");
            text.Write(status.Left, status.DaysLeft < 0 ? ReportStyle.Bad : status.DaysLeft <= 14 ? ReportStyle.Warning : ReportStyle.Plain);
            text.Write(VisibleText.Escape((status.Exception.Ticket is null ? "" : "  " + status.Exception.Ticket) + "  " + status.Exception.Justification), ReportStyle.Muted);
            text.EndLine();
        }

        text.EndLine();
    }

    /// <summary>The one line on residue, where somebody looked.</summary>
    internal static void WriteResidue(InspectionResult result, IReportText text)
    {
        if (result.Inspected.Residue is not ResidueCheck residue)
            return;
        text.Write(residue.Statement, ReportStyle.Muted);
        text.EndLine();
    }

    internal static void WriteVerdict(InspectionResult result, IReportText text)
    {
        (string word, ReportStyle style) = result.Verdict switch
        {
            Verdict.Pass => ("PASS", ReportStyle.Good),
            Verdict.Fail => ("FAIL", ReportStyle.Bad),
            Verdict.Inconclusive => ("INCONCLUSIVE", ReportStyle.Warning),
            _ => ("NOTHING INSPECTED", ReportStyle.Warning),
        };
        text.Write(word, style);
        if (result.Edition.Length > 0)
            text.Write(" edition '" + VisibleText.Escape(result.Edition) + "'", ReportStyle.Strong);
        text.Write(": " + FindingText.Tally(result.Findings));
        InspectedTotals inspected = result.Inspected;
        if (inspected.Excepted > 0)
            text.Write(", " + Amounts.Number(inspected.Excepted) + " allowed by an exception of the policy", ReportStyle.Warning);
        if (inspected.Baselined > 0)
            text.Write(", " + Amounts.Number(inspected.Baselined) + " old and accepted by the baseline", ReportStyle.Warning);
        if (inspected.Files > 0)
        {
            text.Write("; inspected " + Amounts.Count(inspected.Files, "file") + ", " + Amounts.Bytes(inspected.Bytes), ReportStyle.Muted);
            if (inspected.Tensors > 0)
                text.Write(", " + Amounts.Count(inspected.Tensors, "tensor") + ", " + Amounts.Parameters(inspected.Parameters) + " parameters", ReportStyle.Muted);
        }

        text.EndLine();
    }

    private static void WriteFile(string file, List<Finding> findings, IReportText text)
    {
        text.Write(file.Length == 0 ? "(no file)" : VisibleText.Escape(file), ReportStyle.Strong);
        text.EndLine();
        foreach (IGrouping<(string RuleId, string? Component), Finding> kind in findings.GroupBy(finding => (finding.RuleId, finding.Component)))
        {
            int listed = 0;
            int count = kind.Count();
            foreach (Finding finding in kind)
            {
                if (listed++ == text.ListLimit)
                {
                    text.Write("  and " + Amounts.Number(count - text.ListLimit) + " more " + kind.Key.RuleId
                        + " here; a pipe, --output or --format json lists all", ReportStyle.Muted);
                    text.EndLine();
                    break;
                }

                WriteFinding(finding, text);
            }
        }

        text.EndLine();
    }

    private static void WriteFinding(Finding finding, IReportText text)
    {
        text.Write("  ");
        text.Write(FindingText.Severity(finding.Severity), StyleOf(finding.Severity));
        text.Write(" ");
        text.Write(finding.RuleId, ReportStyle.Accent);
        text.Write(": " + VisibleText.Escape(finding.Message));
        text.EndLine();
        string place = FindingText.PlaceInFile(finding.Location);
        if (place.Length > 0)
        {
            text.Write("      " + place, ReportStyle.Muted);
            text.EndLine();
        }
    }

    private static void WriteComponents(List<Finding> findings, IReportText text)
    {
        List<IGrouping<string, Finding>> components =
        [
            .. findings.Where(finding => finding.Component is not null)
                .GroupBy(finding => finding.Component!, StringComparer.Ordinal)
                .OrderByDescending(component => component.Count())
                .ThenBy(component => component.Key, StringComparer.Ordinal),
        ];
        if (components.Count == 0)
            return;

        text.Write("By component", ReportStyle.Strong);
        text.EndLine();
        int width = components.Max(component => component.Key.Length);
        foreach (IGrouping<string, Finding> component in components)
        {
            IEnumerable<string> rules = component.GroupBy(finding => finding.RuleId, StringComparer.Ordinal)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => rule.Key + " x" + Amounts.Number(rule.Count()));
            text.Write("  " + component.Key.PadRight(width) + "  " + Amounts.Count(component.Count(), "finding"));
            text.Write("  " + string.Join(", ", rules), ReportStyle.Muted);
            text.EndLine();
        }

        text.Write("What a rule means: releaseguard explain " + findings[0].RuleId, ReportStyle.Muted);
        text.EndLine();
        text.EndLine();
    }

    private static void WriteSkipped(InspectionResult result, IReportText text)
    {
        if (result.Skipped.Count == 0)
            return;

        text.Write("Not read: " + Amounts.Count(result.Skipped.Count, "item"), ReportStyle.Strong);
        text.EndLine();
        int listed = 0;
        foreach (SkippedItem item in result.Skipped)
        {
            if (listed++ == text.ListLimit)
            {
                text.Write("  and " + Amounts.Number(result.Skipped.Count - text.ListLimit) + " more", ReportStyle.Muted);
                text.EndLine();
                break;
            }

            text.Write("  " + VisibleText.Escape(item.Path) + ": " + VisibleText.Escape(item.Reason));
            text.EndLine();
        }

        text.EndLine();
    }

    internal static ReportStyle StyleOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => ReportStyle.Bad,
        RuleSeverity.Warning => ReportStyle.Warning,
        _ => ReportStyle.Muted,
    };
}
