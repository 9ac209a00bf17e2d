using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Turns a directive round that compiles withheld code exactly where it must not be.</summary>
internal sealed class InvertAction() : PlaceAction(RuleIds.RG1104)
{
    public override string Kind => "invert";

    public override string TitleFor(FixSession session, FixTarget target) => "Invert the condition";

    protected override TextChange? Edit(FixSession session, FixTarget target, SemanticModel model, SyntaxNode root, SourceText text)
    {
        // A test that holds everywhere or nowhere has no inverse that says more.
        if (target.Component.Length == 0 || session.Rules.ConditionFor(session.Rules.AllowedOf(target.Component)) is not { } allowed) return null;
        var arm = root.DescendantTrivia(descendIntoTrivia: false).Select(trivia => trivia.GetStructure()).OfType<BranchingDirectiveTriviaSyntax>()
            .LastOrDefault(directive => directive.SpanStart <= target.Span.Start);
        if (arm?.GetRelatedDirectives() is not { Count: 2 or 3 } group || group[0] is not IfDirectiveTriviaSyntax test || group.Any(one => one is ElifDirectiveTriviaSyntax)) return null;
        var negated = allowed.IndexOf(' ') >= 0 ? $"!({allowed})" : "!" + allowed;
        return new TextChange(test.Condition.Span, arm == test ? allowed : negated);
    }
}
