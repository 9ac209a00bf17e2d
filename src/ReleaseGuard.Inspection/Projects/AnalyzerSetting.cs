using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>A line of an <c>.editorconfig</c>, <c>.globalconfig</c> or rule set that takes weight from a rule.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column of the setting.</param>
/// <param name="RuleId">The rule; null where the line is about all rules or a category.</param>
/// <param name="Text">The setting as written.</param>
internal sealed record AnalyzerSetting(string File, int Line, int Column, string? RuleId, string Text)
{
    private static readonly Regex s_setting = new(
        @"^\s*(?<text>dotnet_(?:diagnostic\.(?<id>[A-Za-z]+[0-9]+)\.severity|analyzer_diagnostic\.(?:category-[^=]+\.)?severity)\s*=\s*(?:none|silent|suggestion|refactoring)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex s_ruleSet = new(
        @"(?<text><Rule\s+Id\s*=\s*""(?<id>[A-Za-z]+[0-9]+)""\s+Action\s*=\s*""(?:None|Hidden|Info)"")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The settings of the files, in order. A file that cannot be read has none: the compiler says so itself.</summary>
    public static IEnumerable<AnalyzerSetting> In(IEnumerable<string> files) => files.Distinct(StringComparer.Ordinal).SelectMany(Of);

    private static List<AnalyzerSetting> Of(string file)
    {
        var settings = new List<AnalyzerSetting>();
        try
        {
            var pattern = file.EndsWith(".ruleset", StringComparison.OrdinalIgnoreCase) ? s_ruleSet : s_setting;
            var line = 0;
            foreach (var text in System.IO.File.ReadLines(file))
            {
                line++;
                if (pattern.Match(text) is { Success: true } match)
                {
                    var id = match.Groups["id"] is { Success: true } named ? named.Value.ToUpperInvariant() : null;
                    settings.Add(new AnalyzerSetting(file, line, match.Groups["text"].Index + 1, id, match.Groups["text"].Value));
                }
            }
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            // Nothing of it reached the compiler either.
        }

        return settings;
    }
}
