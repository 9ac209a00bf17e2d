using System;
using System.Collections.Generic;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Cli.Commands;

/// <summary>A rule as a person reads it: what the registry knows, then the page with its Markdown marks taken off.</summary>
internal static class RulePageText
{
    private const string GeneratedBegin = "<!-- generated:";
    private const string GeneratedEnd = "<!-- /generated:";

    public static void Write(RuleDescription rule, string? page, IReportText text)
    {
        text.Write(rule.Id, ReportStyle.Accent);
        text.Write(": " + rule.Title, ReportStyle.Strong);
        text.EndLine();
        Field(text, "Severity", SeverityWord(rule.Severity));
        Field(text, "Reported by", Layers(rule.Layers));
        Field(text, "Page", rule.HelpLink);
        if (!rule.IsActive)
            Field(text, "State", "reserved: this version does not check it");
        text.EndLine();
        text.Write(rule.Summary);
        text.EndLine();
        if (page is not null)
            WritePage(page, text);
    }

    private static void WritePage(string page, IReportText text)
    {
        bool inCode = false;
        bool inGenerated = false;
        bool wasBlank = false;
        text.EndLine();
        foreach (string raw in page.Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n'))
        {
            string line = raw.TrimEnd();
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
                continue;
            }

            if (inCode)
            {
                text.Write("    " + raw.TrimEnd());
                text.EndLine();
                wasBlank = false;
                continue;
            }

            if (line.StartsWith(GeneratedBegin, StringComparison.Ordinal))
                inGenerated = true;
            bool isSkipped = inGenerated || line.StartsWith("# ", StringComparison.Ordinal) || (line.Length == 0 && wasBlank);
            if (line.StartsWith(GeneratedEnd, StringComparison.Ordinal))
                inGenerated = false;
            if (isSkipped)
            {
                wasBlank |= line.StartsWith("# ", StringComparison.Ordinal) || inGenerated || line.Length == 0 || line.StartsWith(GeneratedEnd, StringComparison.Ordinal);
                continue;
            }

            bool isHeading = line.StartsWith("##", StringComparison.Ordinal);
            text.Write(isHeading ? line.TrimStart('#').Trim() : line.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal), isHeading ? ReportStyle.Strong : ReportStyle.Plain);
            text.EndLine();
            wasBlank = line.Length == 0;
        }
    }

    private static void Field(IReportText text, string name, string value)
    {
        text.Write((name + ":").PadRight(13), ReportStyle.Muted);
        text.Write(value);
        text.EndLine();
    }

    private static string SeverityWord(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        RuleSeverity.Info => "information",
        _ => "off",
    };

    private static string Layers(RuleLayers layers)
    {
        List<string> words = [];
        if (layers.HasFlag(RuleLayers.Analyzer))
            words.Add("the editor and the compiler");
        if (layers.HasFlag(RuleLayers.BuildTask))
            words.Add("the build");
        if (layers.HasFlag(RuleLayers.Tool))
            words.Add("releaseguard audit");
        return words.Count == 0 ? "nothing yet" : string.Join(", ", words);
    }
}
