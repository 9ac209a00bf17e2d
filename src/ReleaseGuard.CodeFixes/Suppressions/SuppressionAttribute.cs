using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Suppressions;

/// <summary>A <c>[SuppressMessage]</c> in source: where it stands, and how it goes without the documentation of its member.</summary>
internal static class SuppressionAttribute
{
    public static AttributeSyntax? At(SyntaxNode root, TextSpan place) =>
        place.End > root.FullSpan.End ? null : root.FindNode(place, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>The edit that removes an attribute: with its comma, or with its list, and with its line where nothing else stands there.</summary>
    public static TextChange? Removal(AttributeSyntax attribute, SourceText text)
    {
        if (attribute.Parent is not AttributeListSyntax list) return null;
        if (list.Attributes.Count > 1)
        {
            var before = attribute.GetFirstToken().GetPreviousToken();
            var after = attribute.GetLastToken().GetNextToken();
            return new TextChange(before.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(before.SpanStart, attribute.Span.End) : TextSpan.FromBounds(attribute.SpanStart, after.GetNextToken().SpanStart), "");
        }

        var layout = new LineLayout(text);
        var start = layout.BlankBefore(list.SpanStart);
        var end = layout.BlankBehind(Attachment.EndOf(list.GetLastToken()));
        if (layout.IsLineStart(start) && layout.IsLineEnd(end)) return new TextChange(TextSpan.FromBounds(start, text.Lines.GetLineFromPosition(end).EndIncludingLineBreak), "");
        return new TextChange(TextSpan.FromBounds(list.SpanStart, layout.BlankBehind(list.Span.End)), "");
    }

    /// <summary>What the attribute says in its defence; null for nothing.</summary>
    public static string? Justification(AttributeSyntax attribute, SemanticModel model) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Justification") is { } argument
            ? model.GetConstantValue(argument.Expression).Value as string : null;
}
