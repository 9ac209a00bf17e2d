using System;
using System.Collections.Generic;

namespace ReleaseGuard.Policy.Json;

/// <summary>
/// Reads JSON with comments, trailing commas and a byte order mark into values that know their place.
/// Goes on after every error, so that all come in one run; never throws for any text, never recurses deeper than
/// <see cref="MaxDepth"/>, takes time linear in the text.
/// </summary>
internal sealed partial class JsonReader
{
    /// <summary>Deepest nesting read; the policy language itself needs eight levels.</summary>
    public const int MaxDepth = 64;

    // A binary file handed in by mistake has an error at every byte; nobody reads past the first few hundred.
    private const int MaxProblems = 500;

    private readonly string _text;
    private readonly Action<int, int, string> _report;
    private int _at;
    private int _problems;
    private int _openObjects;
    private int _openArrays;
    private int _mismatch = -1;

    private JsonReader(string text, Action<int, int, string> report)
    {
        _text = text;
        _report = report;
    }

    /// <summary>Reads a whole text; <paramref name="report"/> receives start, end and message of every error.</summary>
    public static JsonValue Read(string text, Action<int, int, string> report) => new JsonReader(text, report).ReadDocument();

    private JsonValue ReadDocument()
    {
        if (_text.Length > 0 && _text[0] == '\uFEFF') _at = 1;
        SkipBlank();
        if (AtEnd)
        {
            Report(_at, _at, "The policy is empty. Write an object: { \"schemaVersion\": 1, ... }.");
            return Broken(_at);
        }

        var root = ReadValue(0);
        SkipBlank();
        if (!AtEnd)
        {
            var start = _at;
            SkipUnexpected();
            Report(start, _at, "Text after the end of the policy. Remove it.");
        }

        return root;
    }

    private bool AtEnd => _at >= _text.Length;

    private JsonValue ReadValue(int depth)
    {
        var start = _at;
        switch (_text[_at])
        {
            case '{':
            case '[':
                if (depth >= MaxDepth) return SkipTooDeep();
                if (_text[_at] == '{')
                {
                    _openObjects++;
                    var opened = ReadObject(depth);
                    _openObjects--;
                    return opened;
                }

                _openArrays++;
                var array = ReadArray(depth);
                _openArrays--;
                return array;
            case '"':
                return StringAt(start, ReadString('"'));
            case '\'':
                Report(start, start + 1, "Strings stand in double quotes.");
                return StringAt(start, ReadString('\''));
            case '-' or '+' or '.' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                return ReadWord();
        }
    }

    private JsonValue StringAt(int start, string text) => new(JsonKind.String, start, _at, text);

    private JsonValue ReadObject(int depth)
    {
        var start = _at++;
        var members = new List<JsonMember>();
        var needComma = false;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
            {
                Report(start, start + 1, "This '{' is never closed.");
                break;
            }

            var c = _text[_at];
            if (c == '}')
            {
                _at++;
                break;
            }

            if (c == ']')
            {
                if (LeaveToOuter(_openArrays, "']' found where '}' must close the object.")) break;
                continue;
            }

            if (c == ',')
            {
                if (!needComma) Report(_at, _at + 1, "A member is missing before this comma.");
                _at++;
                needComma = false;
                continue;
            }

            if (needComma) Report(_at, _at + 1, "A comma is missing before this member.");
            if (ReadMember(depth) is { } member) members.Add(member);
            needComma = true;
        }

