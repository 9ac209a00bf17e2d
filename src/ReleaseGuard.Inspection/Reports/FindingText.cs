using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>The words that every report for people shares: severities, places, counts and sizes.</summary>
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
            place.Append("line ").Append(Number(line));
        if (location.Column is int column)
            place.Append(", column ").Append(Number(column));
        if (location.Entry is not null)
            Part(place).Append("entry ").Append(VisibleText.Escape(location.Entry));
        if (location.Tensor is not null)
            Part(place).Append("tensor ").Append(VisibleText.Escape(location.Tensor));
        if (location.ByteOffset is long offset)
        {
            Part(place).Append("byte ").Append(Number(offset));
            if (location.ByteLength is long length)
                place.Append(", ").Append(Count(length, "byte"));
        }

        return place.ToString();
    }

    /// <summary>A number with its digits grouped: <c>1,061</c>.</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 file</c>, <c>1,061 tensors</c>.</summary>
    public static string Count(long value, string noun) => Number(value) + " " + (value == 1 ? noun : noun + "s");

    /// <summary>A size as people say it, in powers of 1000 as disks and downloads count: <c>801.4 GB</c>.</summary>
    public static string Bytes(long value) => value < 1000 ? Count(value, "byte") : Scaled(value, ByteUnits);

    /// <summary>A parameter count as people say it: <c>400.7B</c>.</summary>
    public static string Parameters(long value) => value < 1000 ? Number(value) : Scaled(value, ParameterUnits);

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
            parts.Add(Count(errors, "error"));
        if (warnings > 0)
            parts.Add(Count(warnings, "warning"));
        if (infos > 0)
            parts.Add(Count(infos, "note"));
        return parts.Count == 0 ? "no findings" : string.Join(", ", parts);
    }

    private static readonly string[] ByteUnits = [" kB", " MB", " GB", " TB", " PB", " EB"];
    private static readonly string[] ParameterUnits = ["K", "M", "B", "T", "Q"];

    private static string Scaled(long value, string[] units)
    {
        double scaled = value;
        int unit = -1;
        while (scaled >= 999.95 && unit < units.Length - 1)
        {
            scaled /= 1000;
            unit++;
        }

        return scaled.ToString("0.#", CultureInfo.InvariantCulture) + units[unit];
    }

    private static StringBuilder Part(StringBuilder place) => place.Length > 0 ? place.Append(", ") : place;
}
