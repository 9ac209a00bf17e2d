using System;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>MSBuild's item wildcards (<c>**</c>, <c>*</c>, <c>?</c>), only to find the line that takes a file in; the policy's own globs are not these.</summary>
internal static class Wildcard
{
    public static bool IsIn(string spec) => spec.IndexOfAny(['*', '?']) >= 0;

    /// <summary>Whether the whole path, with forward slashes, is taken by the specification. Case is ignored, as MSBuild does.</summary>
    public static bool Matches(string spec, string path)
    {
        var specParts = spec.Split('/');
        var pathParts = path.Split('/');

        // One row of the usual table: reachable[j] says that the specification so far takes the first j path parts.
        var reachable = new bool[pathParts.Length + 1];
        reachable[0] = true;
        foreach (var part in specParts)
        {
            var next = new bool[pathParts.Length + 1];
            for (var taken = 0; taken <= pathParts.Length; taken++)
            {
                next[taken] = part == "**"
                    ? reachable[taken] || (taken > 0 && next[taken - 1])
                    : taken > 0 && reachable[taken - 1] && MatchesName(part, pathParts[taken - 1]);
            }

            reachable = next;
        }

        return reachable[pathParts.Length];
    }

    private static bool MatchesName(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
