using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// A verdict as JUnit XML, for the test tab of a build server: an error is a failed case, a warning a passed one with output, what was
/// not read an errored one; a clean release is one case that passed, because a suite without cases looks like one that never ran.
/// </summary>
public static class JunitReport
{
    /// <summary>Writes one suite.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        List<Finding> findings = [.. result.Findings.Where(finding => finding.Severity != RuleSeverity.Hidden)];
        bool isBare = findings.Count + result.Skipped.Count == 0;
        bool bareFails = isBare && result.Verdict != Verdict.Pass;
        int failures = findings.Count(finding => finding.Severity == RuleSeverity.Error);
        string suite = result.Edition.Length == 0 ? "releaseguard" : "releaseguard." + result.Edition;
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        output.Write($"<testsuites><testsuite name=\"{Escape(suite)}\" tests=\"{(isBare ? 1 : findings.Count + result.Skipped.Count)}\" failures=\"{failures}\" errors=\"{result.Skipped.Count + (bareFails ? 1 : 0)}\">\n");
        if (isBare)
        {
            output.Write(bareFails
                ? $"<testcase classname=\"{Escape(suite)}\" name=\"verdict\"><error message=\"{FindingText.Verdict(result.Verdict)}\"/></testcase>\n"
                : $"<testcase classname=\"{Escape(suite)}\" name=\"verdict\"/>\n");
        }

        foreach (Finding finding in findings)
        {
            string message = finding.RuleId + ": " + finding.Message;
            output.Write($"<testcase classname=\"{Escape(finding.Location.File ?? suite)}\" name=\"{Escape(finding.Key)}\"");
            output.Write(finding.Severity == RuleSeverity.Error
                ? $"><failure type=\"{Escape(finding.RuleId)}\" message=\"{Escape(message)}\">{Escape(FindingText.PlaceInFile(finding.Location))}</failure></testcase>\n"
                : $"><system-out>{Escape(FindingText.Severity(finding.Severity) + " " + message)}</system-out></testcase>\n");
        }

        foreach (SkippedItem item in result.Skipped)
            output.Write($"<testcase classname=\"{Escape(item.Path)}\" name=\"read\"><error message=\"{Escape("not read: " + item.Reason)}\"/></testcase>\n");
        if (result.Inspected.Residue is ResidueCheck residue)
            output.Write($"<system-out>{Escape(residue.Statement)}</system-out>\n");
        output.Write("</testsuite></testsuites>\n");
    }

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
                '\ufffe' or '\uffff' => escaped.Append('?'), // No XML 1.0 character (section 2.2).
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
