using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Inspection.Documents;

/// <summary>Which files are documents and which are text at all, by the names that people give them.</summary>
internal static class DocumentFiles
{
    private static readonly Regex Legal = new(
        @"^(?:licen[cs]e|copying|notice|patents|third[-_]?party[-_]?notices?|use[-_]?policy|acceptable[-_]?use[-_]?policy|terms(?:[-_]?of[-_]?use)?|eula)(?:[-_.][\w.-]*)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> Prose = new(StringComparer.OrdinalIgnoreCase) { ".md", ".markdown", ".rst", ".adoc", ".txt" };

    private static readonly HashSet<string> Text = new(StringComparer.OrdinalIgnoreCase)
    {
        ".md", ".markdown", ".rst", ".adoc", ".txt", ".cs", ".fs", ".vb", ".py", ".pyi", ".ipynb", ".js", ".mjs", ".ts", ".c", ".h", ".cc", ".cpp", ".hpp", ".cu", ".rs", ".go", ".java", ".kt", ".swift",
        ".sh", ".ps1", ".json", ".jsonc", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".xml", ".html", ".css", ".csv", ".tsv", ".csproj", ".props", ".targets", ".jinja", ".proto", ".bzl", ".cmake",
    };

    private static readonly HashSet<string> Data = new(StringComparer.OrdinalIgnoreCase) { ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".arrow", ".tfrecord", ".zst", ".txt", ".json" };

    /// <summary>A licence, a notice, a policy of use: text that binds.</summary>
    public static bool IsLegal(string fileName) => Legal.IsMatch(fileName) && !IsCode(fileName);

    /// <summary>A model card or the readme that serves as one.</summary>
    public static bool IsCard(string fileName) =>
        Is(fileName, "README.md") || Is(fileName, "MODEL_CARD.md") || Is(fileName, "MODELCARD.md") || Is(fileName, "model-card.md");

    /// <summary>Text written for readers, kept whole.</summary>
    public static bool IsProse(string fileName) => IsLegal(fileName) || Prose.Contains(Path.GetExtension(fileName));

    /// <summary>Text of any kind, source included.</summary>
    public static bool IsText(string fileName) => IsLegal(fileName) || Text.Contains(Path.GetExtension(fileName)) || Is(fileName, "Dockerfile") || Is(fileName, "Makefile");

    /// <summary>A file that can hold samples of a dataset.</summary>
    public static bool IsData(string fileName) => Data.Contains(Path.GetExtension(fileName));

    private static bool IsCode(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() is ".cs" or ".py" or ".js" or ".ts" or ".cpp" or ".h" or ".dll" or ".json";

    private static bool Is(string fileName, string name) => string.Equals(fileName, name, StringComparison.OrdinalIgnoreCase);
}
