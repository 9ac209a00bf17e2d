using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Puts words in the place of a reference from documentation to something withheld; a bare pointer to it is taken out. Prose is for its author to change.</summary>
internal sealed class CrefAction() : PlaceAction(RuleIds.RG1005)
{
    private const string Words = "a part of another edition";

    public override string Kind => "words";

    public override string TitleFor(FixSession session, FixTarget target) => "Replace the reference by words";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text)
    {
        var cref = root.FindToken(target.Span.Start, findInsideTrivia: true).Parent?.FirstAncestorOrSelf<XmlCrefAttributeSyntax>();
        return cref?.Parent switch
        {
            XmlEmptyElementSyntax { Name.LocalName.ValueText: "see" } empty => new TextChange(empty.Span, Words),
            XmlEmptyElementSyntax { Name.LocalName.ValueText: "seealso" or "inheritdoc" } pointer => new TextChange(WithItsLine(pointer.Span, text), ""),
            XmlElementStartTagSyntax { Name.LocalName.ValueText: "see" or "seealso", Parent: XmlElementSyntax element } =>
                new TextChange(element.Span, string.Concat(element.Content.Select(part => part.ToFullString()))),
            _ => null,
        };
    }

    /// <summary>The whole line of what has it to itself.</summary>
    private static TextSpan WithItsLine(TextSpan pointer, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(pointer.Start);
        return pointer.End <= line.End && text.ToString(TextSpan.FromBounds(line.Start, pointer.Start)).Trim() == "///" && text.ToString(TextSpan.FromBounds(pointer.End, line.End)).Trim().Length == 0
            ? line.SpanIncludingLineBreak : pointer;
    }
}
