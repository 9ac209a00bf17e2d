using System.Text;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Documentation;

/// <summary>The pages under docs/rules: the head of each page and the index come from <see cref="RuleCatalog"/>, the rest is written by hand.</summary>
internal sealed class RulePages(string repositoryRoot)
{
    private const string Begin = "<!-- generated:rule -->";
    private const string End = "<!-- /generated:rule -->";

    private readonly string _folder = Path.Combine(repositoryRoot, "docs", "rules");
    private readonly string _leaks = Path.Combine(repositoryRoot, "samples", "Leaks");

    /// <summary>Every file that should exist, with the text it should have; and what is missing and cannot be generated.</summary>
    public (IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<string> Missing) Generate()
    {
        var files = new List<(string, string)>();
        var missing = new List<string>();
        foreach (var rule in RuleCatalog.All)
        {
            var page = Path.Combine(_folder, rule.Id + ".md");
            if (File.Exists(page))
                files.Add((page, WithGeneratedHead(File.ReadAllText(page), rule, missing)));
            else if (rule.IsActive)
                missing.Add($"docs/rules/{rule.Id}.md: {rule.Id} is reported, but has no page.");
            if (rule.IsActive && !Directory.Exists(Path.Combine(_leaks, rule.Id)))
                missing.Add($"samples/Leaks/{rule.Id}: {rule.Id} is reported, but has no leak.");
            else if (rule.IsActive && !Directory.Exists(Path.Combine(_leaks, rule.Id, "clean")))
                missing.Add($"samples/Leaks/{rule.Id}/clean: the leak of {rule.Id} has no clean twin.");
        }

        files.Add((Path.Combine(_folder, "README.md"), Index()));
        return (files, missing);
    }

    private static string WithGeneratedHead(string page, RuleDescription rule, List<string> missing)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            missing.Add($"docs/rules/{rule.Id}.md: lacks the markers {Begin} and {End} below its title.");
            return page;
        }

        var text = new StringBuilder();
        text.Append("# ").Append(rule.Id).Append(": ").Append(rule.Title).Append("\n\n");
        text.Append(Begin).Append('\n').Append(rule.Summary).Append("\n\n");
        text.Append("| severity | reported by | category |\n|--|--|--|\n");
        text.Append("| ").Append(SeverityWord(rule.Severity)).Append(" | ").Append(LayerWords(rule.Layers)).Append(" | ").Append(rule.Category).Append(" |\n");
        text.Append(page, end, page.Length - end);
        return text.ToString();
    }

    private static string Index()
    {
        var text = new StringBuilder();
        text.Append("# Rules\n\n");
        text.Append("This page is generated: `dotnet run --project build/Documentation`. A rule without a link is reserved for a later version and is not reported yet.\n");
        string? category = null;
        foreach (var rule in RuleCatalog.All)
        {
            if (rule.Category != category)
            {
                category = rule.Category;
                text.Append("\n## ").Append(category["ReleaseGuard.".Length..]).Append("\n\n| rule | title | severity | reported by |\n|--|--|--|--|\n");
            }

            var id = rule.IsActive ? $"[{rule.Id}]({rule.Id}.md)" : rule.Id;
            text.Append("| ").Append(id).Append(" | ").Append(rule.Title).Append(" | ").Append(rule.IsActive ? SeverityWord(rule.Severity) : "reserved")
                .Append(" | ").Append(LayerWords(rule.Layers)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string SeverityWord(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "information",
    };

    private static string LayerWords(RuleLayers layers)
    {
        var words = new List<string>();
        if (layers.HasFlag(RuleLayers.Analyzer)) words.Add("analyzer");
        if (layers.HasFlag(RuleLayers.BuildTask)) words.Add("build task");
        if (layers.HasFlag(RuleLayers.Tool)) words.Add("tool");
        return string.Join(", ", words);
    }
}
