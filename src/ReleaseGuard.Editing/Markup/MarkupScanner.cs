using System;

namespace ReleaseGuard.Editing;

/// <summary>Finds where elements and attributes stand. Only for text that an XML reader has accepted: nothing is judged here.</summary>
internal sealed class MarkupScanner(string text)
{
    private int _at;

    public static MarkupElement Scan(string text) => new MarkupScanner(text).Run();

    private MarkupElement Run()
    {
        MarkupElement? root = null;
        MarkupElement? open = null;
        while ((_at = text.IndexOf('<', _at)) >= 0)
        {
            if (SkipPast("<!--", "-->") || SkipPast("<![CDATA[", "]]>") || SkipPast("<?", "?>")) continue;
            if (text[_at + 1] == '/')
            {
                open!.EndTagStart = _at;
                _at = text.IndexOf('>', _at) + 1;
                open.End = _at;
                open = open.Parent;
                if (open is null) break;
                continue;
            }

            var element = ReadStartTag(open);
            root ??= element;
            if (!element.IsOneTag) open = element;
            else if (open is null) break;
        }

        return root!;
    }

    private MarkupElement ReadStartTag(MarkupElement? parent)
    {
        var start = _at++;
        var element = new MarkupElement(ReadName(), start, parent);
        while (true)
        {
            SkipBlank();
            if (text[_at] == '/')
            {
                _at += 2;
                element.IsOneTag = true;
                element.EndTagStart = element.End = _at;
                break;
            }

            if (text[_at] == '>')
            {
                _at++;
                break;
            }

            element.Add(ReadAttribute());
        }

        element.StartTagEnd = _at;
        return element;
    }

    private MarkupAttribute ReadAttribute()
    {
        var start = _at;
        var name = ReadName();
        SkipBlank();
        _at++;
        SkipBlank();
        var quote = text[_at];
        var valueStart = _at + 1;
        var valueEnd = text.IndexOf(quote, valueStart);
        _at = valueEnd + 1;
        return new MarkupAttribute(name, start, valueStart, _at, quote, MarkupValue.Read(text, valueStart, valueEnd));
    }

    private string ReadName()
    {
        var start = _at;
        while (!char.IsWhiteSpace(text[_at]) && text[_at] is not ('/' or '>' or '=')) _at++;
        return text.Substring(start, _at - start);
    }

    private void SkipBlank()
    {
        while (text[_at] is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private bool SkipPast(string opening, string closing)
    {
        if (string.CompareOrdinal(text, _at, opening, 0, opening.Length) != 0) return false;
        _at = text.IndexOf(closing, _at + opening.Length, StringComparison.Ordinal) + closing.Length;
        return true;
    }
}
