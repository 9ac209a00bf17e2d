using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Moves;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Takes back the friendship with a withheld assembly, or the forward to it. Not offered while that assembly, in the same solution, needs it.</summary>
internal sealed class RemoveFriendAction() : PlaceAction(RuleIds.RG1004)
{
    public override string Kind => "remove";

    public override string TitleFor(FixSession session, FixTarget target) => "Remove the attribute";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text)
    {
        if (root.FindNode(target.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return null;
        if (list.Attributes.Count == 1) return new TextChange(new LineRemoval(text).Of(list), "");
        var before = attribute.GetFirstToken().GetPreviousToken();
        var after = attribute.GetLastToken().GetNextToken();
        return new TextChange(before.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(before.SpanStart, attribute.Span.End) : TextSpan.FromBounds(attribute.SpanStart, after.GetNextToken().SpanStart), "");
    }
}
