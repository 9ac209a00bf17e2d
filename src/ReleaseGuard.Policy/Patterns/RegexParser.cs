using System.Collections.Generic;
using System.Globalization;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Reads <c>re:</c> patterns: literals, <c>.</c>, classes, groups, alternation, quantifiers with bounds, <c>^</c> and <c>$</c>.
/// What would need backtracking (backreferences, lookaround, atomic groups) is refused by name.
/// </summary>
internal sealed class RegexParser
{
    /// <summary>Largest bound of a quantifier.</summary>
    public const int MostRepeats = 1000;

    private const int DeepestGroups = 64;

    private static readonly CharSet s_digit = CharSet.Of(('0', '9'));
    private static readonly CharSet s_word = CharSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));
    private static readonly CharSet s_space = CharSet.Of(('\t', '\r'), (' ', ' '));
    private static readonly CharSet s_dot = CharSet.Of('\n').Not();

    private readonly string _text;
    private bool _ignoreCase;
    private int _at;
    private int _depth;
    private PatternError? _error;

    private RegexParser(string text, int at, bool ignoreCase)
    {
        _text = text;
        _at = at;
        _ignoreCase = ignoreCase;
    }

    public static PatternNode? Parse(string text, int at, bool ignoreCase, out PatternError? error)
    {
        var parser = new RegexParser(text, at, ignoreCase);
        if (string.CompareOrdinal(text, at, "(?i)", 0, 4) == 0)
        {
            parser._ignoreCase = true;
            parser._at += 4;
        }

        var node = parser.Choice();
        if (parser._error is null && parser._at < text.Length) parser.Fail(parser._at, 1, "This ')' closes no group; a parenthesis itself is written '\\)'.");
        error = parser._error;
        return error is null ? node : null;
    }

    private bool Goes => _error is null && _at < _text.Length;

    private PatternNode Choice()
    {
        var parts = new List<PatternNode> { Sequence() };
        while (Goes && _text[_at] == '|')
        {
            _at++;
            parts.Add(Sequence());
        }

        return parts.Count == 1 ? parts[0] : new ChoiceNode(parts);
    }

    private SequenceNode Sequence()
    {
        var parts = new List<PatternNode>();
        while (Goes && _text[_at] is not ('|' or ')'))
        {
            var start = _at;
            if (Atom() is not { } atom) break;
            parts.Add(Quantified(atom, start));
        }

        return new SequenceNode(parts);
    }

    private PatternNode Quantified(PatternNode atom, int start)
    {
        if (!Goes || _text[_at] is not ('*' or '+' or '?' or '{')) return atom;
        var at = _at;
        var (least, most) = (0, -1);
        switch (_text[_at++])
        {
            case '+':
                least = 1;
                break;
            case '?':
                most = 1;
                break;
            case '{':
                if (!Bounds(at, out least, out most)) return atom;
                break;
        }

        if (atom is AnchorNode)
        {
            Fail(start, _at - start, "An anchor cannot be repeated.");
            return atom;
        }

        // Which of several ways a text matches does not matter here, only whether it does: '*?' is '*'.
        if (Goes && _text[_at] == '?') _at++;
        else if (Goes && _text[_at] == '+') Fail(_at, 1, "Possessive quantifiers are not supported: they would need backtracking.");
        else if (Goes && _text[_at] is '*' or '{') Fail(_at, 1, "A quantifier follows another; put the first part in a group: (?:...).");
        return new RepeatNode(atom, least, most);
    }

    private bool Bounds(int open, out int least, out int most)
    {
        most = least = 0;
        var close = _text.IndexOf('}', _at);
        var inside = close < 0 ? "" : _text.Substring(_at, close - _at);
        var comma = inside.IndexOf(',');
        var first = comma < 0 ? inside : inside.Substring(0, comma);
        if (!Count(first, out least) || (comma >= 0 && comma < inside.Length - 1 && !Count(inside.Substring(comma + 1), out most)))
        {
            Fail(open, 1, $"'{{' begins a count such as {{2}}, {{2,}} or {{2,5}}, none above {MostRepeats}; the brace itself is written '\\{{'.");
            return false;
        }

        if (comma < 0) most = least;
        else if (comma == inside.Length - 1) most = -1;
        _at = close + 1;
        if (most < 0 || most >= least) return true;
        Fail(open, _at - open, "This count ends before it begins.");
        return false;
    }

    private static bool Count(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MostRepeats;

    private PatternNode? Atom()
    {
        var start = _at;
        var c = _text[_at++];
        switch (c)
        {
            case '.':
                return new SetNode(s_dot);
            case '^':
                return new AnchorNode(false);
            case '$':
                return new AnchorNode(true);
            case '(':
                return Group(start);
            case '[':
                return Class(start);
            case '\\':
                return Escape(start);
            case '*' or '+' or '?' or '{':
                Fail(start, 1, $"There is nothing before '{c}' to repeat; the character itself is written '\\{c}'.");
                return null;
            default:
                return Literal(c);
        }
    }

    private PatternNode Literal(char c)
    {
        if (_ignoreCase && char.ToLowerInvariant(c) != char.ToUpperInvariant(c)) return new SetNode(CharSet.Of(c).BothCases());
        return new TextNode(c.ToString());
    }

    private PatternNode? Group(int start)
    {
        if (Goes && _text[_at] == '?' && !GroupKind(start)) return null;
        if (++_depth > DeepestGroups)
        {
            Fail(start, 1, $"Groups are nested deeper than {DeepestGroups} levels.");
            return null;
        }

        var inside = Choice();
        _depth--;
        if (_error is not null) return null;
        if (_at >= _text.Length)
        {
            Fail(start, 1, "This '(' is never closed; a parenthesis itself is written '\\('.");
            return null;
        }

        _at++;
        return inside;
    }

    private bool GroupKind(int start)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        var after = _at + 2 < _text.Length ? _text[_at + 2] : '\0';
        if (next == ':')
        {
            _at += 2;
            return true;
        }

        if ((next is '<' or '\'') && after is not ('=' or '!'))
        {
            var close = _text.IndexOf(next == '<' ? '>' : '\'', _at + 2);
            if (close > _at + 2)
            {
                _at = close + 1;
                return true;
            }
        }

        Fail(start, 3, next switch
        {
            '=' or '!' or '<' => "Lookaround is not supported: it would need backtracking.",
            '>' => "Atomic groups are not supported: they would need backtracking.",
            'i' => "'(?i)' stands at the beginning of the pattern only.",
            _ => "Groups are '(...)', '(?:...)' or '(?<name>...)'.",
        });
        return false;
    }

    private SetNode? Class(int start)
    {
        var ranges = new List<(char First, char Last)>();
        var not = Goes && _text[_at] == '^';
        if (not) _at++;
        var first = true;
        while (Goes && (first || _text[_at] != ']'))
        {
            first = false;
            var itemStart = _at;
            if (_text[_at] == '[' && _at + 1 < _text.Length && _text[_at + 1] == ':')
            {
                Fail(_at, 2, "Named classes such as [:alpha:] are not supported; write [A-Za-z].");
                return null;
            }

            if (ClassItem(out var low) is { } set)
            {
                ranges.AddRange(set.Ranges);
                if (Goes && _text[_at] == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
                    Fail(itemStart, _at - itemStart + 1, "A class such as \\d cannot begin a range.");
                continue;
            }

            var high = low;
            if (Goes && _text[_at] == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
            {
                _at++;
                if (_text[_at] == '[')
                {
                    Fail(_at - 1, 2, "Taking one class from another is not supported.");
                    return null;
                }

                if (ClassItem(out high) is not null) Fail(itemStart, _at - itemStart, "A class such as \\d cannot end a range.");
                else if (high < low) Fail(itemStart, _at - itemStart, $"The range {_text.Substring(itemStart, _at - itemStart)} ends before it begins.");
            }

            if (_error is null) ranges.Add((low, high));
        }

        if (_error is not null) return null;
        if (_at >= _text.Length)
        {
            Fail(start, 1, "This '[' is never closed; a bracket itself is written '\\['.");
            return null;
        }

        _at++;
        var all = CharSet.Of([.. ranges]);
        if (_ignoreCase) all = all.BothCases();
        return new SetNode(not ? all.Not() : all);
    }

    // A single character, or a set for \d and its like.
    private CharSet? ClassItem(out char c)
    {
        c = _text[_at++];
        if (c != '\\') return null;
        var start = _at - 1;
        if (_at < _text.Length && _text[_at] == 'b')
        {
            _at++;
            c = '\b';
            return null;
        }

        return Escaped(start, out c);
    }

    private PatternNode? Escape(int start)
    {
        if (Goes && _text[_at] is 'A' or 'z') return new AnchorNode(_text[_at++] == 'z');
        var set = Escaped(start, out var c);
        if (_error is not null) return null;
        return set is not null ? new SetNode(set) : Literal(c);
    }

    private CharSet? Escaped(int start, out char c)
    {
        c = '\0';
        if (_at >= _text.Length)
        {
            Fail(start, 1, "A pattern cannot end in a backslash; the character itself is written '\\\\'.");
            return null;
        }

        c = _text[_at++];
        switch (c)
        {
            case 'd': return s_digit;
            case 'D': return s_digit.Not();
            case 'w': return s_word;
            case 'W': return s_word.Not();
            case 's': return s_space;
            case 'S': return s_space.Not();
            case 't': c = '\t'; return null;
            case 'n': c = '\n'; return null;
            case 'r': c = '\r'; return null;
            case 'f': c = '\f'; return null;
            case 'v': c = '\v'; return null;
            case 'x': return Hex(start, 2, ref c);
            case 'u': return Hex(start, 4, ref c);
        }

        if (c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            Fail(start, 2, c switch
            {
                (>= '0' and <= '9') or 'k' => "Backreferences are not supported: they would need backtracking.",
                'b' or 'B' => "Word boundaries are not supported; write what stands beside the word, such as (^|[^A-Za-z]).",
                'p' or 'P' => "Unicode categories are not supported; write the characters as a class.",
                'Z' or 'G' => $"The anchor '\\{c}' is not supported; write '$' or '^'.",
                _ => $"'\\{c}' means nothing here; a letter needs no backslash.",
            });
        }

        return null;
    }

    private CharSet? Hex(int start, int digits, ref char c)
    {
        if (_at + digits <= _text.Length
            && int.TryParse(_text.Substring(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            c = (char)code;
            _at += digits;
        }
        else
        {
            Fail(start, 2, $"'\\{c}' is followed by {digits} hex digits.");
        }

        return null;
    }

    private void Fail(int offset, int length, string message)
    {
        if (offset + length > _text.Length) length = _text.Length - offset;
        _error ??= new PatternError(offset, length, message);
    }
}
