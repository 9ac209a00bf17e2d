using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>
/// Finds the tests at run time that stand before a place: an edition guard, the existence of a file, a comparison with an
/// edition's id. None of them takes anything out of the assembly.
/// </summary>
internal sealed class RunTimeChecks(EditionMasks masks)
{
    public ExpressionSyntax? Find(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        foreach (var test in TestsBefore(node))
        {
            if (IsEditionTest(test, model, cancel)) return test;
        }

        return null;
    }

    private static IEnumerable<ExpressionSyntax> TestsBefore(SyntaxNode node)
    {
        for (var at = node; at.Parent is { } parent && at is not MemberDeclarationSyntax; at = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax branch when at != branch.Condition:
                    yield return branch.Condition;
                    break;
                case ElseClauseSyntax { Parent: IfStatementSyntax branch }:
                    yield return branch.Condition;
                    break;
                case ConditionalExpressionSyntax choice when at != choice.Condition:
                    yield return choice.Condition;
                    break;
                case WhileStatementSyntax loop when at != loop.Condition:
                    yield return loop.Condition;
                    break;
                case ForStatementSyntax { Condition: { } condition } when at != condition:
                    yield return condition;
                    break;
                case BinaryExpressionSyntax binary when at == binary.Right && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression:
                    yield return binary.Left;
                    break;
                case SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section:
                    yield return choice.Expression;
                    foreach (var label in section.Labels.SelectMany(Tests)) yield return label;
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm:
                    yield return choice.GoverningExpression;
                    foreach (var constant in arm.Pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>()) yield return constant.Expression;
                    if (arm.WhenClause is not null) yield return arm.WhenClause.Condition;
                    break;
                case BlockSyntax block:
                    // A test that leaves early guards all that follows it.
                    foreach (var earlier in block.Statements.TakeWhile(statement => statement != at).OfType<IfStatementSyntax>())
                    {
                        if (Leaves(earlier.Statement)) yield return earlier.Condition;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> Tests(SwitchLabelSyntax label) => label switch
    {
        CaseSwitchLabelSyntax plain => [plain.Value],
        CasePatternSwitchLabelSyntax pattern => [.. pattern.Pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>().Select(constant => constant.Expression), .. pattern.WhenClause is { } when ? new[] { when.Condition } : []],
        _ => [],
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.Count > 0 && Leaves(block.Statements.Last()),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        _ => false,
    };

    private bool IsEditionTest(ExpressionSyntax test, SemanticModel model, CancellationToken cancel)
    {
        foreach (var part in test.DescendantNodesAndSelf())
        {
            switch (part)
            {
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && IsEditionId(literal.Token.ValueText):
                    return true;
                case SimpleNameSyntax name when model.GetSymbolInfo(name, cancel).Symbol is { } symbol
                    && (EditionAttributes.GuardedEdition(symbol) is not null || IsExistenceTest(symbol) || NamesEdition(symbol) || (model.GetConstantValue(name, cancel).Value is string text && IsEditionId(text))):
                    return true;
            }
        }

        return false;
    }

    private bool IsEditionId(string text) => masks.Policy.Editions.Any(edition => edition.Id.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value called like an edition: <c>Edition.Enterprise</c>, <c>IsEnterprise</c>, <c>enterpriseEdition</c>.</summary>
    private bool NamesEdition(ISymbol symbol)
    {
        if (symbol is not (IFieldSymbol or IPropertySymbol or ILocalSymbol or IParameterSymbol or IMethodSymbol { Parameters.IsEmpty: true })) return false;
        var name = symbol.Name.TrimStart('_');
        if (name.StartsWith("is", StringComparison.OrdinalIgnoreCase)) name = name.Substring(2);
        if (name.EndsWith("edition", StringComparison.OrdinalIgnoreCase)) name = name.Substring(0, name.Length - "edition".Length);
        // The narrowest editions have names such as "open", which other values have as well.
        return masks.Policy.Editions.Any(edition => edition.Includes.Count > 0 && edition.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsExistenceTest(ISymbol symbol) =>
        symbol is { Name: "Exists", ContainingType: { Name: "File" or "Directory" or "Path" or "FileInfo" or "FileSystemInfo" or "DirectoryInfo", ContainingNamespace.Name: "IO" } };
}
