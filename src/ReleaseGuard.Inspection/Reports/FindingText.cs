using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The words that every report for people shares: severities, places and tallies.</summary>
internal static class FindingText
{
    public static string Severity(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        RuleSeverity.Info => "info",
        _ => "hidden",
    };

    public static string Verdict(Verdict verdict) => verdict switch
    {
        Inspection.Verdict.Pass => "pass",
        Inspection.Verdict.Fail => "fail",
        Inspection.Verdict.Inconclusive => "inconclusive",
        _ => "nothing-inspected",
    };

    /// <summary>Where inside its file a finding is, on one line; empty when the file is all that is known.</summary>
    public static string PlaceInFile(FindingLocation location)
    {
        StringBuilder place = new();
        if (location.Line is int line)
            place.Append("line ").Append(Amounts.Number(line));
        if (location.Column is int column)
            place.Append(", column ").Append(Amounts.Number(column));
        if (location.Entry is not null)
            Part(place).Append("entry ").Append(VisibleText.Escape(location.Entry));
        if (location.Tensor is not null)
            Part(place).Append("tensor ").Append(VisibleText.Escape(location.Tensor));
        if (location.ByteOffset is long offset)
        {
            Part(place).Append("byte ").Append(Amounts.Number(offset));
            if (location.ByteLength is long length)
                place.Append(", ").Append(Amounts.Count(length, "byte"));
        }

        return place.ToString();
    }

    public static string Tally(IReadOnlyList<Finding> findings)
    {
        int errors = 0, warnings = 0, infos = 0;
        foreach (Finding finding in findings)
        {
            switch (finding.Severity)
            {
                case RuleSeverity.Error: errors++; break;
                case RuleSeverity.Warning: warnings++; break;
                case RuleSeverity.Info: infos++; break;
            }
        }

        List<string> parts = [];
        if (errors > 0)
            parts.Add(Amounts.Count(errors, "error"));
        if (warnings > 0)
            parts.Add(Amounts.Count(warnings, "warning"));
        if (infos > 0)
            parts.Add(Amounts.Count(infos, "note"));
        return parts.Count == 0 ? "no findings" : string.Join(", ", parts);
    }

    private static StringBuilder Part(StringBuilder place) => place.Length > 0 ? place.Append(", ") : place;
}
