using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>
/// Writes <c>#if</c>, <c>#else</c> and <c>#endif</c> around regions as edits of text: a directive needs a line of its own, so a line
/// is broken where a region begins or ends within it, and nothing else is touched. Regions that nothing but blank lines part share one
/// <c>#if</c>, also with one of the same condition that is there.
/// </summary>
internal static class DirectiveWriter
{
    public static FileChange Write(SourceText text, SyntaxNode root, IReadOnlyList<CutRegion> regions, string condition)
    {
        var layout = new LineLayout(text);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        var joints = new RegionJoints(text, root, condition);
        foreach (var (start, end, other) in joints.Join(regions))
        {
            edits.AddRange(joints.Within(start, end).Select(redundant => new TextChange(redundant, "")));
            var line = layout.LineEndAt(start);
            var blank = layout.BlankBefore(start);
            var indent = layout.IndentOf(start);
            var within = false;
            if (joints.Above(start) is { } endif)
            {
                edits.Add(new TextChange(endif, ""));
            }
            else if (layout.IsLineStart(blank))
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

            if (other is null && joints.Below(end) is { } test)
            {
                edits.Add(new TextChange(test, ""));
                continue;
            }

            var close = (other is null ? "" : $"{line}#else{line}{indent}{other}") + $"{line}#endif";
            var behind = layout.BlankBehind(end);
            if (layout.IsLineEnd(behind)) edits.Add(new TextChange(new TextSpan(behind, 0), close));
            else edits.Add(new TextChange(TextSpan.FromBounds(end, behind), close + line + (within && text[behind] is not ('}' or ')' or '{') ? indent : layout.IndentOf(start))));
        }

        return new FileChange(text, edits.ToImmutable());
    }
}
