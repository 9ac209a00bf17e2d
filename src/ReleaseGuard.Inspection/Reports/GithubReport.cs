using System;
using System.IO;
using System.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>
/// Findings as GitHub Actions workflow commands, which become annotations of the commit; then the verdict as an ordinary line.
/// Data is escaped as the runner's toolkit does it, so a hostile name can neither end a command nor begin another.
/// </summary>
public static class GithubReport
{
    /// <summary>Writes one command a finding and the verdict.</summary>
    public static void Write(InspectionResult result, TextWriter output)
    {
        if (result is null)
            throw new ArgumentNullException(nameof(result));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        foreach (Finding finding in result.Findings)
            if (finding.Severity != RuleSeverity.Hidden)
                output.Write(Command(finding) + "\n");
        foreach (SkippedItem item in result.Skipped)
            output.Write("::warning title=" + Property("not read") + "::" + Data(item.Path + ": " + item.Reason) + "\n");
        PlainReportText text = new(output);
        TextReport.WriteResidue(result, text);
        TextReport.WriteVerdict(result, text);
    }

    private static string Command(Finding finding)
    {
        FindingLocation location = finding.Location;
        StringBuilder command = new();
        command.Append("::").Append(finding.Severity switch
        {
            RuleSeverity.Error => "error",
            RuleSeverity.Warning => "warning",
            _ => "notice",
        });
        command.Append(' ');
        if (location.File is not null)
        {
            command.Append("file=").Append(Property(location.File)).Append(',');
            if (location.Line is int line)
                command.Append("line=").Append(line).Append(',');
            if (location.Column is int column)
                command.Append("col=").Append(column).Append(',');
        }

        command.Append("title=").Append(Property(finding.RuleId)).Append("::");
        if (location.Entry is not null)
            command.Append(Data(location.Entry)).Append(": ");
        return command.Append(Data(finding.Message)).ToString();
    }

    private static string Data(string value) =>
        VisibleText.Escape(value).Replace("%", "%25");

    private static string Property(string value) =>
        Data(value).Replace(":", "%3A").Replace(",", "%2C");
}
