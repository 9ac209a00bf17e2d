using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>What is in model files: complete for machines (<c>releaseguard/inspect/1</c>), and for people with the same layers told once.</summary>
public static class ModelFileReport
{
    /// <summary>Name and version of the machine form; its schema is docs/schemas/inspect-1.schema.json.</summary>
    public const string Schema = "releaseguard/inspect/1";

    private const int FilesTold = 4;
    private const int ModulesListed = 20;
    private const int MetadataShown = 120;

    /// <summary>Writes the machine form.</summary>
    public static void WriteJson(IReadOnlyList<ModelFile> files, TextWriter output)
    {
        if (files is null)
            throw new ArgumentNullException(nameof(files));

        JsonTextWriter json = new(output);
        json.BeginObject();
        json.Field("schema", Schema);
        json.BeginArray("files");
        foreach (ModelFile file in files)
            WriteFile(json, file);
        json.End();
        json.End();
    }

    /// <summary>Writes the report for people.</summary>
    public static void WriteText(IReadOnlyList<ModelFile> files, IReportText text)
    {
        if (files is null)
            throw new ArgumentNullException(nameof(files));
        if (text is null)
            throw new ArgumentNullException(nameof(text));

        // A person reads a set of shards as one model; a pipe gets each file whole.
        bool asOne = text.ListLimit < int.MaxValue && files.Count(file => file.Facts is not null) > FilesTold;
        foreach (ModelFile file in files)
            WriteFile(text, file, !asOne);
        List<TensorFact> tensors = [.. files.SelectMany(file => file.Facts?.Tensors ?? [])];
        if (asOne && tensors.Count > 0)
        {
            text.EndLine();
            text.Write("Tensors of all files", ReportStyle.Strong);
            text.EndLine();
            WriteTensors(text, tensors);
        }

        if (tensors.Count > 0)
            WriteSummary(text, files, tensors);
    }

    private static void WriteFile(JsonTextWriter json, ModelFile file)
    {
        json.BeginObject();
        json.Field("path", file.Path);
        json.Field("format", file.Facts?.Format);
        json.Field("bytes", file.Length);
        if (file.Facts is ArtifactFacts facts)
        {
            ParameterTotals counts = ParameterCount.Count([facts]);
            json.Field("parameters", counts.Logical);
            json.Field("capacity", counts.Capacity);
            json.BeginArray("tensors");
            foreach (TensorFact tensor in facts.Tensors)
                WriteTensor(json, tensor);
            json.End();
            json.BeginObject("metadata");
            foreach (KeyValuePair<string, string> entry in facts.Metadata)
                json.Field(entry.Key, entry.Value);
            json.End();
        }

        json.BeginArray("problems");
        foreach (ArtifactProblem problem in file.Problems)
        {
            json.BeginObject(inline: true);
            json.Field("ruleId", ProblemRules.RuleOf(problem.Kind));
            json.Field("message", problem.Message);
            json.Field("invariant", problem.Invariant);
            json.Field("tensor", problem.Tensor);
            json.Field("byteOffset", problem.ByteOffset);
            json.Field("byteLength", problem.ByteLength);
            json.End();
        }

        json.End();
        json.End();
    }

    private static void WriteTensor(JsonTextWriter json, TensorFact tensor)
    {
        json.BeginObject(inline: true);
        json.Field("name", tensor.Name);
        json.Field("dtype", tensor.Type.Name);
        json.BeginArray("shape");
        foreach (long dimension in tensor.Shape)
            json.Element(dimension);
        json.End();
        json.Field("parameters", tensor.Parameters);
        json.Field("byteOffset", tensor.ByteOffset);
        json.Field("byteLength", tensor.ByteLength);
        json.Field("externalFile", tensor.ExternalFile);
        json.End();
    }

    private static void WriteFile(IReportText text, ModelFile file, bool withTensors)
    {
        text.Write(VisibleText.Escape(file.Path), ReportStyle.Strong);
        if (file.Facts is ArtifactFacts facts)
        {
            ParameterTotals counts = ParameterCount.Count([facts]);
            text.Write($"  {facts.Format}, {Amounts.Bytes(file.Length)}, {Amounts.Count(facts.Tensors.Count, "tensor")}, "
                + $"{Amounts.Parameters(counts.Logical)} parameters, capacity {Amounts.Parameters(counts.Capacity)}");
        }
        else
        {
            text.Write($"  {Amounts.Bytes(file.Length)}" + (file.Problems.Count == 0 ? ", no model format that is known" : ""), ReportStyle.Muted);
        }

        text.EndLine();
        foreach (ArtifactProblem problem in file.Problems)
            WriteProblem(text, problem);
        if (file.Facts is null || !withTensors)
            return;

        foreach (KeyValuePair<string, string> entry in file.Facts.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(text.ListLimit))
        {
            string value = VisibleText.Escape(entry.Value);
            if (value.Length > MetadataShown)
                value = value.Substring(0, MetadataShown) + "... (" + Amounts.Count(entry.Value.Length, "character") + ")";
            text.Write("  " + VisibleText.Escape(entry.Key) + ": " + value, ReportStyle.Muted);
            text.EndLine();
        }

        WriteTensors(text, file.Facts.Tensors);
    }

