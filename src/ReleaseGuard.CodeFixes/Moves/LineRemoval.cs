using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Moves;

/// <summary>Takes a declaration out of a file: its whole lines where it has them to itself, and one of the blank lines that would meet.</summary>
internal sealed class LineRemoval(SourceText text)
{
    private readonly LineLayout _layout = new(text);

    /// <summary>The lines of a node with the comments that belong to it; without the last line's end.</summary>
    public TextSpan LinesOf(SyntaxNode node)
    {
        var start = Attachment.StartOf(node.GetFirstToken());
        var blank = _layout.BlankBefore(start);
        var end = Attachment.EndOf(node.GetLastToken());
        var behind = _layout.BlankBehind(end);
        return TextSpan.FromBounds(_layout.IsLineStart(blank) ? blank : start, _layout.IsLineEnd(behind) ? behind : end);
    }

    /// <summary>What is taken out with a node.</summary>
    public TextSpan Of(SyntaxNode node) => Of(LinesOf(node));

    /// <summary>What is taken out with whole lines.</summary>
    public TextSpan Of(TextSpan lines)
    {
        if (!_layout.IsLineStart(lines.Start) || !_layout.IsLineEnd(lines.End)) return lines;
        var start = lines.Start;
        var end = text.Lines.GetLineFromPosition(lines.End).EndIncludingLineBreak;
        var above = text.Lines.GetLineFromPosition(start).LineNumber - 1;
        var below = text.Lines.GetLineFromPosition(lines.End).LineNumber + 1;
        var blankAbove = above < 0 || IsBlank(above);
        if (above >= 0 && blankAbove && (below >= text.Lines.Count || IsBlank(below) || IsClosing(below))) return TextSpan.FromBounds(text.Lines[above].Start, end);
        if ((above < 0 || blankAbove || IsOpening(above)) && below < text.Lines.Count && IsBlank(below)) return TextSpan.FromBounds(start, text.Lines[below].EndIncludingLineBreak);
        return TextSpan.FromBounds(start, end);
    }

    private bool IsBlank(int number) => text.Lines[number].ToString().Trim().Length == 0;

    private bool IsClosing(int number) => text.Lines[number].ToString().TrimStart().StartsWith("}", System.StringComparison.Ordinal);

    private bool IsOpening(int number) => text.Lines[number].ToString().TrimEnd().EndsWith("{", System.StringComparison.Ordinal);
}
