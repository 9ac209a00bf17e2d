using System;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>Tells whether a pattern is too wide to be the only place an exception names.</summary>
internal static class PatternBreadth
{
    /// <summary>
    /// True for a pattern that is all wildcards (<c>**</c>, <c>**/*.cs</c>, <c>re:.*</c>), and for one that opens
    /// a whole tree with fewer than two names before it (<c>src/**</c>, <c>N:Avocado.**</c>).
    /// </summary>
    public static bool IsBroad(PatternKind kind, string pattern)
    {
        if (pattern.StartsWith("re:", StringComparison.Ordinal)) return LiteralRun(pattern.Substring(3)) < 3;
        var body = kind == PatternKind.Symbol && pattern.Length > 2 && pattern[1] == ':' ? pattern.Substring(2) : pattern;
        if (body.IndexOfAny(['*', '?', '{']) < 0) return false;
        var segments = body.Split(kind is PatternKind.Symbol or PatternKind.Tensor ? '.' : '/');
        var last = segments[segments.Length - 1];
        if (kind is PatternKind.File or PatternKind.Project)
        {
            // An extension narrows nothing: **/*.cs is every C# file.
            var dot = last.LastIndexOf('.');
            if (dot >= 0 && last.IndexOf('*') is >= 0 and var star && star < dot) last = last.Substring(0, dot);
        }

        var named = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (LiteralRun(i == segments.Length - 1 ? last : segments[i]) > 0) named++;
        }

        return named == 0 || (last == "**" && named < 2);
    }

    private static int LiteralRun(string text)
    {
        var longest = 0;
        var run = 0;
        var escaped = false;
        foreach (var c in text)
        {
            run = !escaped && char.IsLetterOrDigit(c) ? run + 1 : 0;
            escaped = c == '\\' && !escaped;
            if (run > longest) longest = run;
        }

        return longest;
    }
}
