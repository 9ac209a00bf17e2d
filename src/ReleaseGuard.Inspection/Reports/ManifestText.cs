using System;
using System.Collections.Generic;
using System.Linq;

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

        Lines(text, "+", ReportStyle.Good, change.AddedFiles.Select(file => file.Path + "  " + Amounts.Bytes(file.Bytes)));
        Lines(text, "-", ReportStyle.Bad, change.RemovedFiles.Select(file => file.Path + "  " + Amounts.Bytes(file.Bytes)));
        Lines(text, "~", ReportStyle.Warning, change.ChangedFiles.Select(pair => pair.After.Path + "  " + Amounts.Bytes(pair.Before.Bytes) + " -> " + Amounts.Bytes(pair.After.Bytes)));
        Lines(text, "+", ReportStyle.Good, change.AddedTensors.Select(Describe));
        Lines(text, "-", ReportStyle.Bad, change.RemovedTensors.Select(Describe));
        Lines(text, "~", ReportStyle.Warning, change.ChangedTensors.Select(pair => Describe(pair.Before) + " -> " + pair.After.Dtype + " " + Shape(pair.After)));
    }

    private static void Lines(IReportText text, string mark, ReportStyle style, IEnumerable<string> lines)
    {
        int listed = 0;
        List<string> all = [.. lines];
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

    private static string Describe(ManifestTensor tensor) => "tensor " + tensor.Name + "  " + tensor.Dtype + " " + Shape(tensor);

    private static string Shape(ManifestTensor tensor) => "[" + string.Join(", ", tensor.Shape) + "]";
}
