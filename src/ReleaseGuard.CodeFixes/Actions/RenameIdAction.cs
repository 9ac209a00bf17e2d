using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Writes the id in an attribute as the policy has it: of a component in <c>[WithheldComponent]</c>, of an edition in <c>[RequiresEdition]</c> and <c>[EditionGuard]</c>.</summary>
internal sealed class RenameIdAction() : PlaceAction(RuleIds.RG6002, RuleIds.RG1101, RuleIds.RG1107)
{
    public override string Kind => "id";

    public override string TitleFor(FixSession session, FixTarget target) =>
        target.Found.Location.SourceTree is { } tree && Literal(tree.GetRoot(), target.Span) is { } literal ? $"Write '{Nearest(session, target, literal)}'" : "Write the id of the policy";

    /// <summary>A use without a guard and a guard that may be true have the same rules, and no id to mend.</summary>
    protected override bool Applies(FixTarget target) =>
        target.Component.Length == 0 && !target.Found.Properties.ContainsKey(FindingProperties.Requires)
        && target.Found.Location.SourceTree is { } tree && Literal(tree.GetRoot(), target.Span) is not null;

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text) =>
        Literal(root, target.Span) is { } literal && Nearest(session, target, literal) is { } nearest ? new TextChange(literal.Span, SymbolDisplay.FormatLiteral(nearest, quote: true)) : null;

    private static string? Nearest(FixSession session, FixTarget target, LiteralExpressionSyntax literal) => target.Found.Id == RuleIds.RG6002
        ? session.Rules.Policy.NearestComponent(literal.Token.ValueText) : session.Rules.Policy.NearestEdition(literal.Token.ValueText);

    private static LiteralExpressionSyntax? Literal(SyntaxNode root, TextSpan place) => place.End > root.FullSpan.End ? null
        : root.FindNode(place, getInnermostNodeForTie: true) switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal,
            AttributeArgumentSyntax { Expression: LiteralExpressionSyntax literal } when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal,
            _ => null,
        };
}
