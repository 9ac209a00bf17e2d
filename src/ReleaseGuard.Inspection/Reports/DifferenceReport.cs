using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>Two releases side by side: complete for machines (<c>releaseguard/diff/1</c>), as lines with +, - and ~ for people, as Markdown for a pull request.</summary>
public static class DifferenceReport
{
    /// <summary>Name and version of the machine form; its schema is docs/schemas/diff-1.schema.json.</summary>
    public const string Schema = "releaseguard/diff/1";

    private const int MarkdownLines = 200;

    /// <summary>Writes the machine form.</summary>
    public static void WriteJson(ReleaseDifference difference, TextWriter output)
    {
        if (difference is null)
            throw new ArgumentNullException(nameof(difference));

        DifferenceJson.Write(difference, new JsonTextWriter(output));
    }

    /// <summary>Writes the report for people.</summary>
    public static void WriteText(ReleaseDifference difference, IReportText text)
    {
        if (difference is null)
            throw new ArgumentNullException(nameof(difference));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        text.Write("- ", ReportStyle.Bad);
        text.Write(Summary(difference.Before, difference.Total.TensorsBefore, difference.Total.ParametersBefore));
        text.EndLine();
        text.Write("+ ", ReportStyle.Good);
        text.Write(Summary(difference.After, difference.Total.TensorsAfter, difference.Total.ParametersAfter));
        text.EndLine();
        WriteLines(text, "Tensors", [.. difference.Tensors.Select(tensor => (tensor.Kind, Line(tensor)))]);
        WriteLines(text, "Files", [.. difference.Files.Select(file => (file.Kind, Line(file)))]);
        WriteLines(text, "Assemblies", [.. difference.Assemblies.Select(assembly => (assembly.Kind, Line(assembly)))]);
        WriteLines(text, "Public API", [.. difference.Assemblies.SelectMany(ApiLines)]);
        WriteLines(text, "Documents", [.. difference.Documents.Select(document => (document.Kind, Line(document)))]);
        foreach (DocumentDifference document in difference.Documents.Where(static document => document.Changes.Count > 0))
            WriteLines(text, VisibleText.Escape(document.Path), [.. document.Changes.Select(static change => (change.IsAdded ? DifferenceKind.Added : DifferenceKind.Removed, VisibleText.Escape(change.Text)))], inOrder: true);
        WriteTable(text, "By dtype", difference.ByDtype);
        WriteTable(text, "By module", difference.ByModule);
        WriteTable(text, "By file", difference.ByFile);
        foreach (SkippedItem item in difference.Before.Skipped.Concat(difference.After.Skipped))
        {
            text.Write("not read: ", ReportStyle.Warning);
            text.Write(VisibleText.Escape(item.Path) + ": " + VisibleText.Escape(item.Reason));
            text.EndLine();
        }

        text.EndLine();
        text.Write(Conclusion(difference), difference.IsSame ? ReportStyle.Good : ReportStyle.Strong);
        text.EndLine();
        if (!difference.ComparedContent)
        {
            text.Write("Content was not compared: changed weights and renamed tensors are seen with --content full.", ReportStyle.Muted);
            text.EndLine();
        }
    }

