using System;

namespace ReleaseGuard.Editing;

/// <summary>How a text is laid out around a place, so that what is added looks like what is there.</summary>
internal static class MarkupLayout
{
    /// <summary>The blanks before an offset back to the end of the line before, that line's ending included; empty when something else stands before it on the line.</summary>
    public static string LeadOf(string text, int offset)
    {
        var start = BlankStart(text, offset);
        if (start == 0 || text[start - 1] is not ('\n' or '\r')) return "";
        return text.Substring(EndingStart(text, start), offset - EndingStart(text, start));
    }

    /// <summary>The range of an element, with its whole line (blanks before it and the line's ending) when nothing else stands there.</summary>
    public static (int Start, int End) LinesOf(string text, int start, int end)
    {
        var lineStart = BlankStart(text, start);
        var lineEnd = end;
        while (lineEnd < text.Length && text[lineEnd] is ' ' or '\t') lineEnd++;
        var startsLine = lineStart == 0 || text[lineStart - 1] is '\n' or '\r';
        if (!startsLine || lineEnd == text.Length || text[lineEnd] is not ('\r' or '\n')) return (start, end);
        return (lineStart, lineEnd + (text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? 2 : 1));
    }

    /// <summary>The offset behind the comments that follow on the same line: they are about what stands before them.</summary>
    public static int BehindComments(string text, int offset)
    {
        var at = offset;
        while (true)
        {
            while (at < text.Length && text[at] is ' ' or '\t') at++;
            if (string.CompareOrdinal(text, at, "<!--", 0, 4) != 0) return offset;
            var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal) + 3;
            if (text.IndexOfAny(['\r', '\n'], at, end - at) >= 0) return offset;
            offset = at = end;
        }
    }

    /// <summary>The line ending used first in a text; that of Unix where it has none.</summary>
    public static string NewLineOf(string text)
    {
        var at = text.IndexOf('\n');
        return at > 0 && text[at - 1] == '\r' ? "\r\n" : at < 0 && text.IndexOf('\r') >= 0 ? "\r" : "\n";
    }

    /// <summary>Whether a blank line stands between two offsets.</summary>
    public static bool HasBlankLine(string text, int start, int end)
    {
        var breaks = 0;
        for (; start < end; start++)
        {
            if (text[start] == '\n' || (text[start] == '\r' && text[start + 1] != '\n')) breaks++;
            else if (!char.IsWhiteSpace(text[start])) breaks = 0;
            if (breaks == 2) return true;
        }

        return false;
    }

    /// <summary>What stands before the children of an element: the lead of its first one, else its own and two more blanks, or as many as its depth takes.</summary>
    public static string ChildLead(string text, MarkupElement element)
    {
        if (element.Children.Count > 0) return LeadOf(text, element.Children[0].Start);
        var own = LeadOf(text, element.Start);
        if (own.Length == 0) return element.Parent is null && !element.IsOneTag ? NewLineOf(text) + "  " : "";
        var parent = element.Parent is null ? "" : LeadOf(text, element.Parent.Start);
        var step = Indent(own).Length > Indent(parent).Length ? Indent(own).Substring(Indent(parent).Length) : "  ";
        return own + step;
    }

    private static string Indent(string lead) => lead.TrimStart('\r', '\n');

    private static int BlankStart(string text, int offset)
    {
        while (offset > 0 && text[offset - 1] is ' ' or '\t') offset--;
        return offset;
    }

    private static int EndingStart(string text, int lineStart) =>
        text[lineStart - 1] == '\n' && lineStart > 1 && text[lineStart - 2] == '\r' ? lineStart - 2 : lineStart - 1;
}
