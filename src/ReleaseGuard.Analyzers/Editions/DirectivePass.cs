using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>Judges the directives themselves: names that are no edition's symbol, tests that tell no edition from another, arms that leave nothing behind.</summary>
internal sealed class DirectivePass(EditionScope scope, EditionForks forks, MentionReport report)
{
    private readonly SymbolSpelling _spelling = new(scope.Masks.Symbols);

    public void Analyze(SyntaxTreeAnalysisContext context)
    {
        var root = context.Tree.GetRoot(context.CancellationToken);
        if (!root.ContainsDirectives || scope.Masks.Symbols.Count == 0) return;
        var editions = scope.Of(context.Tree, context.CancellationToken);
        var judged = editions.FileMask & scope.Watched;
        if (judged == 0) return;
        var last = -1;
        foreach (var arm in editions.Arms)
        {
            if (arm.Condition is not null) JudgeCondition(arm, judged, context);
            // An arm that no edition compiles hangs on another symbol: it tells no edition from another.
            if (arm.CompiledIn != 0 && arm.CompiledIn != arm.Outside && EmptyBody(arm, RootOf(arm, editions, context), editions) is { } body && body.SpanStart != last)
            {
                last = body.SpanStart;
                report.ReportPlain(CodeRules.EmptyArm, arm.Directive.GetLocation(), arm.Outside & ~arm.CompiledIn & scope.Masks.Guarded & scope.Watched,
                    edition => EmptyOpenArm.Message(HolderOf(body), edition.Id), context.ReportDiagnostic);
            }
        }
    }

    /// <summary>The file as an edition has it that compiles the text around an arm: the build at hand, or another where this one skips it.</summary>
    private SyntaxNode RootOf(DirectiveArm arm, TreeEditions editions, SyntaxTreeAnalysisContext context)
    {
        var around = arm.Outside & scope.Masks.All;
        var reader = (around & scope.CurrentBit) != 0 || around == 0 ? null : forks.ModelOf(context.Tree, around & (~around + 1), context.CancellationToken);
        return (reader?.SyntaxTree ?? context.Tree).GetRoot(context.CancellationToken);
    }

    private void JudgeCondition(DirectiveArm arm, ulong judged, SyntaxTreeAnalysisContext context)
    {
        var names = arm.Condition!.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().ToList();
        var defined = ((CSharpParseOptions)context.Tree.Options).PreprocessorSymbolNames;
        var editionNames = 0;
        foreach (var name in names)
        {
            var text = name.Identifier.ValueText;
            if (scope.Masks.EditionsDefining(text) is not null) editionNames++;
            else if (_spelling.IsMisspelt(text, defined.Contains(text, StringComparer.Ordinal), out var nearest))
                report.ReportPlain(CodeRules.UnknownSymbol, name.GetLocation(), judged, _ => UnknownEditionSymbol.Message(text, nearest), context.ReportDiagnostic);
        }

        // A test that also asks another symbol may tell the editions apart together with it.
        if (editionNames == 0 || editionNames != names.Count || arm.Directive is not IfDirectiveTriviaSyntax) return;
        var all = scope.Masks.All & (scope.Masks.Guarded | Including(scope.Masks.Guarded));
        if ((arm.True & all) == all || (arm.True & all) == 0)
            report.ReportPlain(CodeRules.Contradictory, arm.Condition.GetLocation(), judged, _ => ContradictoryGuard.Constant(arm.Condition.ToString(), (arm.True & all) != 0), context.ReportDiagnostic);
    }

    /// <summary>With one edition alone every test is constant; then there is nothing to tell apart.</summary>
    private ulong Including(ulong guarded) => scope.Masks.All == guarded ? 0 : scope.Masks.All;

    /// <summary>The body that holds the arm and has no statement in a guarded edition which skips the arm; null when some is left.</summary>
    private BlockSyntax? EmptyBody(DirectiveArm arm, SyntaxNode root, TreeEditions editions)
    {
        var skipping = arm.Outside & ~arm.CompiledIn & scope.Masks.Guarded & scope.Watched;
        if (skipping == 0 || IsBlank(root, arm)) return null;
        var body = root.FindToken(arm.Directive.FullSpan.End).Parent?.FirstAncestorOrSelf<BlockSyntax>(block => block.SpanStart < arm.Directive.SpanStart && block.CloseBraceToken.SpanStart >= arm.End);
        if (body?.Parent is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)) return null;
        if (body.Statements.Any(statement => (editions.CompiledIn(statement.SpanStart) & skipping) != 0)) return null;
        foreach (var other in editions.Arms)
        {
            if (other.Start > body.SpanStart && other.End < body.Span.End && (other.CompiledIn & skipping) != 0 && !IsBlank(root, other)) return null;
        }

        return body;
    }

    /// <summary>An arm of whitespace and comments is empty.</summary>
    private static bool IsBlank(SyntaxNode root, DirectiveArm arm)
    {
        var text = root.SyntaxTree.GetText().ToString(TextSpan.FromBounds(arm.Start, Math.Max(arm.Start, arm.End)));
        return SyntaxFactory.ParseTokens(text).All(token => token.IsKind(SyntaxKind.EndOfFileToken));
    }

    private static string HolderOf(BlockSyntax body) => body.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        AccessorDeclarationSyntax accessor => accessor.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Identifier.ValueText ?? accessor.Keyword.ValueText,
        AnonymousFunctionExpressionSyntax => "The lambda",
        _ => "The member",
    };
}
