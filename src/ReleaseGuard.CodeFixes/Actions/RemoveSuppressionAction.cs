using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Suppressions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Takes a suppression out of the source: what it hid is found again.</summary>
internal sealed class RemoveSuppressionAction() : PlaceAction(RuleIds.RG6011)
{
    public override string Kind => "unsuppress";

    public override string TitleFor(FixSession session, FixTarget target) => "Remove the suppression";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text) =>
        SuppressionAttribute.At(root, target.Span) is { } attribute ? SuppressionAttribute.Removal(attribute, text) : null;
}
