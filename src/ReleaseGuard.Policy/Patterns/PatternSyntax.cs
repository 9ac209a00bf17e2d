using System;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>The pattern language of each kind.</summary>
internal static class PatternSyntax
{
    /// <summary>Begins a regular expression in every kind.</summary>
    public const string RegexPrefix = "re:";

    /// <summary>Most states one pattern may take.</summary>
    public const int MostStates = 10_000;

    /// <summary>The first thing wrong with a pattern, or null; <paramref name="size"/> is what it takes, in states.</summary>
    public static PatternError? Check(PatternKind kind, string text, out long size)
    {
        size = 0;
        var node = Parse(kind, text, out var error);
        if (node is null) return error;
        size = node.Size;
        return size <= MostStates ? null : new PatternError(0, text.Length, $"The pattern is too large: it takes about {size} states, {MostStates} is the most. Lower the counts of its quantifiers.");
    }

    /// <summary>Whether names of this kind are compared without case: assemblies and packages are.</summary>
    public static bool IgnoresCase(PatternKind kind) => kind is PatternKind.Assembly or PatternKind.Package;

    /// <summary>Reads a pattern.</summary>
    public static PatternNode? Parse(PatternKind kind, string text, out PatternError? error)
    {
        error = null;
        if (text.StartsWith(RegexPrefix, StringComparison.Ordinal))
        {
            if (text.Length == RegexPrefix.Length)
            {
                error = new PatternError(0, text.Length, "An expression is missing after 're:'.");
                return null;
            }

            return RegexParser.Parse(text, RegexPrefix.Length, IgnoresCase(kind), out error);
        }

        switch (kind)
        {
            case PatternKind.Symbol:
                return SymbolParser.Parse(text, out error);
            case PatternKind.String:
                return new TextNode(text);
            case PatternKind.Token:
                return GlobParser.ParseStars(text, 0);
            case PatternKind.Tensor:
                return GlobParser.Parse(text, 0, '.', literalBraces: false, out error);
            case PatternKind.Dataset:
                return GlobParser.Parse(text, 0, '/', literalBraces: false, out error);
            case PatternKind.File or PatternKind.Project:
                error = PathError(text);
                return error is null ? GlobParser.Parse(text, 0, '/', literalBraces: false, out error) : null;
            default:
                error = NameError(kind, text);
                return error is null ? GlobParser.Parse(text.ToLowerInvariant(), 0, '\0', literalBraces: false, out error) : null;
        }
    }

    private static PatternError? PathError(string text)
    {
        var back = text.IndexOf('\\');
        if (back >= 0) return new PatternError(back, 1, "Paths are written with forward slashes.");
        if (text[0] == '/') return new PatternError(0, 1, "Paths are relative: leave out the leading '/'.");
        if (text.Length > 1 && text[1] == ':') return new PatternError(0, 2, "Paths are relative: leave out the drive.");
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('/', start);
            if (end < 0) end = text.Length;
            if (end - start is 1 or 2 && string.CompareOrdinal(text, start, "..", 0, end - start) == 0)
                return new PatternError(start, end - start, $"'{text.Substring(start, end - start)}' names no folder in a path pattern; leave it out.");
            start = end + 1;
        }

        return null;
    }

    private static PatternError? NameError(PatternKind kind, string text)
    {
        var what = kind == PatternKind.Assembly ? "an assembly's simple name" : "a package id";
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) || text[i] is '/' or '\\') return new PatternError(i, 1, $"'{text[i]}' has no place in {what}.");
        }

        if (kind == PatternKind.Assembly && (text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)))
            return new PatternError(text.Length - 4, 4, $"An assembly is named without its extension: \"{text.Substring(0, text.Length - 4)}\".");
        return null;
    }
}
