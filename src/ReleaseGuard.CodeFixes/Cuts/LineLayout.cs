using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>Lines, indentations and line ends of a text as they are: what a fix writes takes the form of its neighbours.</summary>
internal sealed class LineLayout(SourceText text)
{
    /// <summary>The white space that a position's line begins with.</summary>
    public string IndentOf(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && IsBlank(text[end])) end++;
        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>The line end used at a position's line; where that line has none, at the line before it.</summary>
    public string LineEndAt(int position)
    {
        for (var number = text.Lines.GetLineFromPosition(position).LineNumber; number >= 0; number--)
        {
            var line = text.Lines[number];
            if (line.EndIncludingLineBreak > line.End) return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return Environment.NewLine;
    }

    /// <summary>The start of the white space before a position, on its own line.</summary>
    public int BlankBefore(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        while (position > line.Start && IsBlank(text[position - 1])) position--;
        return position;
    }

    /// <summary>The end of the white space behind a position, on its own line.</summary>
    public int BlankBehind(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        while (position < line.End && IsBlank(text[position])) position++;
        return position;
    }

    public bool IsLineStart(int position) => text.Lines.GetLineFromPosition(position).Start == position;

    public bool IsLineEnd(int position) => text.Lines.GetLineFromPosition(position).End == position;

    /// <summary>One step of indentation, as the file has it.</summary>
    public string Step()
    {
        foreach (var line in text.Lines)
        {
            if (line.End > line.Start && text[line.Start] == '\t') return "\t";
            if (line.End > line.Start + 2 && text[line.Start] == ' ') return text[line.Start + 2] == ' ' ? "    " : "  ";
        }

        return "    ";
    }

    /// <summary>Whether the file puts an opening brace on a line of its own.</summary>
    public bool BracesStandAlone()
    {
        var alone = 0;
        var trailing = 0;
        foreach (var line in text.Lines)
        {
            var shown = line.ToString().Trim();
            if (shown == "{") alone++;
            else if (shown.EndsWith(" {", StringComparison.Ordinal)) trailing++;
        }

        return alone > trailing;
    }

    /// <summary>
    /// The indentation for a line that is broken before a position within it: one step more when the position stands in what the line
    /// opened, the line's own when it is one of several things in a row.
    /// </summary>
    public string IndentWithin(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var before = text.ToString(TextSpan.FromBounds(line.Start, position)).TrimEnd();
        var opens = before.LastIndexOf('{') > before.LastIndexOf('}') || (before.IndexOf(':') >= 0 && before.IndexOf(';') < 0) || before.EndsWith("=>", StringComparison.Ordinal) || before.EndsWith(")", StringComparison.Ordinal);
        return IndentOf(position) + (opens || before.Length == 0 || before[before.Length - 1] is not (';' or '}' or ',') ? Step() : "");
    }

    /// <summary>The edits that give whole lines of a range another indentation. Lines inside a literal are its content and stay.</summary>
    public IEnumerable<TextChange> Reindent(int start, int end, string from, string to, SyntaxNode root)
    {
        if (from == to) yield break;
        for (var number = text.Lines.GetLineFromPosition(start).LineNumber; number <= text.Lines.GetLineFromPosition(end).LineNumber; number++)
        {
            var line = text.Lines[number];
            if (line.Start < start || text.ToString(line.Span).StartsWith(from, StringComparison.Ordinal) is false) continue;
            if (root.FindToken(line.Start) is var token && token.SpanStart < line.Start && token.Span.End > line.Start) continue;
            yield return new TextChange(new TextSpan(line.Start, from.Length), to);
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
