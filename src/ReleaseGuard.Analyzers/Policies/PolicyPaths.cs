using System;
using System.Collections.Generic;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>Path arithmetic on text alone: an analyzer must not ask the disk.</summary>
internal static class PolicyPaths
{
    public static string Normalize(string path) => path.Replace('\\', '/');

    public static string FolderOf(string path)
    {
        var normal = Normalize(path);
        var slash = normal.LastIndexOf('/');
        return slash < 0 ? "" : normal.Substring(0, slash);
    }

    public static string FileNameOf(string path)
    {
        var slash = path.LastIndexOfAny(['/', '\\']);
        return slash < 0 ? path : path.Substring(slash + 1);
    }

    /// <summary>Joins and takes out <c>.</c> and <c>..</c>.</summary>
    public static string Resolve(string folder, string relative)
    {
        var path = Normalize(relative);
        var rooted = path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');
        var segments = new List<string>();
        foreach (var segment in (rooted || folder.Length == 0 ? path : folder + "/" + path).Split('/'))
        {
            if (segment == ".") continue;
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] != "..") segments.RemoveAt(segments.Count - 1);
            else segments.Add(segment);
        }

        return string.Join("/", segments);
    }

    public static bool Same(string left, string right) =>
        string.Equals(Resolve("", left), Resolve("", right), StringComparison.OrdinalIgnoreCase);

    /// <summary>The path below <paramref name="folder"/>, or null when it is not there.</summary>
    public static string? Below(string folder, string path)
    {
        var root = Resolve("", Normalize(folder)).TrimEnd('/') + "/";
        var full = Resolve("", Normalize(path));
        return full.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? full.Substring(root.Length) : null;
    }
}