        return new JsonValue(JsonKind.Object, start, _at, "") { Members = members };
    }

    // A bracket of the wrong kind closes the nearest value of its kind, when there is one around; otherwise it is passed over.
    private bool LeaveToOuter(int openOfItsKind, string message)
    {
        if (_mismatch != _at) Report(_at, _at + 1, message);
        _mismatch = _at;
        if (openOfItsKind > 0) return true;
        _at++;
        return false;
    }

    private JsonMember? ReadMember(int depth)
    {
        var start = _at;
        string name;
        var c = _text[_at];
        if (c == '"')
        {
            name = ReadString('"');
        }
        else if (c == '\'')
        {
            Report(start, start + 1, "Property names stand in double quotes.");
            name = ReadString('\'');
        }
        else if (IsWordPart(c))
        {
            while (!AtEnd && IsWordPart(_text[_at])) _at++;
            name = _text.Substring(start, _at - start);
            Report(start, _at, $"Property names stand in double quotes: \"{name}\".");
        }
        else
        {
            SkipUnexpected();
            Report(start, _at, "A property name in double quotes is expected here.");
            return null;
        }

        var end = _at;
        SkipBlank();
        if (!AtEnd && _text[_at] == ':')
        {
            _at++;
            SkipBlank();
        }
        else if (!AtEnd && _text[_at] == '=')
        {
            Report(_at, _at + 1, "A colon stands between a name and its value.");
            _at++;
            SkipBlank();
        }
        else
        {
            Report(end, end, $"A colon is missing after \"{name}\".");
            // Only a value on the spot can belong to this name.
            if (AtEnd || !StartsValue(_text[_at]) || LooksLikeMember()) return new JsonMember(name, start, end, Broken(end));
        }

        if (AtEnd || _text[_at] is ',' or '}' or ']')
        {
            Report(end, _at < _text.Length ? _at : end, $"The value of \"{name}\" is missing.");
            return new JsonMember(name, start, end, Broken(_at));
        }

        return new JsonMember(name, start, end, ReadValue(depth + 1));
    }

    private JsonValue ReadArray(int depth)
    {
        var start = _at++;
        var items = new List<JsonValue>();
        var needComma = false;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
            {
                Report(start, start + 1, "This '[' is never closed.");
                break;
            }

            var c = _text[_at];
            if (c == ']')
            {
                _at++;
                break;
            }

            if (c == '}')
            {
                if (LeaveToOuter(_openObjects, "'}' found where ']' must close the array.")) break;
                continue;
            }

            if (c == ',')
            {
                if (!needComma) Report(_at, _at + 1, "A value is missing before this comma.");
                _at++;
                needComma = false;
                continue;
            }

            if (needComma)
            {
                if (c == ':')
                {
                    Report(_at, _at + 1, "A colon has no place in an array; members stand in an object: { ... }.");
                    _at++;
                    needComma = false;
                    continue;
                }

                Report(_at, _at + 1, "A comma is missing before this value.");
            }

            items.Add(ReadValue(depth + 1));
            needComma = true;
        }

        return new JsonValue(JsonKind.Array, start, _at, "") { Items = items };
    }

    private JsonValue SkipTooDeep()
    {
        var start = _at;
        var open = 0;
        while (!AtEnd)
        {
            var c = _text[_at];
            if (c == '"')
            {
                SkipString();
                continue;
            }

            if (c == '/' && TrySkipComment(silently: true)) continue;
            _at++;
            if (c is '{' or '[') open++;
            else if (c is '}' or ']' && --open == 0) break;
        }

        Report(start, start + 1, $"Nested deeper than {MaxDepth} levels.");
        return Broken(start);
    }

    private void SkipString()
    {
        for (_at++; !AtEnd; _at++)
        {
            var c = _text[_at];
            if (c == '\\') _at++;
            else if (c is '\n' or '\r') return;
            else if (c == '"')
            {
                _at++;
                return;
            }
        }

        _at = _text.Length;
    }

    // Passes over a run of characters that begin nothing, so that a run is one problem. Always moves at least one.
    private void SkipUnexpected()
    {
        do _at++;
        while (!AtEnd && _text[_at] is not ('"' or ',' or '{' or '}' or '[' or ']' or '\n' or '\r' or ' ' or '\t' or '/') && !IsWordPart(_text[_at]));
    }

    private void SkipBlank()
    {
        while (!AtEnd)
        {
            var c = _text[_at];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
            else if (c != '/' || !TrySkipComment(silently: false))
            {
                if (c != '#') return;
                // '#' begins a comment in other languages: one problem for the line, not one for each word of it.
                var start = _at;
                while (!AtEnd && _text[_at] is not ('\n' or '\r')) _at++;
                Report(start, start + 1, "Comments begin with '//' or stand between '/*' and '*/'.");
            }
        }
    }

    private bool TrySkipComment(bool silently)
    {
        if (_at + 1 >= _text.Length) return false;
        if (_text[_at + 1] == '/')
        {
            while (!AtEnd && _text[_at] is not ('\n' or '\r')) _at++;
            return true;
        }

        if (_text[_at + 1] != '*') return false;
        var start = _at;
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + 2;
        if (end < 0 && !silently) Report(start, start + 2, "This comment is never closed.");
        return true;
    }

    private bool LooksLikeMember()
    {
        // After a missing colon: "name" "other": 1 - the next string is a member of its own.
        if (_text[_at] is not '"') return false;
        var back = _at;
        SkipString();
        while (!AtEnd && _text[_at] is ' ' or '\t') _at++;
        var member = !AtEnd && _text[_at] == ':';
        _at = back;
        return member;
    }

    private static bool StartsValue(char c) => c is '{' or '[' or '"' or '\'' or '-' || IsWordPart(c);

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '-';

    private static string Clip(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "...";

    private static JsonValue Broken(int at) => new(JsonKind.Broken, at, at, "");

    private void Report(int start, int end, string message)
    {
        if (++_problems < MaxProblems) _report(start, end, message);
        else if (_problems == MaxProblems) _report(start, end, "Too many syntax errors; the rest is not shown. Is this a JSON file?");
    }
}
