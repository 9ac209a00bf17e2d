using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Editing;

namespace ReleaseGuard.Fixing;

/// <summary>The projects that a path stands for: itself, those a solution lists, those below a folder.</summary>
internal static partial class ProjectFinder
{
    private static readonly string[] s_passedOver = ["bin", "obj", "node_modules", "artifacts", ".git", ".vs"];

    /// <summary>Full paths in ordinal order; empty where the path stands for no project.</summary>
    /// <exception cref="FixProblemException">A solution cannot be read, or lists a project that is not there.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) return [.. Below(full, 0).Order(StringComparer.Ordinal)];
        var listed = Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".sln" => SolutionEntry().Matches(File.ReadAllText(full)).Select(match => match.Groups["path"].Value),
            ".slnx" => Slnx(full),
            _ => IsProject(full) ? [full] : [],
        };
        var projects = listed.Select(entry => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(full)!, entry.Replace('\\', '/')))).Where(IsProject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return projects.Find(static project => !File.Exists(project)) is { } missing
            ? throw new FixProblemException($"'{Path.GetFileName(full)}' lists '{Path.GetRelativePath(Path.GetDirectoryName(full)!, missing)}', which is not there.")
            : projects;
    }

    /// <summary>Whether a file is a project by its name.</summary>
    public static bool IsProject(string path) => path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(path).Length > 5;

    private static IEnumerable<string> Slnx(string path) => ProjectText.TryParse(File.ReadAllText(path), out var solution, out var fault)
        ? solution.Elements("Project").Select(project => project.Attribute("Path")?.Value ?? "").Where(entry => entry.Length > 0)
        : throw new FixProblemException($"'{Path.GetFileName(path)}' cannot be read at line {fault.Line}: {fault.Message}");

    private static IEnumerable<string> Below(string folder, int depth)
    {
        if (depth > 64) yield break;
        var here = new DirectoryInfo(folder);
        foreach (var file in here.EnumerateFiles().Where(file => IsProject(file.Name) && file.LinkTarget is null)) yield return file.FullName;
        foreach (var child in here.EnumerateDirectories().Where(child => child.LinkTarget is null && !s_passedOver.Contains(child.Name, StringComparer.OrdinalIgnoreCase)))
        {
            foreach (var project in Below(child.FullName, depth + 1)) yield return project;
        }
    }

    [GeneratedRegex("^Project\\(\"[^\"]*\"\\)\\s*=\\s*\"[^\"]*\",\\s*\"(?<path>[^\"]+)\"", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SolutionEntry();
}
