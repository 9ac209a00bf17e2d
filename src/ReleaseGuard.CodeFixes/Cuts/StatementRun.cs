using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>
/// Statements that follow one another in a list. Something must be thrown in their place when the rest of the code needs a value
/// or a jump from them, or when nothing would be left; what only has an effect on the withheld component is left out without a word.
/// </summary>
internal static class StatementRun
{
    /// <summary>The statements of a list that holds the node: of a block, a switch section or a program's top level.</summary>
    public static IReadOnlyList<SyntaxNode> ListOf(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        CompilationUnitSyntax unit => [.. unit.Members.OfType<GlobalStatementSyntax>()],
        _ => [statement],
    };

    /// <summary>Whether the edition without these statements must stop there.</summary>
    public static bool NeedsThrow(IReadOnlyList<SyntaxNode> run, IReadOnlyList<SyntaxNode> list, SemanticModel model, CutSet cuts)
    {
        var statements = run.Select(node => node is GlobalStatementSyntax global ? global.Statement : (StatementSyntax)node).ToList();
        if (statements.All(statement => statement is LocalFunctionStatementSyntax or EmptyStatementSyntax)) return false;
        if (list.All(statement => statement is LocalFunctionStatementSyntax || run.Contains(statement)) && list[0].Parent is not CompilationUnitSyntax) return true;
        if (statements.Any(Jumps)) return true;
        var inside = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var statement in statements)
        {
            if (model.AnalyzeDataFlow(statement) is { Succeeded: true } flow) inside.UnionWith(flow.VariablesDeclared);
        }

        if (statements.Any(statement => statement.Parent is not GlobalStatementSyntax) && model.AnalyzeDataFlow(statements[0], statements[statements.Count - 1]) is { Succeeded: true } whole)
        {
            if (whole.DataFlowsOut.Any(symbol => !inside.Contains(symbol))) return true;
        }
        else if (statements.Any(statement => model.AnalyzeDataFlow(statement) is { Succeeded: true } flow && flow.DataFlowsOut.Any(symbol => !inside.Contains(symbol))))
        {
            return true;
        }

        return statements.SelectMany(statement => statement.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            .OfType<AssignmentExpressionSyntax>().Any(assignment => IsValueElsewhere(assignment, model, cuts, inside));
    }

    /// <summary>Whether a statement does nothing but give values to locals: it can neither end the member nor be noticed outside.</summary>
    public static bool OnlyPrepares(SyntaxNode node, SemanticModel model)
    {
        var statement = node is GlobalStatementSyntax global ? global.Statement : (StatementSyntax)node;
        if (statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax or TryStatementSyntax or LockStatementSyntax) return false;
        if (model.AnalyzeControlFlow(statement) is not { Succeeded: true, ExitPoints.Length: 0, ReturnStatements.Length: 0 }) return false;
        return statement.DescendantNodesAndSelf().All(inner => inner switch
        {
            ThrowStatementSyntax or ThrowExpressionSyntax or YieldStatementSyntax or AwaitExpressionSyntax => false,
            ExpressionStatementSyntax { Expression: var expression } => expression switch
            {
                AssignmentExpressionSyntax assignment => IsLocal(assignment.Left, model),
                PostfixUnaryExpressionSyntax postfix => IsLocal(postfix.Operand, model),
                PrefixUnaryExpressionSyntax prefix => IsLocal(prefix.Operand, model),
                _ => false,
            },
            _ => true,
        });
    }

    private static bool IsLocal(ExpressionSyntax target, SemanticModel model) => model.GetSymbolInfo(target).Symbol is ILocalSymbol { RefKind: RefKind.None };

    /// <summary>Whether control leaves through a statement: by return, or by a jump out of it.</summary>
    private static bool Jumps(StatementSyntax statement) =>
        statement.DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node switch
        {
            ReturnStatementSyntax or GotoStatementSyntax => true,
            ThrowStatementSyntax => node == statement,
            BreakStatementSyntax => !node.Ancestors().TakeWhile(outer => outer != statement.Parent).Any(outer => outer is SwitchStatementSyntax || IsLoop(outer)),
            ContinueStatementSyntax => !node.Ancestors().TakeWhile(outer => outer != statement.Parent).Any(IsLoop),
            _ => false,
        });

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>An assignment to something that other code reads: a field or property that stays, but not of a thing made in the run itself.</summary>
    private static bool IsValueElsewhere(AssignmentExpressionSyntax assignment, SemanticModel model, CutSet cuts, HashSet<ISymbol> inside)
    {
        if (assignment.Parent is InitializerExpressionSyntax) return false;
        var info = model.GetSymbolInfo(assignment.Left);
        if (info.Symbol is not (IFieldSymbol or IPropertySymbol)) return false;
        var root = assignment.Left;
        while (root is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax)
        {
            root = root switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax element => element.Expression,
                ConditionalAccessExpressionSyntax conditional => conditional.Expression,
                _ => root,
            };
        }

        if (model.GetSymbolInfo(root).Symbol is { } holder && (inside.Contains(holder) || cuts.Declares(holder))) return false;
        return !cuts.Declares(info.Symbol);
    }
}
