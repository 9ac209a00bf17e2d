using System;
using System.Collections.Generic;
using ReleaseGuard.Analyzers.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Names;

/// <summary>
/// The piece of text that a literal must hold to name a withheld file, tensor, token, data set or string: the longest run of a
/// pattern that no wildcard touches. A pattern without one (<c>re:</c>, <c>*.h5</c>) gives none; then every literal is asked.
/// </summary>
internal static class TextFragments
{
    /// <summary>Adds a fragment of every pattern; false when some pattern has none.</summary>
    public static bool Collect(EditionPolicy policy, HashSet<string> fragments)
    {
        var complete = true;
        foreach (var component in policy.Components)
        {
            var match = component.Match;
            foreach (var patterns in new[] { match.Strings, match.Files, match.Tokens, match.Datasets, match.Assemblies })
            {
                foreach (var pattern in patterns) complete &= Add(pattern.Text, fragments, patterns == match.Strings);
            }

            foreach (var tensor in match.Tensors)
            {
                if (tensor.Name is { } name && tensor.IsNamedOutright) complete &= Add(name.Text, fragments, isPlain: false);
            }
        }

        return complete;
    }

    private static bool Add(string pattern, HashSet<string> fragments, bool isPlain)
    {
        if (Longest(pattern, isPlain) is not { } fragment) return false;
        fragments.Add(fragment);
        return true;
    }

    /// <summary>Quotes, backslashes and slashes are left out too: a literal may write them in another way.</summary>
    private static string? Longest(string pattern, bool isPlain)
    {
        if (pattern.StartsWith("re:", StringComparison.Ordinal)) return null;
        string? best = null;
        var depth = 0;
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] == '{') depth++;
            else if (pattern[i] == '}') depth--;
            if (IsBreak(pattern[i], isPlain))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < pattern.Length && !IsBreak(pattern[i], isPlain)) i++;
            if ((isPlain || depth == 0) && i - start >= Vocabulary.FragmentLength && i - start > (best?.Length ?? 0)) best = pattern.Substring(start, i - start);
        }

        return best;
    }

    private static bool IsBreak(char c, bool isPlain) =>
        c is '"' or '\\' or '/' || c > 126 || c < 32 || (!isPlain && c is '*' or '?' or '{' or '}' or '[' or ']');
}
