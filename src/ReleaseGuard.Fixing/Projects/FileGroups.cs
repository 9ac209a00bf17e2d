using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Fixing;

/// <summary>Withheld files as a project would name them: a folder as one wildcard where everything the project has below it is withheld, no wider than the files make it.</summary>
internal static class FileGroups
{
    /// <summary>The entries for a <c>Remove</c>, in ordinal order.</summary>
    /// <param name="withheld">Paths as the project has them.</param>
    /// <param name="others">Paths of the same item type that stay.</param>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> withheld, IReadOnlyCollection<string> others)
    {
        var paths = withheld.Select(Normal).Distinct(StringComparer.Ordinal).ToList();
        var kept = others.Select(Normal).ToList();
        var entries = new SortedSet<string>(StringComparer.Ordinal);
        while (paths.Count > 0)
        {
            var path = paths[0];
            var folder = Folders(path).FirstOrDefault(candidate => !kept.Any(other => IsBelow(other, candidate)) && paths.Count(other => IsBelow(other, candidate)) > 1);
            if (folder is not null) folder = Folders(path).Last(candidate => paths.All(other => !IsBelow(other, folder) || IsBelow(other, candidate)));
            entries.Add(folder is null ? Escape(path) : Escape(folder) + "**");
            paths.RemoveAll(other => other == path || (folder is not null && IsBelow(other, folder)));
        }

        return [.. entries];
    }

    /// <summary>A path as MSBuild reads it back: the characters that mean something to it are escaped.</summary>
    public static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (var c in path) escaped.Append(c is '%' or ';' or '*' or '?' or '$' or '@' or '\'' ? $"%{(int)c:X2}" : c.ToString());
        return escaped.ToString();
    }

    private static string Normal(string path) => path.Replace('\\', '/');

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase);

    // From the outermost: "a/", "a/b/"; never the project's own folder, nor what lies above it.
    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            var folder = path[..(slash + 1)];
            if (!folder.EndsWith("../", StringComparison.Ordinal)) yield return folder;
        }
    }
}
