using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>
/// Evaluates a directive's test under all editions at once. An edition symbol holds in the editions that define it; any
/// other symbol holds everywhere or nowhere, as the project says. For the edition being built the compiler's word counts.
/// </summary>
internal sealed class DirectiveCondition
{
    private readonly EditionScope _scope;
    private readonly HashSet<string> _defined;
    private readonly Dictionary<string, ulong> _inFile = new(StringComparer.Ordinal);

    public DirectiveCondition(EditionScope scope, SyntaxTree tree)
    {
        _scope = scope;
        _defined = new HashSet<string>(((CSharpParseOptions)tree.Options).PreprocessorSymbolNames, StringComparer.Ordinal);
    }

    public void Define(string name, ulong where) => _inFile[name] = Lookup(name) | where;

    public void Undefine(string name, ulong where) => _inFile[name] = Lookup(name) & ~where;

    public ulong Evaluate(ExpressionSyntax test)
    {
        switch (test)
        {
            case IdentifierNameSyntax name:
                return Lookup(name.Identifier.ValueText);
            case LiteralExpressionSyntax literal:
                return literal.IsKind(SyntaxKind.TrueLiteralExpression) ? ulong.MaxValue : 0;
            case ParenthesizedExpressionSyntax inner:
                return Evaluate(inner.Expression);
            case PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression):
                return ~Evaluate(not.Operand);
            case BinaryExpressionSyntax binary:
                var left = Evaluate(binary.Left);
                var right = Evaluate(binary.Right);
                return binary.Kind() switch
                {
                    SyntaxKind.LogicalAndExpression => left & right,
                    SyntaxKind.LogicalOrExpression => left | right,
                    SyntaxKind.EqualsExpression => ~(left ^ right),
                    SyntaxKind.NotEqualsExpression => left ^ right,
                    _ => 0,
                };
            default:
                return 0;
        }
    }

    private ulong Lookup(string name)
    {
        if (_inFile.TryGetValue(name, out var mask)) return mask;
        var built = _defined.Contains(name) ? ulong.MaxValue : 0;
        return _scope.Masks.EditionsDefining(name) is { } editions
            ? (editions & ~_scope.CurrentBit) | (built & _scope.CurrentBit)
            : built;
    }
}
