using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>Where regions meet, each other or one with the same condition that the text has already: an <c>#endif</c> and an <c>#if</c> with only blank lines between them say nothing.</summary>
internal sealed class RegionJoints(SourceText text, SyntaxNode root, string condition)
{
    /// <summary>The extents of the regions with their comments and their <c>#else</c>; those that meet are one.</summary>
    public List<(int Start, int End, string? Else)> Join(IReadOnlyList<CutRegion> regions)
    {
        var joined = new List<(int Start, int End, string? Else)>();
        foreach (var region in regions)
        {
            var start = region.TakesComments ? Attachment.StartOf(root.FindToken(region.Span.Start)) : region.Span.Start;
            var end = Attachment.EndOf(root.FindToken(region.Span.End - 1));
            if (joined.Count > 0 && region.Else is null && joined[joined.Count - 1] is { Else: null } last && last.End <= start && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(last.End, start))))
                joined[joined.Count - 1] = (last.Start, end, null);
            else
                joined.Add((start, end, region.Else));
        }

        return joined;
    }

    /// <summary>The line of an <c>#endif</c> above a place that ends a group of the same condition alone.</summary>
    public TextSpan? Above(int start)
    {
        var at = text.Lines.GetLineFromPosition(start);
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(at.Start, start)))) return null;
        for (var number = at.LineNumber - 1; number >= 0; number--)
        {
            var line = text.Lines[number];
            if (string.IsNullOrWhiteSpace(line.ToString())) continue;
            return line.ToString().Trim() == "#endif" && Directive(line) is EndIfDirectiveTriviaSyntax end && end.GetRelatedDirectives() is { Count: 2 } group && group[0] is IfDirectiveTriviaSyntax test && IsSame(test)
                ? line.SpanIncludingLineBreak : null;
        }

        return null;
    }

    /// <summary>The line of an <c>#if</c> with the same condition below a place.</summary>
    public TextSpan? Below(int end)
    {
        var at = text.Lines.GetLineFromPosition(end);
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(end, at.End)))) return null;
        for (var number = at.LineNumber + 1; number < text.Lines.Count; number++)
        {
            var line = text.Lines[number];
            if (string.IsNullOrWhiteSpace(line.ToString())) continue;
            return line.ToString().Trim() == "#if " + condition && Directive(line) is IfDirectiveTriviaSyntax test && IsSame(test) ? line.SpanIncludingLineBreak : null;
        }

        return null;
    }

    /// <summary>Lines within a region that say its condition once more: the inner directives, and what an inner <c>#else</c> keeps for editions that the region leaves out.</summary>
    public IEnumerable<TextSpan> Within(int start, int end)
    {
        for (var number = text.Lines.GetLineFromPosition(start).LineNumber; number <= text.Lines.GetLineFromPosition(end).LineNumber; number++)
        {
            var line = text.Lines[number];
            if (line.Start < start || line.ToString().Trim() != "#if " + condition || Directive(line) is not IfDirectiveTriviaSyntax test) continue;
            var group = test.GetRelatedDirectives();
            var last = text.Lines.GetLineFromPosition(group[group.Count - 1].SpanStart);
            if (last.End > end || !IsSame(test) || group[0] != test) continue;
            if (group.Count == 2) yield return last.SpanIncludingLineBreak;
            else if (group.Count == 3 && group[1] is ElseDirectiveTriviaSyntax other) yield return TextSpan.FromBounds(text.Lines.GetLineFromPosition(other.SpanStart).Start, last.EndIncludingLineBreak);
            else continue;
            yield return line.SpanIncludingLineBreak;
        }
    }

    private bool IsSame(IfDirectiveTriviaSyntax test) => test.Condition.ToString() == condition;

    private DirectiveTriviaSyntax? Directive(TextLine line)
    {
        var text = line.ToString();
        return root.FindTrivia(line.Start + text.Length - text.TrimStart().Length).GetStructure() as DirectiveTriviaSyntax;
    }
}
