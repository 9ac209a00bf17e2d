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

        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.Field("same", difference.IsSame);
        json.Field("comparedContent", difference.ComparedContent);
        WriteSide(json, "before", difference.Before, difference.Total.TensorsBefore, difference.Total.ParametersBefore);
        WriteSide(json, "after", difference.After, difference.Total.TensorsAfter, difference.Total.ParametersAfter);
        json.BeginArray("tensors");
        foreach (TensorDifference tensor in difference.Tensors)
        {
            json.BeginObject(inline: true);
            json.Field("kind", Word(tensor.Kind));
            json.Field("name", tensor.Name);
            WriteTensor(json, "before", tensor.Before, tensor.Name);
            WriteTensor(json, "after", tensor.After, tensor.Name);
            json.End();
        }

        json.End();
        json.Field("sameTensors", difference.SameTensors);
        json.BeginArray("files");
        foreach (FileDifference file in difference.Files)
        {
            json.BeginObject(inline: true);
            json.Field("kind", Word(file.Kind));
            json.Field("path", file.Path);
            json.Field("newPath", file.NewPath);
            json.Field("bytesBefore", file.BytesBefore);
            json.Field("bytesAfter", file.BytesAfter);
            json.End();
        }

        json.End();
        json.Field("sameFiles", difference.SameFiles);
        json.BeginArray("assemblies");
        foreach (AssemblyDifference assembly in difference.Assemblies)
        {
            json.BeginObject(inline: true);
            json.Field("kind", Word(assembly.Kind));
            json.Field("name", assembly.Name);
            WriteNames(json, "addedReferences", assembly.AddedReferences);
            WriteNames(json, "removedReferences", assembly.RemovedReferences);
            json.End();
        }

        json.End();
        json.BeginObject("totals");
        WriteTotals(json, "byModule", difference.ByModule);
        WriteTotals(json, "byDtype", difference.ByDtype);
        WriteTotals(json, "byFile", difference.ByFile);
        json.End();
        json.End();
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
        WriteTable(text, "By dtype", difference.ByDtype);
        WriteTable(text, "By module", difference.ByModule);
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

    private static void WriteSide(JsonTextWriter json, string name, ReleaseSide side, long tensors, long parameters)
    {
        json.BeginObject(name);
        json.Field("path", side.Path);
        json.Field("files", side.Files.Count);
        json.Field("bytes", Bytes(side));
        json.Field("tensors", tensors);
        json.Field("parameters", parameters);
        json.BeginArray("skipped");
        foreach (SkippedItem item in side.Skipped)
        {
            json.BeginObject(inline: true);
            json.Field("path", item.Path);
            json.Field("reason", item.Reason);
            json.End();
        }

        json.End();
        json.End();
    }

    private static void WriteTensor(JsonTextWriter json, string field, PlacedTensor? tensor, string name)
    {
        if (tensor is null)
            return;
        json.BeginObject(field);
        json.Field("name", tensor.Name == name ? null : tensor.Name);
        json.Field("dtype", tensor.Dtype);
        json.BeginArray("shape");
        foreach (long dimension in tensor.Shape)
            json.Element(dimension);
        json.End();
        json.Field("parameters", tensor.Parameters);
        json.Field("file", tensor.File.Length == 0 ? null : tensor.File);
        json.Field("sha256", tensor.Sha256);
        json.End();
    }

    private static void WriteNames(JsonTextWriter json, string field, IReadOnlyList<string> names)
    {
        json.BeginArray(field);
        foreach (string name in names)
            json.Element(name);
        json.End();
    }

    private static void WriteTotals(JsonTextWriter json, string field, IReadOnlyList<TotalsRow> rows)
    {
        json.BeginArray(field);
        foreach (TotalsRow row in rows)
        {
            json.BeginObject(inline: true);
            json.Field("name", row.Name);
            json.Field("tensorsBefore", row.TensorsBefore);
            json.Field("tensorsAfter", row.TensorsAfter);
            json.Field("parametersBefore", row.ParametersBefore);
            json.Field("parametersAfter", row.ParametersAfter);
            json.Field("bytesBefore", row.BytesBefore);
            json.Field("bytesAfter", row.BytesAfter);
            json.End();
        }

        json.End();
    }

    private static void WriteLines(IReportText text, string title, IReadOnlyList<(DifferenceKind Kind, string Line)> lines)
    {
        if (lines.Count == 0)
            return;
        text.EndLine();
        text.Write(title, ReportStyle.Strong);
        text.EndLine();
        foreach (IGrouping<DifferenceKind, (DifferenceKind Kind, string Line)> kind in lines.GroupBy(line => line.Kind))
        {
            foreach ((DifferenceKind _, string line) in kind.Take(text.ListLimit))
            {
                text.Write("  " + Mark(kind.Key) + " ", kind.Key == DifferenceKind.Added ? ReportStyle.Good : kind.Key == DifferenceKind.Removed ? ReportStyle.Bad : ReportStyle.Warning);
                text.Write(line);
                text.EndLine();
            }

            if (kind.Count() > text.ListLimit)
            {
                text.Write($"  and {Amounts.Number(kind.Count() - text.ListLimit)} more {Word(kind.Key)}; a pipe, --output or --format json lists all", ReportStyle.Muted);
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

    private static string Conclusion(ReleaseDifference difference)
    {
        TotalsRow total = difference.Total;
        string share = total.ParametersBefore > 0 && total.ParametersAfter > 0
            ? total.ParametersAfter <= total.ParametersBefore
                ? $" The second has {Amounts.Share(total.ParametersAfter, total.ParametersBefore)} of the first's parameters."
                : $" The first has {Amounts.Share(total.ParametersBefore, total.ParametersAfter)} of the second's parameters."
            : "";
        return difference.IsSame
            ? $"No difference: {Amounts.Count(difference.SameTensors, "tensor")}, {Amounts.Count(difference.SameFiles, "file")}."
            : $"{Amounts.Count(difference.Tensors.Count, "tensor")} differ{(difference.Tensors.Count == 1 ? "s" : "")}, {Amounts.Number(difference.SameTensors)} are the same; "
                + $"{Amounts.Count(difference.Files.Count, "file")} differ{(difference.Files.Count == 1 ? "s" : "")}, {Amounts.Number(difference.SameFiles)} are the same.{share}";
    }

    private static string Line(TensorDifference tensor) => VisibleText.Escape(tensor.Kind switch
    {
        DifferenceKind.Added => tensor.Name + "  " + Describe(tensor.After!),
        DifferenceKind.Removed => tensor.Name + "  " + Describe(tensor.Before!),
        DifferenceKind.Renamed => tensor.Name + " -> " + tensor.After!.Name + "  same content",
        DifferenceKind.Reshaped => tensor.Name + "  " + Describe(tensor.Before!) + " -> " + Describe(tensor.After!),
        DifferenceKind.Recast => tensor.Name + "  " + tensor.Before!.Dtype + " -> " + tensor.After!.Dtype,
        DifferenceKind.Changed => tensor.Name + "  other content",
        _ => tensor.Name + "  " + tensor.Before!.File + " -> " + tensor.After!.File,
    });

    private static string Line(FileDifference file) => VisibleText.Escape(file.Kind switch
    {
        DifferenceKind.Added => file.Path + "  " + Amounts.Bytes(file.BytesAfter ?? 0),
        DifferenceKind.Removed => file.Path + "  " + Amounts.Bytes(file.BytesBefore ?? 0),
        DifferenceKind.Renamed => file.Path + " -> " + file.NewPath + "  same content",
        _ => file.Path + "  " + Amounts.Bytes(file.BytesBefore ?? 0) + " -> " + Amounts.Bytes(file.BytesAfter ?? 0),
    });

    private static string Line(AssemblyDifference assembly) => VisibleText.Escape(assembly.Name
        + (assembly.AddedReferences.Count == 0 ? "" : "  references " + string.Join(", ", assembly.AddedReferences))
        + (assembly.Kind != DifferenceKind.Changed || assembly.RemovedReferences.Count == 0 ? "" : "  no longer references " + string.Join(", ", assembly.RemovedReferences)));

    private static string Describe(PlacedTensor tensor) => tensor.Dtype + " [" + string.Join(", ", tensor.Shape) + "]";

    private static string Mark(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => "+",
        DifferenceKind.Removed => "-",
        DifferenceKind.Renamed or DifferenceKind.Moved => ">",
        _ => "~",
    };

    private static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();

    private static long Bytes(ReleaseSide side) =>
        side.Files.Aggregate(0L, static (sum, file) => sum > long.MaxValue - file.Bytes ? long.MaxValue : sum + file.Bytes);
}
