using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.CodeFixes.Cuts;

namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>A piece of code to put a test before, and the way to do it.</summary>
/// <param name="Node">The condition, value or statement.</param>
/// <param name="Form">The way.</param>
internal sealed record GuardSite(SyntaxNode Node, GuardForm Form)
{
    /// <summary>The sites around a use, the one first that takes the least away from the edition without it.</summary>
    public static IEnumerable<GuardSite> Around(SyntaxNode use, SemanticModel model)
    {
        for (var at = use; at.Parent is { } parent && at is not (MemberDeclarationSyntax and not GlobalStatementSyntax); at = parent)
        {
            switch (at)
            {
                case ExpressionSyntax when parent is IfStatementSyntax or WhileStatementSyntax:
                    yield return new GuardSite(at, GuardForm.Condition);
                    break;
                case ExpressionSyntax when parent is SwitchExpressionArmSyntax || (parent is ConditionalExpressionSyntax choice && choice.Condition != at):
                    yield return new GuardSite(at, GuardForm.Value);
                    break;
                // A case is chosen before any test of ours could stand there.
                case SwitchLabelSyntax or PatternSyntax when parent is SwitchSectionSyntax or SwitchExpressionArmSyntax:
                    yield break;
                case ArrowExpressionClauseSyntax arrow:
                    yield return new GuardSite(arrow.Expression, GivesNothing(model.GetDeclaredSymbol(parent), parent) ? GuardForm.Body : GuardForm.Value);
                    break;
                case ExpressionSyntax when parent is AnonymousFunctionExpressionSyntax function && function.ExpressionBody == at:
                    yield return new GuardSite(at, GivesNothing(model.GetSymbolInfo(function).Symbol, function) ? GuardForm.Body : GuardForm.Value);
                    break;
                case ExpressionSyntax when parent is EqualsValueClauseSyntax && IsInitializer(parent):
                    yield return new GuardSite(at, GuardForm.Initializer);
                    break;
                case ArgumentSyntax { Parent.Parent: ConstructorInitializerSyntax } argument:
                    yield return new GuardSite(argument.Expression, GuardForm.Value);
                    break;
                case StatementSyntax statement when IsInList(statement) || parent is not (MemberDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax):
                    if (statement is BlockSyntax && !IsInList(statement)) break;
                    if (statement is LabeledStatementSyntax or LocalFunctionStatementSyntax) break;
                    var whole = parent is GlobalStatementSyntax ? parent : statement;
                    if (statement is not LocalDeclarationStatementSyntax && !StatementRun.NeedsThrow([whole], StatementRun.ListOf(whole), model, new CutSet()))
                        yield return new GuardSite(statement, GuardForm.Statement);
                    yield return new GuardSite(statement, GuardForm.Throw);
                    break;
            }
        }
    }

    /// <summary>Whether a statement is one of several, so that another may stand before it.</summary>
    public static bool IsInList(StatementSyntax statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    private static bool IsInitializer(SyntaxNode clause) =>
        clause.Parent is PropertyDeclarationSyntax || (clause.Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } && !field.Modifiers.Any(SyntaxKind.ConstKeyword));

    private static bool GivesNothing(ISymbol? symbol, SyntaxNode body) => symbol switch
    {
        IMethodSymbol { ReturnsVoid: true } => true,
        IMethodSymbol { IsAsync: true, ReturnType: INamedTypeSymbol { IsGenericType: false } } => true,
        null => body is AccessorDeclarationSyntax accessor && !accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
        _ => false,
    };
}
