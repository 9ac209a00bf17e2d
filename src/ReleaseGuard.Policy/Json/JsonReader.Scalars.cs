using System.Globalization;
using System.Text;

namespace ReleaseGuard.Policy.Json;

/// <content>Strings with their escapes, numbers, and the words <c>true</c>, <c>false</c> and <c>null</c>.</content>
internal sealed partial class JsonReader
{
    private string ReadString(char quote)
    {
        var start = _at++;
        var run = _at;
        StringBuilder? built = null;
        while (!AtEnd)
        {
            var c = _text[_at];
            if (c == quote)
            {
                var whole = built is null ? _text.Substring(run, _at - run) : built.Append(_text, run, _at - run).ToString();
                _at++;
                return whole;
            }

            if (c is '\n' or '\r') break;
            if (c == '\\')
            {
                built ??= new StringBuilder();
                built.Append(_text, run, _at - run);
                ReadEscape(built);
                run = _at;
                continue;
            }

            if (c < ' ') Report(_at, _at + 1, $"A control character (U+{(int)c:X4}) stands in a string; write \\u{(int)c:x4}.");
            _at++;
        }

        Report(start, _at, "This string is not closed on its line.");
        return built is null ? _text.Substring(run, _at - run) : built.Append(_text, run, _at - run).ToString();
    }

    private void ReadEscape(StringBuilder built)
    {
        var start = _at++;
        if (AtEnd) return;
        var c = _text[_at];
        if (c is '\n' or '\r') return;
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/':
                built.Append(c);
                return;
            case 'b':
                built.Append('\b');
                return;
            case 'f':
                built.Append('\f');
                return;
            case 'n':
                built.Append('\n');
                return;
            case 'r':
                built.Append('\r');
                return;
            case 't':
                built.Append('\t');
                return;
            case 'u':
                if (_at + 4 <= _text.Length
                    && int.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    built.Append((char)code);
                    _at += 4;
                    return;
                }

                Report(start, _at, "'\\u' is followed by four hex digits.");
                return;
            default:
                Report(start, _at, $"'\\{c}' is no escape of JSON; a backslash is written '\\\\'.");
                built.Append(c);
                return;
        }
    }

    private JsonValue ReadNumber()
    {
        var start = _at;
        while (!AtEnd && (IsWordPart(_text[_at]) || _text[_at] is '+' or '.')) _at++;
        var text = _text.Substring(start, _at - start);
        if (IsJsonNumber(text)) return new JsonValue(JsonKind.Number, start, _at, text);
        Report(start, _at, $"'{Clip(text)}' is no number of JSON.");
        return Broken(start);
    }

    private static bool IsJsonNumber(string text)
    {
        var i = 0;
        if (i < text.Length && text[i] == '-') i++;
        var digits = i;
        while (i < text.Length && text[i] is >= '0' and <= '9') i++;
        if (i == digits || (text[digits] == '0' && i - digits > 1)) return false;
        if (i < text.Length && text[i] == '.')
        {
            digits = ++i;
            while (i < text.Length && text[i] is >= '0' and <= '9') i++;
            if (i == digits) return false;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '+' or '-') i++;
            digits = i;
            while (i < text.Length && text[i] is >= '0' and <= '9') i++;
            if (i == digits) return false;
        }

        return i == text.Length;
    }

    private JsonValue ReadWord()
    {
        var start = _at;
        if (!IsWordPart(_text[_at]))
        {
            SkipUnexpected();
            Report(start, _at, "A value is expected here.");
            return Broken(start);
        }

        while (!AtEnd && IsWordPart(_text[_at])) _at++;
        var word = _text.Substring(start, _at - start);
        switch (word)
        {
            case "true": return new JsonValue(JsonKind.True, start, _at, word);
            case "false": return new JsonValue(JsonKind.False, start, _at, word);
            case "null": return new JsonValue(JsonKind.Null, start, _at, word);
        }

        var lower = word.ToLowerInvariant();
        Report(start, _at, lower is "true" or "false" or "null"
            ? $"Write '{lower}' in lower case."
            : $"'{Clip(word)}' is no value; text stands in double quotes.");
        return Broken(start);
    }
}
