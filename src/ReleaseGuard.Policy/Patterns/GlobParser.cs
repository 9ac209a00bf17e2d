using System;
using System.Collections.Generic;
using System.Text;

namespace ReleaseGuard.Policy.Patterns;

/// <summary>
/// Reads globs: <c>*</c> and <c>?</c> within a segment, <c>**</c> for any number of whole segments, <c>{a,b}</c>, <c>{1..9}</c>.
/// Alternatives and ranges are kept as such, never written out.
/// </summary>
internal sealed class GlobParser
{
    /// <summary>Longest bound of a range, in digits.</summary>
    public const int MostDigits = 18;

    private const int DeepestBraces = 16;
    private const char NoSeparator = '\0';

    private readonly string _text;
    private readonly char _separator;
    private readonly bool _literalBraces;
    private readonly CharSet _inSegment;
    private int _at;
    private PatternError? _error;

    private GlobParser(string text, int at, char separator, bool literalBraces)
    {
        _text = text;
        _at = at;
        _separator = separator;
        _literalBraces = literalBraces;
        _inSegment = separator == NoSeparator ? CharSet.Any : CharSet.Of(separator).Not();
    }

    /// <summary>Reads a glob whose segments a separator parts.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="at">Where in the text the glob begins.</param>
    /// <param name="separator">The separator, or NUL when the text has no segments.</param>
    /// <param name="literalBraces">True where braces without a comma or range inside are letters (documentation ids of generics).</param>
    /// <param name="error">What is wrong with it.</param>
    public static PatternNode? Parse(string text, int at, char separator, bool literalBraces, out PatternError? error)
    {
        var parser = new GlobParser(text, at, separator, literalBraces);
        var node = parser.Sequence(0, true);
        error = parser._error;
        return error is null ? node : null;
    }

    /// <summary>Reads a text in which only <c>*</c> is special.</summary>
    public static PatternNode ParseStars(string text, int at)
    {
        var parts = new List<PatternNode>();
        while (at < text.Length)
        {
            var star = text.IndexOf('*', at);
            var end = star < 0 ? text.Length : star;
            if (end > at) parts.Add(new TextNode(text.Substring(at, end - at)));
            if (star >= 0) parts.Add(AnyText());
            at = end + 1;
        }

        return new SequenceNode(parts);
    }

    /// <summary>Any text at all.</summary>
    public static PatternNode AnyText() => new RepeatNode(new SetNode(CharSet.Any), 0, -1) { SharedAs = "**" };

    /// <summary>Nothing, or the separator and any text behind it.</summary>
    public static PatternNode Below(char separator) =>
        new RepeatNode(new SequenceNode([new TextNode(separator.ToString()), AnyText()]), 0, 1) { SharedAs = "/**" };

    private SequenceNode Sequence(int depth, bool segmentStart)
    {
        var parts = new List<PatternNode>();
        var run = new StringBuilder();
        while (_at < _text.Length && _error is null)
        {
            var c = _text[_at];
            if (depth > 0 && c is ',' or '}') break;
            switch (c)
            {
                case '*':
                    Star(parts, run, depth, ref segmentStart);
                    continue;
                case '?':
                    Flush(parts, run);
                    parts.Add(new SetNode(_inSegment) { SharedAs = "?" });
                    _at++;
                    break;
                case '{' when !_literalBraces || !IsLiteralBrace():
                    Flush(parts, run);
                    if (Braces(depth, segmentStart) is { } braces) parts.Add(braces);
                    break;
                case '}' when !_literalBraces:
                    Fail(_at, 1, "'}' closes nothing here; braces hold alternatives {a,b} or a range {1..9}.");
                    break;
                default:
                    run.Append(c);
                    _at++;
                    if (c == _separator)
                    {
                        if (segmentStart && depth == 0) Fail(_at - 1, 1, $"A segment is missing before this '{c}'.");
                        segmentStart = true;
                        if (_at == _text.Length) Fail(_at - 1, 1, $"A segment is missing after the last '{c}'; '{c}**' stands for everything below.");
                        continue;
                    }

                    break;
            }

            segmentStart = false;
        }

        Flush(parts, run);
        return new SequenceNode(parts);
    }

