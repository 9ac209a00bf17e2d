using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Makes a body that is empty in an edition say so: a throw in its <c>#else</c>.</summary>
internal sealed class FillArmAction() : PlaceAction(RuleIds.RG1105)
{
    public override string Kind => "fill";

    public override string TitleFor(FixSession session, FixTarget target) => "Throw where the edition has nothing";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text)
    {
        if (DirectiveAt(root, target.Span)?.GetRelatedDirectives() is not { Count: >= 2 } group || group[group.Count - 1] is not EndIfDirectiveTriviaSyntax end) return null;
        if (root.FindToken(end.FullSpan.End).Parent?.FirstAncestorOrSelf<BlockSyntax>(block => block.SpanStart < group[0].SpanStart && block.Span.End > end.Span.End) is not { } body) return null;
        var layout = new LineLayout(text);
        var line = layout.LineEndAt(end.SpanStart);
        var written = layout.IndentOf(body.CloseBraceToken.SpanStart) + layout.Step() + MissingValue.Throw(model, body.CloseBraceToken.SpanStart) + ";" + line;
        var start = text.Lines.GetLineFromPosition(end.SpanStart).Start;
        if (group.OfType<ElseDirectiveTriviaSyntax>().FirstOrDefault() is not { } other) return new TextChange(new TextSpan(start, 0), layout.IndentOf(end.SpanStart) + "#else" + line + written);
        // What stands in the arm may be why it is empty; anything but a comment makes it another case.
        var between = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(other.SpanStart).EndIncludingLineBreak, start)).Split('\n').Select(one => one.Trim());
        return between.All(one => one.Length == 0 || one.StartsWith("//", System.StringComparison.Ordinal)) ? new TextChange(new TextSpan(start, 0), written) : null;
    }
}