    /// <summary>Writes Markdown for a pull request: totals first, then what differs, folded away where it is long.</summary>
    public static void WriteMarkdown(ReleaseDifference difference, TextWriter output)
    {
        if (difference is null)
            throw new ArgumentNullException(nameof(difference));

        MarkdownText markdown = new(output);
        markdown.Heading("Release difference");
        markdown.Paragraph(Conclusion(difference));
        markdown.Table(
            ["", "files", "tensors", "parameters"],
            [
                ["before: " + difference.Before.Path, Amounts.Number(difference.Before.Files.Count), Amounts.Number(difference.Total.TensorsBefore), Amounts.Parameters(difference.Total.ParametersBefore)],
                ["after: " + difference.After.Path, Amounts.Number(difference.After.Files.Count), Amounts.Number(difference.Total.TensorsAfter), Amounts.Parameters(difference.Total.ParametersAfter)],
            ]);
        markdown.Folded("Tensors", difference.Tensors.Count, difference.Tensors.Take(MarkdownLines).Select(tensor => Mark(tensor.Kind) + " " + Line(tensor)));
        markdown.Folded("Files", difference.Files.Count, difference.Files.Take(MarkdownLines).Select(file => Mark(file.Kind) + " " + Line(file)));
        List<(DifferenceKind Kind, string Line)> api = [.. difference.Assemblies.SelectMany(ApiLines)];
        markdown.Folded("Public API", api.Count, api.Take(MarkdownLines).Select(line => Mark(line.Kind) + " " + line.Line));
        foreach (DocumentDifference document in difference.Documents.Where(static document => document.Changes.Count > 0))
            markdown.Folded("Document " + Line(document), document.Changes.Count, document.Changes.Take(MarkdownLines).Select(static change => (change.IsAdded ? "+ " : "- ") + change.Text));
        markdown.Folded("Documents", difference.Documents.Count, difference.Documents.Take(MarkdownLines).Select(document => Mark(document.Kind) + " " + Line(document)));
        markdown.Folded("Assemblies", difference.Assemblies.Count, difference.Assemblies.Take(MarkdownLines).Select(assembly => Mark(assembly.Kind) + " " + Line(assembly)));
        foreach ((string title, IReadOnlyList<TotalsRow> rows) in new[] { ("By module", difference.ByModule), ("By dtype", difference.ByDtype) })
        {
            if (rows.Count == 0)
                continue;
            markdown.Heading(title, 3);
            markdown.Table(
                ["", "parameters before", "after", "bytes before", "after"],
                [.. rows.Take(MarkdownLines).Select(row => new[] { row.Name, Amounts.Parameters(row.ParametersBefore), Amounts.Parameters(row.ParametersAfter), Amounts.Bytes(row.BytesBefore), Amounts.Bytes(row.BytesAfter) })]);
        }

        foreach (SkippedItem item in difference.Before.Skipped.Concat(difference.After.Skipped))
            markdown.Paragraph("Not read: " + item.Path + ": " + item.Reason);
    }

    private static void WriteLines(IReportText text, string title, IReadOnlyList<(DifferenceKind Kind, string Line)> lines, bool inOrder = false)
    {
        if (lines.Count == 0)
            return;
        text.EndLine();
        text.Write(title, ReportStyle.Strong);
        text.EndLine();
        foreach (List<(DifferenceKind Kind, string Line)> kind in inOrder ? [[.. lines]] : lines.GroupBy(line => line.Kind).Select(static group => group.ToList()))
        {
            foreach ((DifferenceKind key, string line) in kind.Take(text.ListLimit))
            {
                text.Write("  " + Mark(key) + " ", key == DifferenceKind.Added ? ReportStyle.Good : key == DifferenceKind.Removed ? ReportStyle.Bad : ReportStyle.Warning);
                text.Write(line);
                text.EndLine();
            }

            if (kind.Count > text.ListLimit)
            {
                text.Write($"  and {Amounts.Number(kind.Count - text.ListLimit)} more{(inOrder ? "" : " " + Word(kind[0].Kind))}; a pipe, --output or --format json lists all", ReportStyle.Muted);
                text.EndLine();
            }
        }
    }

    private static void WriteTable(IReportText text, string title, IReadOnlyList<TotalsRow> rows)
    {
        if (rows.Count == 0)
            return;
        text.EndLine();
        text.Write(title + ", parameters", ReportStyle.Strong);
        text.EndLine();
        List<TotalsRow> shown = [.. rows.Take(text.ListLimit)];
        int width = shown.Max(row => VisibleText.Escape(row.Name).Length);
        foreach (TotalsRow row in shown)
        {
            text.Write("  " + VisibleText.Escape(row.Name).PadRight(width) + "  ");
            text.Write(Amounts.Parameters(row.ParametersBefore).PadLeft(7) + " -> " + Amounts.Parameters(row.ParametersAfter).PadLeft(7), row.IsSame ? ReportStyle.Muted : ReportStyle.Plain);
            text.Write("  " + Amounts.Number(row.TensorsBefore) + " -> " + Amounts.Count(row.TensorsAfter, "tensor"), ReportStyle.Muted);
            text.EndLine();
        }

        if (rows.Count > shown.Count)
        {
            text.Write("  and " + Amounts.Number(rows.Count - shown.Count) + " more", ReportStyle.Muted);
            text.EndLine();
        }
    }

    private static string Summary(ReleaseSide side, long tensors, long parameters) =>
        $"{VisibleText.Escape(side.Path)}  {Amounts.Count(side.Files.Count, "file")}, {Amounts.Bytes(Bytes(side))}, {Amounts.Count(tensors, "tensor")}, {Amounts.Parameters(parameters)} parameters";