    private static void WriteProblem(IReportText text, ArtifactProblem problem)
    {
        bool isNote = problem.Kind is ArtifactProblemKind.Note or ArtifactProblemKind.Metadata;
        text.Write("  ");
        text.Write(isNote ? "note" : "problem", isNote ? ReportStyle.Warning : ReportStyle.Bad);
        if (ProblemRules.RuleOf(problem.Kind) is string rule)
        {
            text.Write(" ");
            text.Write(rule, ReportStyle.Accent);
        }

        text.Write(" (" + problem.Invariant + "): " + VisibleText.Escape(problem.Message));
        if (problem.ByteOffset is long offset)
            text.Write(" (byte " + Amounts.Number(offset) + ")", ReportStyle.Muted);
        text.EndLine();
    }

    private static void WriteTensors(IReportText text, IReadOnlyList<TensorFact> tensors)
    {
        // A person reads a layer once; a pipe gets every name, because something will search it.
        IReadOnlyList<TensorRow> rows = tensors.Count > text.ListLimit ? TensorRow.Folded(tensors) : TensorRow.Each(tensors);
        int shown = Math.Min(rows.Count, text.ListLimit == int.MaxValue ? rows.Count : 2 * text.ListLimit);
        int width = 0;
        for (int index = 0; index < shown; index++)
            width = Math.Max(width, Math.Min(rows[index].Name.Length, 80));
        for (int index = 0; index < shown; index++)
        {
            TensorRow row = rows[index];
            text.Write("  " + row.Name.PadRight(width) + "  ");
            text.Write(row.Dtype.PadRight(4) + " " + row.Shape, ReportStyle.Muted);
            text.Write("  " + (row.Count == 1 ? "" : Amounts.Number(row.Count) + " x ") + Amounts.Parameters(row.Parameters));
            text.EndLine();
        }

        if (shown < rows.Count)
        {
            text.Write("  and " + Amounts.Number(rows.Count - shown) + " more; a pipe, --output or --format json lists all", ReportStyle.Muted);
            text.EndLine();
        }
    }

    private static void WriteSummary(IReportText text, IReadOnlyList<ModelFile> files, List<TensorFact> tensors)
    {
        ParameterTotals totals = ParameterCount.Count([.. files.Where(file => file.Facts is not null).Select(file => file.Facts!)]);
        text.EndLine();
        text.Write("Total", ReportStyle.Strong);
        text.Write($"  {Amounts.Count(files.Count(file => file.Facts is not null), "model file")}, {Amounts.Count(tensors.Count, "tensor")}, "
            + $"{Amounts.Parameters(totals.Logical)} parameters, capacity {Amounts.Parameters(totals.Capacity)}, "
            + Amounts.Bytes(files.Aggregate(0L, static (all, file) => all > long.MaxValue - file.Length ? long.MaxValue : all + file.Length)));
        text.EndLine();
        WriteGroups(text, "By dtype", tensors, tensor => tensor.Type.Name);
        if (tensors.Count > 1)
            WriteGroups(text, "By module", tensors, tensor => VisibleText.Escape(TensorRow.ModuleOf(tensor.Name)));
    }

    private static void WriteGroups(IReportText text, string title, List<TensorFact> tensors, Func<TensorFact, string> key)
    {
        List<(string Name, int Count, decimal Parameters)> groups =
        [
            .. tensors.GroupBy(key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count(), group.Sum(tensor => (decimal)tensor.Parameters)))
                .OrderByDescending(group => group.Item3)
                .ThenBy(group => group.Key, StringComparer.Ordinal),
        ];
        decimal whole = groups.Sum(group => group.Parameters);
        text.Write(title + ", elements", ReportStyle.Strong);
        text.EndLine();
        int width = groups.Take(ModulesListed).Max(group => group.Name.Length);
        foreach ((string name, int count, decimal parameters) in groups.Take(ModulesListed))
        {
            long bounded = parameters > long.MaxValue ? long.MaxValue : (long)parameters;
            text.Write("  " + name.PadRight(width) + "  " + Amounts.Parameters(bounded).PadLeft(7));
            text.Write("  " + Amounts.Share(parameters, whole).PadLeft(7) + "  " + Amounts.Count(count, "tensor"), ReportStyle.Muted);
            text.EndLine();
        }

        if (groups.Count > ModulesListed)
        {
            text.Write("  and " + Amounts.Number(groups.Count - ModulesListed) + " more", ReportStyle.Muted);
            text.EndLine();
        }
    }
}