    private void Star(List<PatternNode> parts, StringBuilder run, int depth, ref bool segmentStart)
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] == '*') _at++;
        var stars = _at - start;
        var atEnd = _at == _text.Length || (depth > 0 && _text[_at] is ',' or '}');
        if (_separator == NoSeparator || stars == 1)
        {
            Flush(parts, run);
            // A segment that is all '*' is one segment, and no segment is empty.
            var whole = _separator != NoSeparator && segmentStart && depth == 0 && (atEnd || _text[_at] == _separator);
            parts.Add(_separator == NoSeparator ? AnyText() : new RepeatNode(new SetNode(_inSegment), whole ? 1 : 0, -1) { SharedAs = whole ? "*+" : "*" });
            segmentStart = false;
            return;
        }

        if (stars > 2 || !segmentStart || (!atEnd && _text[_at] != _separator))
        {
            Fail(start, stars, $"'**' stands for whole segments: it is a segment of its own ('{_separator}**{_separator}'). Within a segment write '*'.");
            return;
        }

        if (!atEnd)
        {
            _at++;
            Flush(parts, run);
            parts.Add(new RepeatNode(new SequenceNode([AnyText(), new TextNode(_separator.ToString())]), 0, 1) { SharedAs = "**/" });
            if (_at == _text.Length) Fail(_at - 1, 1, $"A segment is missing after the last '{_separator}'.");
            return;
        }

        // 'a/**' is a and everything below it: the separator belongs to what may be absent.
        var below = run.Length > 0 && run[run.Length - 1] == _separator;
        if (below) run.Length--;
        Flush(parts, run);
        parts.Add(below ? Below(_separator) : AnyText());
        segmentStart = false;
    }

    private bool IsLiteralBrace()
    {
        var close = _text.IndexOf('}', _at);
        if (close < 0) return true;
        var inside = _text.Substring(_at + 1, close - _at - 1);
        return inside.IndexOf(',') < 0 && inside.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    private PatternNode? Braces(int depth, bool segmentStart)
    {
        var open = _at++;
        if (depth >= DeepestBraces)
        {
            Fail(open, 1, $"Braces are nested deeper than {DeepestBraces} levels.");
            return null;
        }

        var parts = new List<PatternNode>();
        while (_error is null)
        {
            parts.Add(Range() is { } numbers ? numbers : Sequence(depth + 1, segmentStart));
            if (_error is not null) return null;
            if (_at >= _text.Length)
            {
                Fail(open, 1, "This '{' is never closed.");
                return null;
            }

            if (_text[_at++] == '}') break;
        }

        if (parts.Count == 1)
        {
            if (parts[0] is RangeNode range) return range;
            Fail(open, _at - open, "Braces hold alternatives {a,b} or a range of whole numbers {1..9}.");
            return null;
        }

        return new ChoiceNode(parts) { SharedAs = _text.Substring(open, _at - open) + (segmentStart ? "^" : "") };
    }

    // digits..digits up to the next ',' or '}'
    private RangeNode? Range()
    {
        var start = _at;
        var at = Digits(start);
        if (at == start || at + 1 >= _text.Length || _text[at] != '.' || _text[at + 1] != '.') return null;
        var secondStart = at + 2;
        var end = Digits(secondStart);
        if (end == secondStart || end >= _text.Length || _text[end] is not (',' or '}'))
        {
            Fail(start, Math.Max(end, secondStart) - start, "A range has a whole number at both ends and no step: {1..9}, {00001..00088}.");
            return null;
        }

        var first = _text.Substring(start, at - start);
        var last = _text.Substring(secondStart, end - secondStart);
        var padded = (first.Length > 1 && first[0] == '0') || (last.Length > 1 && last[0] == '0');
        if (first.Length > MostDigits || last.Length > MostDigits)
            Fail(start, end - start, $"The ends of a range have at most {MostDigits} digits.");
        else if (padded && first.Length != last.Length)
            Fail(start, end - start, $"A zero-padded range is written with as many digits at both ends: {{{first.PadLeft(last.Length, '0')}..{last.PadLeft(first.Length, '0')}}}.");
        else if (first.Length > last.Length || (first.Length == last.Length && string.CompareOrdinal(first, last) > 0))
            Fail(start, end - start, $"The range {first}..{last} ends before it begins.");
        if (_error is not null) return null;
        _at = end;
        return new RangeNode(first, last, padded) { SharedAs = $"{{{first}..{last}}}" };
    }

    private int Digits(int at)
    {
        while (at < _text.Length && _text[at] is >= '0' and <= '9') at++;
        return at;
    }

    private static void Flush(List<PatternNode> parts, StringBuilder run)
    {
        if (run.Length == 0) return;
        parts.Add(new TextNode(run.ToString()));
        run.Clear();
    }

    private void Fail(int offset, int length, string message) => _error ??= new PatternError(offset, length, message);
}
