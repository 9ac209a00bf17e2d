using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>
/// Writes <c>#if</c>, <c>#else</c> and <c>#endif</c> around regions as edits of text: a directive needs a line of its own, so a line
/// is broken where a region begins or ends within it, and nothing else is touched.
/// </summary>
internal static class DirectiveWriter
{
    public static FileChange Write(SourceText text, SyntaxNode root, IReadOnlyList<CutRegion> regions, string condition)
    {
        var layout = new LineLayout(text);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var region in regions)
        {
            var start = region.TakesComments ? Attachment.StartOf(root.FindToken(region.Span.Start)) : region.Span.Start;
            var end = Attachment.EndOf(root.FindToken(region.Span.End - 1));
            var line = layout.LineEndAt(start);
            var blank = layout.BlankBefore(start);
            var indent = layout.IndentOf(start);
            var within = false;
            if (layout.IsLineStart(blank))
            {
                edits.Add(new TextChange(new TextSpan(blank, 0), $"#if {condition}{line}"));
            }
            else
            {
                var outer = indent;
                indent = layout.IndentWithin(start);
                within = true;
                var brace = blank - 1;
                if (text[brace] == '{' && !layout.IsLineStart(layout.BlankBefore(brace)) && layout.BracesStandAlone())
                    edits.Add(new TextChange(TextSpan.FromBounds(layout.BlankBefore(brace), start), $"{line}{outer}{{{line}#if {condition}{line}{indent}"));
                else
                    edits.Add(new TextChange(TextSpan.FromBounds(blank, start), $"{line}#if {condition}{line}{indent}"));
            }

            var close = (region.Else is null ? "" : $"{line}#else{line}{indent}{region.Else}") + $"{line}#endif";
            var behind = layout.BlankBehind(end);
            if (layout.IsLineEnd(behind)) edits.Add(new TextChange(new TextSpan(behind, 0), close));
            else edits.Add(new TextChange(TextSpan.FromBounds(end, behind), close + line + (within && text[behind] is not ('}' or ')' or '{') ? indent : layout.IndentOf(start))));
        }

        return new FileChange(text, edits.ToImmutable());
    }
}
