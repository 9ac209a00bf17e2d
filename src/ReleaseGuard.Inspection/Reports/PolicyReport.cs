using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>What is wrong with a policy: as compilers write it, with the line meant and a caret under it, or as a verdict for the machine forms.</summary>
public static class PolicyReport
{
    private const int ExcerptWidth = 140;

    /// <summary>Writes every problem; <paramref name="texts"/> gives the text of a file by its path, where it is at hand.</summary>
    public static void Write(IReadOnlyList<PolicyProblem> problems, IReadOnlyDictionary<string, string> texts, IReportText text)
    {
        if (problems is null)
            throw new ArgumentNullException(nameof(problems));
        if (texts is null)
            throw new ArgumentNullException(nameof(texts));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        foreach (PolicyProblem problem in problems)
        {
            if (problem.Severity == RuleSeverity.Hidden)
                continue;
            PolicyLocation place = problem.Location;
            text.Write(VisibleText.Escape(place.ToString()) + ": ", ReportStyle.Strong);
            text.Write(FindingText.Severity(problem.Severity), TextReport.StyleOf(problem.Severity));
            text.Write(" ");
            text.Write(problem.RuleId, ReportStyle.Accent);
            text.Write(": " + VisibleText.Escape(problem.Message));
            text.EndLine();
            if (texts.TryGetValue(place.Path, out string? source))
                WriteExcerpt(place, source, text);
        }
    }

    /// <summary>Writes one line that says whether the policy stands, and what it holds.</summary>
    public static void WriteVerdict(string path, PolicyFileResult opened, IReportText text)
    {
        if (opened is null)
            throw new ArgumentNullException(nameof(opened));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        InspectionResult result = AsResult(opened);
        if (result.Verdict == Verdict.Pass)
            text.Write("PASS", ReportStyle.Good);
        else
            text.Write("FAIL", ReportStyle.Bad);
        text.Write(" " + VisibleText.Escape(path) + ": " + FindingText.Tally(result.Findings));
        if (opened.Policy is EditionPolicy policy)
        {
            text.Write(
                "; " + Amounts.Count(policy.Editions.Count, "edition") + ", " + Amounts.Count(policy.Components.Count, "component")
                + ", " + Amounts.Count(policy.Exceptions.Count, "exception"),
                ReportStyle.Muted);
        }

        text.EndLine();
    }

    /// <summary>The problems as findings of a verdict without an edition, for the forms that audits are written in; <paramref name="bytes"/> is the size of the file.</summary>
    public static InspectionResult AsResult(PolicyFileResult opened, long bytes = 0)
    {
        if (opened is null)
            throw new ArgumentNullException(nameof(opened));

        bool fails = opened.Policy is null || opened.Problems.Any(problem => problem.Severity == RuleSeverity.Error);
        return new InspectionResult(fails ? Verdict.Fail : Verdict.Pass, "", opened.Identity, PolicyFindings.Of(opened.Problems), new InspectedTotals(1, bytes, 0, 0), []);
    }

    private static void WriteExcerpt(PolicyLocation place, string source, IReportText text)
    {
        string? line = Line(source, place.Line);
        if (line is null || place.Column < 1 || place.Column > line.Length + 1)
            return;

        int from = Math.Max(0, place.Column - 1 - (ExcerptWidth / 2));
        int shown = Math.Min(line.Length - from, ExcerptWidth);
        int caret = place.Column - 1 - from;
        int length = place.EndLine == place.Line ? place.EndColumn - place.Column : line.Length - place.Column + 1;
        string margin = Amounts.Number(place.Line).Replace(",", "").PadLeft(6);
        text.Write(margin + " | ", ReportStyle.Muted);
        text.Write(OneCellEach(line.Substring(from, shown)));
        text.EndLine();
        text.Write(new string(' ', margin.Length) + " | ", ReportStyle.Muted);
        text.Write(new string(' ', caret) + new string('^', Math.Max(1, Math.Min(length, shown - caret))), ReportStyle.Bad);
        text.EndLine();
    }

    private static string? Line(string source, int number)
    {
        int start = 0;
        for (int line = 1; line < number; line++)
        {
            int end = source.IndexOfAny(['\n', '\r'], start);
            if (end < 0)
                return null;
            start = source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n' ? end + 2 : end + 1;
        }

        int stop = source.IndexOfAny(['\n', '\r'], start);
        return source.Substring(start, (stop < 0 ? source.Length : stop) - start);
    }

    // The caret stands under its character only if each takes one cell: tabs and unprintable characters become a blank or a mark.
    private static string OneCellEach(string line)
    {
        char[] cells = line.ToCharArray();
        for (int index = 0; index < cells.Length; index++)
        {
            if (cells[index] == '\t')
                cells[index] = ' ';
            else if (!char.IsSurrogate(cells[index]) && VisibleText.Escape(cells[index].ToString()).Length > 1)
                cells[index] = '?';
        }

        return VisibleText.Escape(new string(cells));
    }
}
