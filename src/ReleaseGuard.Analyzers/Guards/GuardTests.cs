using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>Maps a test to what it proves. A test it does not know proves nothing: unguarded is the safe side.</summary>
internal sealed class GuardTests(EditionMasks masks)
{
    private readonly ConcurrentDictionary<ISymbol, ulong> _guards = new(SymbolEqualityComparer.Default);

    public GuardProof Prove(IOperation? test, GuardFacts facts)
    {
        switch (test)
        {
            case null:
                return GuardProof.Nothing;
            case IPropertyReferenceOperation property:
                return Member(property.Property);
            case IFieldReferenceOperation field:
                return Member(field.Field) is { WhenTrue: not 0 } guard ? guard : OfConstant(field);
            case IInvocationOperation call:
                return Member(call.TargetMethod);
            case ILocalReferenceOperation local:
                return facts.Of(GuardFacts.KeyOf(local.Local));
            case IFlowCaptureReferenceOperation capture:
                return facts.Of(GuardFacts.KeyOf(capture.Id));
            case IParenthesizedOperation inner:
                return Prove(inner.Operand, facts);
            case IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean } conversion:
                return Prove(conversion.Operand, facts);
            case ISimpleAssignmentOperation assignment:
                return Prove(assignment.Value, facts);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Prove(not.Operand, facts).Negated;
            case IBinaryOperation binary:
                return Binary(binary, facts);
            case IIsPatternOperation match:
                return Match(match.Pattern, Prove(match.Value, facts));
            default:
                return OfConstant(test);
        }
    }

    private GuardProof Binary(IBinaryOperation binary, GuardFacts facts)
    {
        var left = Prove(binary.LeftOperand, facts);
        var right = Prove(binary.RightOperand, facts);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd:
                return new GuardProof(left.WhenTrue | right.WhenTrue, left.WhenFalse & right.WhenFalse);
            case BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr:
                return new GuardProof(left.WhenTrue & right.WhenTrue, left.WhenFalse | right.WhenFalse);
            case BinaryOperatorKind.Equals:
                return Equal(binary, left, right);
            case BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr:
                return Equal(binary, left, right).Negated;
            default:
                return GuardProof.Nothing;
        }
    }

    private static GuardProof Equal(IBinaryOperation binary, GuardProof left, GuardProof right)
    {
        if (ValueOf(binary.RightOperand) is { } constant) return constant ? left : left.Negated;
        if (ValueOf(binary.LeftOperand) is { } other) return other ? right : right.Negated;
        return GuardProof.Nothing;
    }

    private static GuardProof Match(IPatternOperation pattern, GuardProof value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value: { } constant } when ValueOf(constant) is { } expected:
                return expected ? value : value.Negated;
            case INegatedPatternOperation negated:
                return Match(negated.Pattern, value).Negated;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
            {
                var left = Match(both.LeftPattern, value);
                var right = Match(both.RightPattern, value);
                return new GuardProof(left.WhenTrue | right.WhenTrue, left.WhenFalse & right.WhenFalse);
            }

            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
            {
                var left = Match(either.LeftPattern, value);
                var right = Match(either.RightPattern, value);
                return new GuardProof(left.WhenTrue & right.WhenTrue, left.WhenFalse | right.WhenFalse);
            }

            default:
                return GuardProof.Nothing;
        }
    }

    private GuardProof Member(ISymbol symbol) => EditionsOf(symbol) is not 0 and var on ? new GuardProof(on, 0) : GuardProof.Nothing;

    /// <summary>The editions that are on where the member is true: the guard's own, and those it includes.</summary>
    public ulong EditionsOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (_guards.TryGetValue(symbol, out var known)) return known;
        ulong on = 0;
        if (EditionAttributes.GuardedEdition(symbol) is { } id && masks.Policy.FindEdition(id) is { } edition)
        {
            foreach (var other in masks.Policy.Editions)
            {
                if (masks.Policy.Includes(edition, other)) on |= masks.BitOf(other.Id);
            }
        }

        _guards.TryAdd(symbol, on);
        return on;
    }

    private static GuardProof OfConstant(IOperation operation) => ValueOf(operation) is { } value ? GuardProof.Constant(value) : GuardProof.Nothing;

    private static bool? ValueOf(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: bool value } ? value : null;
}
