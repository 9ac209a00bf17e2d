using System;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Fixing.Reports;

/// <summary>What a fix did, for people: the diff, what is mended, what stays and why. And for scripts: <c>releaseguard/fix/1</c>.</summary>
public static class FixReport
{
    private const string Schema = "releaseguard/fix/1";

    /// <summary>Writes the report for people.</summary>
    /// <param name="result">What was done.</param>
    /// <param name="text">Where it is written.</param>
    public static void Write(FixResult result, IReportText text)
    {
        foreach (var change in result.Changes)
        {
            foreach (var line in change.Diff.TrimEnd('\n').Split('\n'))
            {
                text.Write(VisibleText.Escape(line), StyleOf(line));
                text.EndLine();
            }
        }

        if (result.Changes.Count > 0) text.EndLine();
        foreach (var finding in result.Fixed) Line(text, result.IsDryRun ? "would fix" : "fixed", ReportStyle.Good, finding, null);
        foreach (var left in result.Unfixed) Line(text, "not fixed", ReportStyle.Bad, left.Finding, left.Why);
        foreach (var unread in result.Unread)
        {
            text.Write("not read ", ReportStyle.Warning);
            text.Write(VisibleText.Escape(unread));
            text.EndLine();
        }

        text.Write(Verdict(result), result.Verdict == Inspection.Verdict.Pass ? ReportStyle.Good : ReportStyle.Bad);
        text.EndLine();
    }

    /// <summary>Writes the report as JSON; its schema is <c>fix-1</c>.</summary>
    /// <param name="result">What was done.</param>
    /// <param name="output">Where it is written.</param>
    public static void WriteJson(FixResult result, TextWriter output)
    {
        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.Field("verdict", FindingText.Verdict(result.Verdict));
        json.Field("edition", result.Edition);
        json.Field("dryRun", result.IsDryRun);
        json.BeginArray("fixed");
        foreach (var finding in result.Fixed) Write(json, finding, null);
        json.End();
        json.BeginArray("unfixed");
        foreach (var left in result.Unfixed) Write(json, left.Finding, left.Why);
        json.End();
        json.BeginArray("changes");
        foreach (var change in result.Changes)
        {
            json.BeginObject(inline: true);
            json.Field("file", change.File);
            json.Field("removed", change.IsRemoval ? true : null);
            json.Field("diff", change.Diff);
            json.End();
        }

        json.End();
        json.BeginArray("unread");
        foreach (var unread in result.Unread) json.Element(unread);
        json.End();
        json.Field("inspected", (long)result.Inspected);
        json.End();
    }

    private static void Write(JsonTextWriter json, Finding finding, string? why)
    {
        json.BeginObject(inline: true);
        json.Field("ruleId", finding.RuleId);
        json.Field("severity", FindingText.Severity(finding.Severity));
        json.Field("component", finding.Component);
        json.Field("file", finding.Location.File);
        json.Field("line", finding.Location.Line);
        json.Field("column", finding.Location.Column);
        json.Field("message", finding.Message);
        json.Field("why", why);
        json.Field("key", finding.Key);
        json.End();
    }

    private static void Line(IReportText text, string word, ReportStyle style, Finding finding, string? why)
    {
        text.Write(word + " ", style);
        text.Write(finding.RuleId, ReportStyle.Accent);
        var place = FindingText.PlaceInFile(finding.Location);
        text.Write($" {VisibleText.Escape(finding.Location.File ?? "")}{(place.Length == 0 ? "" : " " + place)}: ", ReportStyle.Muted);
        text.Write(VisibleText.Escape(finding.Message));
        text.EndLine();
        if (why is null) return;
        text.Write("          " + VisibleText.Escape(why), ReportStyle.Muted);
        text.EndLine();
    }

    private static string Verdict(FixResult result)
    {
        if (result.Inspected == 0 && result.Unread.Count == 0) return "Nothing was found to fix: neither a project nor a file of a release.";
        var did = result.IsDryRun ? "Would fix" : "Fixed";
        var removed = result.Changes.Count(static change => change.IsRemoval);
        var files = Amounts.Count(result.Changes.Count, "file") + (removed == 0 ? "" : $" ({Amounts.Number(removed)} removed)");
        var head = result.Fixed.Count + result.Unfixed.Count == 0 ? "Nothing to fix." : $"{did} {Amounts.Count(result.Fixed.Count, "finding")} in {files} for edition '{result.Edition}'.";
        var left = result.Unfixed.Count == 0 ? "" : $" {Amounts.Count(result.Unfixed.Count, "finding")} left.";
        return head + left + (result.Unread.Count == 0 ? "" : $" {Amounts.Count(result.Unread.Count, "thing")} not read: nothing is known of them.");
    }

    private static ReportStyle StyleOf(string line) =>
        line.StartsWith("---", StringComparison.Ordinal) || line.StartsWith("+++", StringComparison.Ordinal) ? ReportStyle.Strong
        : line.StartsWith("@@", StringComparison.Ordinal) ? ReportStyle.Accent
        : line.StartsWith('+') ? ReportStyle.Good
        : line.StartsWith('-') ? ReportStyle.Bad
        : ReportStyle.Plain;
}
