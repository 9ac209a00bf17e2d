using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>A manifest and what changed in it, for the person who is about to commit it.</summary>
public static class ManifestText
{
    /// <summary>Writes one line on the manifest written and a line for each difference from the one it replaces.</summary>
    public static void WriteSummary(string path, EditionManifest? before, EditionManifest after, IReportText text)
    {
        if (after is null)
            throw new ArgumentNullException(nameof(after));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        text.Write("Wrote " + VisibleText.Escape(path) + ": ");
        text.Write(Amounts.Count(after.Files.Count, "file") + ", " + Amounts.Count(after.Tensors.Count, "tensor") + ".", ReportStyle.Strong);
        text.EndLine();
        if (before is null)
        {
            text.Write("Review it and commit it: that approves edition '" + VisibleText.Escape(after.Edition) + "'.", ReportStyle.Muted);
            text.EndLine();
            return;
        }

        ManifestComparison change = ManifestComparison.Of(before, after);
        if (change.IsSame)
        {
            text.Write("Nothing changed.", ReportStyle.Good);
            text.EndLine();
            return;
        }

        WriteDrift(change, text);
    }

    /// <summary>Writes a line for each difference: files, licences, tensors, then what the parameters come to.</summary>
    internal static void WriteDrift(ManifestComparison change, IReportText text)
    {
        foreach (IGrouping<(DifferenceKind Kind, string What), DriftLine> group in Lines(change).GroupBy(static line => (line.Kind, line.What)))
        {
            (string mark, ReportStyle style) = group.Key.Kind switch
            {
                DifferenceKind.Added => ("+", ReportStyle.Good),
                DifferenceKind.Removed => ("-", ReportStyle.Bad),
                _ => ("~", ReportStyle.Warning),
            };
            Write(text, mark, style, [.. group.Select(static line => line.Text)]);
        }
    }

    /// <summary>The same lines as data: files first, then licences, tensors, and the totals of parameters where they changed.</summary>
    internal static IEnumerable<DriftLine> Lines(ManifestComparison change) =>
    [
        .. change.AddedFiles.Select(file => new DriftLine(DifferenceKind.Added, "file", file.Path, null, Describe(file))),
        .. change.RemovedFiles.Select(file => new DriftLine(DifferenceKind.Removed, "file", file.Path, Describe(file), null)),
        .. change.ChangedFiles.Select(pair => new DriftLine(DifferenceKind.Changed, "file", pair.After.Path, Describe(pair.Before), Describe(pair.After))),
        .. change.Licences.Select(licence => new DriftLine(DifferenceKind.Changed, "licence", licence.Path, licence.Before ?? "none known", licence.After ?? "none known")),
        .. change.AddedTensors.Select(tensor => new DriftLine(DifferenceKind.Added, "tensor", tensor.Name, null, Describe(tensor))),
        .. change.RemovedTensors.Select(tensor => new DriftLine(DifferenceKind.Removed, "tensor", tensor.Name, Describe(tensor), null)),
        .. change.ChangedTensors.Select(pair => new DriftLine(DifferenceKind.Changed, "tensor", pair.After.Name, Describe(pair.Before), Describe(pair.Before) == Describe(pair.After) ? "other content" : Describe(pair.After))),
        .. change.ParametersBefore == change.ParametersAfter || change.ParametersBefore == 0
            ? (IEnumerable<DriftLine>)[]
            : [new DriftLine(DifferenceKind.Changed, "parameters", "", Whole(change.ParametersBefore), Whole(change.ParametersAfter))],
    ];

    private static void Write(IReportText text, string mark, ReportStyle style, List<string> all)
    {
        int listed = 0;
        foreach (string line in all)
        {
            if (listed++ == text.ListLimit)
            {
                text.Write("  " + mark + " and " + Amounts.Number(all.Count - text.ListLimit) + " more", ReportStyle.Muted);
                text.EndLine();
                return;
            }

            text.Write("  " + mark + " ", style);
            text.Write(VisibleText.Escape(line));
            text.EndLine();
        }
    }

    private static string Describe(ManifestFile file) => Amounts.Bytes(file.Bytes) + (file.Parameters is > 0 ? ", " + Amounts.Parameters(file.Parameters.Value) + " parameters" : "");

    private static string Describe(ManifestTensor tensor) => tensor.Dtype + " [" + string.Join(", ", tensor.Shape) + "]";

    private static string Whole(decimal parameters) => Amounts.Number((long)Math.Min(long.MaxValue, parameters));
}
