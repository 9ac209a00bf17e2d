using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Reads symbol patterns: documentation-comment ids with <c>*</c> in a segment and <c>.**</c> behind it. A namespace withholds
/// everything in it, a type its members and nested types, so <c>.**</c> adds nothing to <c>N:</c> and <c>T:</c> and says it aloud.
/// </summary>
internal static class SymbolParser
{
    private static readonly CharSet s_inNamespace = CharSet.Of(('N', 'N'), ('T', 'T'), ('M', 'M'), ('P', 'P'), ('F', 'F'), ('E', 'E'));
    private static readonly CharSet s_inType = CharSet.Of(('T', 'T'), ('M', 'M'), ('P', 'P'), ('F', 'F'), ('E', 'E'));

    public static PatternNode? Parse(string text, out PatternError? error)
    {
        if (text.Length < 3 || text[1] != ':' || "NTMPFE".IndexOf(text[0]) < 0)
        {
            error = new PatternError(0, text.Length, "A symbol is a documentation id: N: (namespace), T: (type), M: (method), P: (property), F: (field) or E: (event) and the full name, such as T:Avocado.Heads.Cyber.ExploitHead.");
            return null;
        }

        var open = text.IndexOf('(');
        var nameEnd = open < 0 ? text.Length : open;
        error = BadCharacter(text, nameEnd);
        if (error is not null) return null;
        if (open >= 0 && text[0] is not ('M' or 'P'))
        {
            error = new PatternError(open, text.Length - open, "Only methods (M:) and indexers (P:) have parameters.");
            return null;
        }

        var whole = text[0] is 'N' or 'T';
        var below = nameEnd == text.Length && text.EndsWith(".**", StringComparison.Ordinal);
        var name = whole && below ? text.Substring(0, nameEnd - 3) : text.Substring(0, nameEnd);
        if (name.Length == 2)
        {
            error = new PatternError(2, text.Length - 2, "A name is missing before '.**'.");
            return null;
        }

        if (GlobParser.Parse(name, 2, '.', literalBraces: true, out error) is not { } path) return null;
        var parts = new List<PatternNode>
        {
            text[0] switch
            {
                'N' => new SetNode(s_inNamespace) { SharedAs = "N" },
                'T' => new SetNode(s_inType) { SharedAs = "T" },
                _ => new TextNode(text.Substring(0, 1)),
            },
            new TextNode(":"),
            path,
        };
        if (whole) parts.Add(GlobParser.Below('.'));
        else if (open >= 0) parts.Add(GlobParser.ParseStars(text, open));
        else if (name.IndexOf('*') >= 0 && !below) parts.Add(Parameters());
        return new SequenceNode(parts);
    }

    // A name with a wildcard means members of many signatures; one without is the exact id.
    private static PatternNode Parameters() =>
        new RepeatNode(new SequenceNode([new SetNode(CharSet.Of(('(', '('), ('~', '~'))), GlobParser.AnyText()]), 0, 1) { SharedAs = "()" };

    private static PatternError? BadCharacter(string text, int end)
    {
        for (var i = 2; i < end; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is '/' or '\\' or ':' or '+' or '"' or '?' or '<' or '>' or ')')
            {
                return new PatternError(i, 1, c switch
                {
                    '+' => "Nested types are parted by '.' in a documentation id, not by '+'.",
                    '<' or '>' => "Generic types are written with their arity in a documentation id: T:Avocado.Cache`1.",
                    _ => $"'{c}' has no place in a symbol's name.",
                });
            }
        }

        return null;
    }
}
