using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Calls that the compiler makes and shows in no operation: the extension <c>Add</c> of a collection expression, the extension
/// <c>GetEnumerator</c> of a spread, the operator behind an equality of tuples. They are looked up as the compiler would.
/// </summary>
internal sealed class UnboundCalls(WithheldSymbols symbols)
{
    public OperationMention? Adder(ICollectionExpressionOperation collection) =>
        collection.Elements.IsEmpty || collection.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type || Members(type, "Add").Any(method => method.Parameters.Length == 1)
            ? null : Extension(type, "Add", collection);

    public OperationMention? Enumerator(ISpreadOperation spread)
    {
        if (spread.Operand.Type is not INamedTypeSymbol type || Members(type, "GetEnumerator").Any(method => method.Parameters.IsEmpty)) return null;
        return type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable) ? null : Extension(type, "GetEnumerator", spread);
    }

    /// <summary>The operators of a comparison of tuples, element by element.</summary>
    public OperationMention? Equality(ITupleBinaryOperation tuples, CancellationToken cancel) =>
        tuples.Syntax is BinaryExpressionSyntax && tuples.LeftOperand.Type is INamedTypeSymbol left && tuples.RightOperand.Type is INamedTypeSymbol right
            ? Equality(left, right, tuples, cancel) : null;

    private OperationMention? Equality(INamedTypeSymbol left, INamedTypeSymbol right, ITupleBinaryOperation tuples, CancellationToken cancel)
    {
        if (!left.IsTupleType || !right.IsTupleType || left.TupleElements.Length != right.TupleElements.Length) return null;
        for (var i = 0; i < left.TupleElements.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (left.TupleElements[i].Type is not INamedTypeSymbol one || right.TupleElements[i].Type is not INamedTypeSymbol other) continue;
            if ((one.IsTupleType ? Equality(one, other, tuples, cancel) : Compared(one, other, tuples)) is { } found) return found;
        }

        return null;
    }

    private OperationMention? Compared(INamedTypeSymbol left, INamedTypeSymbol right, ITupleBinaryOperation tuples)
    {
        // The compiler compares numbers, texts and enums by itself.
        if (left.SpecialType != SpecialType.None || left.TypeKind == TypeKind.Enum || left.IsAnonymousType || right.IsAnonymousType) return null;
        var sign = ((BinaryExpressionSyntax)tuples.Syntax).OperatorToken.Text;
        var comparison = SyntaxFactory.ParseExpression($"default({Written(left)}) {sign} default({Written(right)})");
        var method = tuples.SemanticModel!.GetSpeculativeSymbolInfo(tuples.Syntax.SpanStart, comparison, SpeculativeBindingOption.BindAsExpression).Symbol;
        return method is not null && symbols.Of(method) is { } withholding ? new OperationMention(CodeRules.SymbolUsed, method.OriginalDefinition, withholding) : null;
    }

    private static string Written(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private OperationMention? Extension(INamedTypeSymbol type, string name, IOperation operation)
    {
        foreach (var candidate in operation.SemanticModel!.LookupSymbols(operation.Syntax.SpanStart, type, name, includeReducedExtensionMethods: true))
        {
            if (candidate is IMethodSymbol { ReducedFrom: { } extension } && symbols.Of(extension) is { } withholding)
                return new OperationMention(CodeRules.SymbolUsed, extension.OriginalDefinition, withholding);
        }

        return null;
    }

    private static IEnumerable<IMethodSymbol> Members(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (var member in level.GetMembers(name))
            {
                if (member is IMethodSymbol { IsStatic: false } method) yield return method;
            }
        }
    }
}
