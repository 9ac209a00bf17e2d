using System.IO;
using System.Reflection;

namespace ReleaseGuard.Cli.Commands;

/// <summary>The pages of docs/rules, carried inside the tool so that it explains without a network.</summary>
internal static class RulePages
{
    /// <summary>The page's Markdown, or null for a rule that has none.</summary>
    public static string? Find(string ruleId)
    {
        using Stream? page = typeof(RulePages).Assembly.GetManifestResourceStream("rules/" + ruleId + ".md");
        if (page is null)
            return null;
        using StreamReader reader = new(page);
        return reader.ReadToEnd();
    }
}
