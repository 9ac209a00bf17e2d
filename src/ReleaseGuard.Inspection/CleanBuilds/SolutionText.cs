using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace ReleaseGuard.Inspection.CleanBuilds;

/// <summary>Takes projects out of a solution file (.sln or .slnx). The rest of the text stays as it is.</summary>
internal static class SolutionText
{
    private static readonly Regex s_project = new(@"^Project\(""[^""]*""\)\s*=\s*""[^""]*""\s*,\s*""(?<path>[^""]*)""\s*,\s*""(?<id>[^""]*)""", RegexOptions.CultureInvariant);

    internal static bool IsSolution(string file) => Path.GetExtension(file) is ".sln" or ".slnx";

    /// <summary>The solution's text without the projects.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The solution, relative to the checkout.</param>
    /// <param name="projects">The projects, relative to the checkout.</param>
    internal static string Without(string text, string file, IReadOnlyCollection<string> projects)
    {
        var folder = file.Substring(0, file.LastIndexOf('/') + 1);
        bool Leaves(string path) => projects.Contains(Clean(folder + path.Replace('\\', '/')), StringComparer.OrdinalIgnoreCase);
        return Path.GetExtension(file) == ".slnx" ? WithoutElements(text, Leaves) : WithoutBlocks(text, Leaves);
    }

    private static string WithoutElements(string text, Func<string, bool> leaves)
    {
        try
        {
            var document = XDocument.Parse(text, LoadOptions.PreserveWhitespace);
            document.Descendants().Where(element => element.Name.LocalName == "Project" && leaves((string?)element.Attribute("Path") ?? "")).ToList().ForEach(static element => element.Remove());
            return document.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            // The SDK says at its line what is wrong with it.
            return text;
        }
    }

    private static string WithoutBlocks(string text, Func<string, bool> leaves)
    {
        var kept = new List<string>();
        var gone = new List<string>();
        var inside = false;
        foreach (var line in text.Split('\n'))
        {
            var match = s_project.Match(line);
            if (match.Success && leaves(match.Groups["path"].Value))
            {
                inside = true;
                gone.Add(match.Groups["id"].Value);
            }

            if (!inside && !gone.Exists(id => line.IndexOf(id, StringComparison.OrdinalIgnoreCase) >= 0))
                kept.Add(line);
            inside = inside && !line.StartsWith("EndProject", StringComparison.Ordinal);
        }

        return string.Join("\n", kept);
    }

    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ""))
                parts.Add(part);
        }

        return string.Join("/", parts);
    }
}
