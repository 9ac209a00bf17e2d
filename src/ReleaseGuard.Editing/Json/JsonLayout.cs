using System;

namespace ReleaseGuard.Editing;

/// <summary>What of a JSON text belongs to a value besides the value: its comma, its line, its comments.</summary>
internal static class JsonLayout
{
    /// <summary>The offset of the comma behind a value; -1 where none follows.</summary>
    public static int CommaBehind(string text, int end)
    {
        var at = SkipBlankAndComments(text, end);
        return at < text.Length && text[at] == ',' ? at : -1;
    }

    /// <summary>The range that goes with a value: back over the comments that stand directly above it, forward over its comma and the comments behind it on its line.</summary>
    public static TextEdit Removal(string text, JsonNode parent, JsonNode node)
    {
        var comma = CommaBehind(text, node.End);
        var end = comma < 0 ? node.End : comma + 1;
        var lineStart = SkipBlankBack(text, node.Start);
        if (IsLineStart(text, lineStart))
        {
            var behind = BehindLineComments(text, end);
            if (behind < text.Length && text[behind] is '\r' or '\n')
            {
                lineStart = AboveComments(text, parent.ValueStart + 1, lineStart);
                return new TextEdit(lineStart, LineEnd(text, behind) - lineStart, "");
            }
        }

        // Something else stands on the line: the blanks on one side go with it.
        if (comma < 0) return new TextEdit(lineStart, end - lineStart, "");
        while (end < text.Length && text[end] is ' ' or '\t') end++;
        return new TextEdit(node.Start, end - node.Start, "");
    }

    /// <summary>Whether nothing but blanks of one line stands between two offsets, or they overlap.</summary>
    public static bool IsBlank(string text, int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t') start++;
        return start >= end;
    }

    private static bool IsLineStart(string text, int offset) => offset == 0 || text[offset - 1] is '\r' or '\n';

    private static int SkipBlankBack(string text, int offset)
    {
        while (offset > 0 && text[offset - 1] is ' ' or '\t') offset--;
        return offset;
    }

    private static int LineEnd(string text, int offset) =>
        offset + (text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n' ? 2 : 1);

    /// <summary>The offset behind the blanks and comments that follow on the same line.</summary>
    public static int BehindLineComments(string text, int offset)
    {
        while (offset < text.Length)
        {
            if (text[offset] is ' ' or '\t') offset++;
            else if (Comment(text, offset) is var end and > 0 && text.IndexOfAny(['\r', '\n'], offset, end - offset) < 0) offset = end;
            else break;
        }

        return offset;
    }

    // Whole lines of comments directly above, not beyond the opening bracket; a blank line ends them.
    private static int AboveComments(string text, int limit, int lineStart)
    {
        while (lineStart > limit)
        {
            var ending = lineStart - (lineStart > 1 && text[lineStart - 1] == '\n' && text[lineStart - 2] == '\r' ? 2 : 1);
            var start = ending;
            while (start > limit && text[start - 1] is not ('\r' or '\n')) start--;
            if (start <= limit && !IsLineStart(text, start)) break;
            var line = text.Substring(start, ending - start).Trim();
            var isComment = line.StartsWith("//", StringComparison.Ordinal)
                || (line.StartsWith("/*", StringComparison.Ordinal) && line.IndexOf("*/", StringComparison.Ordinal) == line.Length - 2);
            if (!isComment) break;
            lineStart = start;
        }

        return lineStart;
    }

    private static int SkipBlankAndComments(string text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n') at++;
            else if (Comment(text, at) is var end and > 0) at = end;
            else break;
        }

        return at;
    }

    // The offset behind a comment that begins here, its line's ending not included; 0 where none begins.
    private static int Comment(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "//", 0, 2) == 0)
        {
            var end = text.IndexOfAny(['\r', '\n'], at);
            return end < 0 ? text.Length : end;
        }

        if (string.CompareOrdinal(text, at, "/*", 0, 2) != 0) return 0;
        var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + 2;
    }
}