    internal static string Conclusion(ReleaseDifference difference) =>
        difference.IsSame
            ? $"No difference: {Amounts.Count(difference.SameTensors, "tensor")}, {Amounts.Count(difference.SameFiles, "file")}."
            : $"{Amounts.Count(difference.Tensors.Count, "tensor")} differ{(difference.Tensors.Count == 1 ? "s" : "")}, {Amounts.Number(difference.SameTensors)} are the same; "
                + $"{Amounts.Count(difference.Files.Count, "file")} differ{(difference.Files.Count == 1 ? "s" : "")}, {Amounts.Number(difference.SameFiles)} are the same.{Share(difference)}";

    /// <summary>What the smaller release gives away of the fuller one: what is the same in both, and what may be in part.</summary>
    private static string Share(ReleaseDifference difference)
    {
        if (difference.Exposure is not Exposure exposure)
            return "";
        (string less, string full) = exposure.FullIsFirst ? ("second", "first") : ("first", "second");
        string part = exposure.InPart == 0 ? "" : $", and tensors of another shape or content that are up to {Amounts.Share(exposure.InPart, exposure.FullParameters)} more";
        return $" The {less} exposes {Amounts.Share(exposure.Exposed, exposure.FullParameters)} of the {full}'s parameters ({Amounts.Parameters(exposure.Exposed)} of {Amounts.Parameters(exposure.FullParameters)}){part}.";
    }

    internal static string Line(TensorDifference tensor) => VisibleText.Escape(tensor.Kind switch
    {
        DifferenceKind.Added => tensor.Name + "  " + Describe(tensor.After!),
        DifferenceKind.Removed => tensor.Name + "  " + Describe(tensor.Before!),
        DifferenceKind.Renamed => tensor.Name + " -> " + tensor.After!.Name + "  same content",
        DifferenceKind.Reshaped => tensor.Name + "  " + Describe(tensor.Before!) + " -> " + Describe(tensor.After!),
        DifferenceKind.Recast or DifferenceKind.Requantised => tensor.Name + "  " + tensor.Before!.Dtype + " -> " + tensor.After!.Dtype,
        DifferenceKind.Changed => tensor.Name + "  other content",
        _ => tensor.Name + "  " + tensor.Before!.File + " -> " + tensor.After!.File,
    });

    internal static string Line(FileDifference file) => VisibleText.Escape(file.Kind switch
    {
        DifferenceKind.Added => file.Path + "  " + Amounts.Bytes(file.BytesAfter ?? 0),
        DifferenceKind.Removed => file.Path + "  " + Amounts.Bytes(file.BytesBefore ?? 0),
        DifferenceKind.Renamed => file.Path + " -> " + file.NewPath + "  same content",
        _ => file.Path + "  " + Amounts.Bytes(file.BytesBefore ?? 0) + " -> " + Amounts.Bytes(file.BytesAfter ?? 0),
    });

    internal static string Line(AssemblyDifference assembly) => VisibleText.Escape(assembly.Name
        + (assembly.AddedReferences.Count == 0 ? "" : "  references " + string.Join(", ", assembly.AddedReferences))
        + (assembly.Kind != DifferenceKind.Changed || assembly.RemovedReferences.Count == 0 ? "" : "  no longer references " + string.Join(", ", assembly.RemovedReferences)));

    internal static string Line(DocumentDifference document) => VisibleText.Escape(document.Path
        + (document.Kind != DifferenceKind.Changed ? "" : "  " + Amounts.Count(document.Changes.Count(static change => change.IsAdded), "line") + " added, " + Amounts.Number(document.Changes.Count(static change => !change.IsAdded)) + " removed")
        + (document.LicenceBefore == document.LicenceAfter ? "" : "  licence " + (document.LicenceBefore ?? "none") + " -> " + (document.LicenceAfter ?? "none")));

    internal static IEnumerable<(DifferenceKind Kind, string Line)> ApiLines(AssemblyDifference assembly) =>
    [
        .. assembly.AddedApi.Select(id => (DifferenceKind.Added, VisibleText.Escape(assembly.Name + "  " + id))),
        .. assembly.RemovedApi.Select(id => (DifferenceKind.Removed, VisibleText.Escape(assembly.Name + "  " + id))),
    ];

    private static string Describe(PlacedTensor tensor) => tensor.Dtype + " [" + string.Join(", ", tensor.Shape) + "]";

    internal static string Mark(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => "+",
        DifferenceKind.Removed => "-",
        DifferenceKind.Renamed or DifferenceKind.Moved or DifferenceKind.Resharded => ">",
        _ => "~",
    };

    internal static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();

    internal static long Bytes(ReleaseSide side) =>
        side.Files.Aggregate(0L, static (sum, file) => sum > long.MaxValue - file.Bytes ? long.MaxValue : sum + file.Bytes);
}
