using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>Two releases side by side as one HTML file: what is given away, totals as bars, and every difference with a filter.</summary>
public static class HtmlDifferenceReport
{
    private const int MaxTotals = 60;

    /// <summary>Writes the whole page.</summary>
    public static void Write(ReleaseDifference difference, TextWriter output)
    {
        if (difference is null)
            throw new ArgumentNullException(nameof(difference));
        if (output is null)
            throw new ArgumentNullException(nameof(output));

        HtmlPage page = new(output);
        List<(string Id, string Name, Action Write)> sections =
        [
            ("totals", "Parameters by module", () => WriteTotals(page, "module", difference.ByModule)),
            ("dtypes", "Parameters by dtype", () => WriteTotals(page, "dtype", difference.ByDtype)),
            ("sizes", "Parameters by file", () => WriteTotals(page, "file", difference.ByFile)),
            ("tensors", "Tensors", () => WriteList(page, "tensor", "tensors", [.. difference.Tensors.Select(static tensor => (tensor.Kind, (tensor.After ?? tensor.Before)!.File, DifferenceReport.Line(tensor)))])),
            ("files", "Files", () => WriteList(page, "file", "files", [.. difference.Files.Select(static file => (file.Kind, System.IO.Path.GetDirectoryName(file.Path) is { Length: > 0 } folder ? folder : ".", DifferenceReport.Line(file)))])),
            ("api", "Assemblies and public API", () => WriteList(page, "api", "changes of assemblies", [.. difference.Assemblies.SelectMany(AssemblyLines)])),
            ("documents", "Documents", () => WriteList(page, "document", "changes of documents", [.. difference.Documents.SelectMany(DocumentLines)])),
        ];
        string before = $"before: {difference.Before.Path}: {Amounts.Count(difference.Before.Files.Count, "file")}, {Amounts.Count(difference.Total.TensorsBefore, "tensor")}, {Amounts.Parameters(difference.Total.ParametersBefore)} parameters";
        string after = $"after: {difference.After.Path}: {Amounts.Count(difference.After.Files.Count, "file")}, {Amounts.Count(difference.Total.TensorsAfter, "tensor")}, {Amounts.Parameters(difference.Total.ParametersAfter)} parameters";
        page.Begin("ReleaseGuard: release difference", "open", [DifferenceReport.Conclusion(difference), before, after], sections.Select(static section => (section.Id, section.Name)));
        foreach ((string id, string name, Action write) in sections)
        {
            page.BeginSection(id, name);
            write();
            page.EndSection();
        }

        List<SkippedItem> skipped = [.. difference.Before.Skipped, .. difference.After.Skipped];
        page.End((skipped.Count == 0 ? "" : "Not read: " + string.Join("; ", skipped.Take(20).Select(static item => item.Path + ": " + item.Reason)) + ". ")
            + (difference.ComparedContent ? "Content was compared." : "Content was not compared: changed weights and renamed tensors are seen with --content full."));
    }

    private static void WriteTotals(HtmlPage page, string name, IReadOnlyList<TotalsRow> rows)
    {
        if (rows.Count == 0)
        {
            page.Paragraph("There is no tensor.");
            return;
        }

        long most = rows.Max(static row => Math.Max(row.ParametersBefore, row.ParametersAfter));
        page.Table(
            "Parameters by " + name,
            [name, "before", "after", "tensors before", "tensors after", "bytes before", "bytes after"],
            rows.Take(MaxTotals).Select(row => (IReadOnlyList<string>)
            [
                HtmlPage.Escape(row.Name.Length == 0 ? "(not told)" : row.Name),
                HtmlPage.Bar(row.ParametersBefore, most),
                HtmlPage.Bar(row.ParametersAfter, most),
                Amounts.Number(row.TensorsBefore),
                Amounts.Number(row.TensorsAfter),
                Amounts.Bytes(row.BytesBefore),
                Amounts.Bytes(row.BytesAfter),
            ]));
        if (rows.Count > MaxTotals)
            page.Paragraph($"and {Amounts.Number(rows.Count - MaxTotals)} smaller; the JSON report lists all.");
    }

    private static void WriteList(HtmlPage page, string id, string what, List<(DifferenceKind Kind, string Where, string Line)> lines)
    {
        if (lines.Count == 0)
        {
            page.Paragraph("No difference.");
            return;
        }

        page.List(
            id,
            what,
            "kind",
            [.. lines.Select(static line => DifferenceReport.Word(line.Kind)).Distinct(StringComparer.Ordinal)],
            ["kind", "in", "what"],
            lines.Select(static line => (IReadOnlyList<string>)[DifferenceReport.Word(line.Kind), line.Where, line.Line]),
            lines.Count);
    }

    private static IEnumerable<(DifferenceKind, string, string)> AssemblyLines(AssemblyDifference assembly) =>
    [
        (assembly.Kind, assembly.Name, DifferenceReport.Line(assembly)),
        .. assembly.AddedApi.Select(id => (DifferenceKind.Added, assembly.Name, id)),
        .. assembly.RemovedApi.Select(id => (DifferenceKind.Removed, assembly.Name, id)),
    ];

    private static IEnumerable<(DifferenceKind, string, string)> DocumentLines(DocumentDifference document) =>
    [
        (document.Kind, document.Path, DifferenceReport.Line(document)),
        .. document.Changes.Select(change => (change.IsAdded ? DifferenceKind.Added : DifferenceKind.Removed, document.Path + ":" + change.Line, change.Text)),
    ];
}
