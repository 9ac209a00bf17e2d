using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>The members that an operation reaches, those that the compiler calls by itself included: a requirement counts for each.</summary>
internal static class UsedMembers
{
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.FieldReference,
        OperationKind.MethodReference, OperationKind.EventReference, OperationKind.Conversion, OperationKind.Binary, OperationKind.Unary,
        OperationKind.CompoundAssignment, OperationKind.Increment, OperationKind.Decrement, OperationKind.Loop, OperationKind.Await,
        OperationKind.DeconstructionAssignment, OperationKind.RecursivePattern, OperationKind.ListPattern, OperationKind.SlicePattern,
        OperationKind.ImplicitIndexerReference, OperationKind.With, OperationKind.CollectionExpression, OperationKind.InterpolatedStringHandlerCreation,
    ];

    public static IEnumerable<ISymbol> Of(IOperation operation)
    {
        foreach (var symbol in Candidates(operation))
        {
            if (symbol is not null) yield return symbol;
        }
    }

    private static IEnumerable<ISymbol?> Candidates(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IObjectCreationOperation creation => [creation.Constructor],
        IPropertyReferenceOperation property => Property(property),
        IEventReferenceOperation @event => [@event.Event, @event.Parent is IEventAssignmentOperation assignment ? assignment.Adds ? @event.Event.AddMethod : @event.Event.RemoveMethod : null],
        IMemberReferenceOperation member => [member.Member],
        IConversionOperation conversion => [conversion.OperatorMethod],
        IBinaryOperation binary => [binary.OperatorMethod],
        IUnaryOperation unary => [unary.OperatorMethod],
        ICompoundAssignmentOperation compound => [compound.OperatorMethod, compound.InConversion.MethodSymbol, compound.OutConversion.MethodSymbol],
        IIncrementOrDecrementOperation step => [step.OperatorMethod],
        IForEachLoopOperation { Syntax: CommonForEachStatementSyntax syntax } loop => Loop(loop.SemanticModel!.GetForEachStatementInfo(syntax)),
        IAwaitOperation { Syntax: AwaitExpressionSyntax syntax } await => Awaited(await.SemanticModel!.GetAwaitExpressionInfo(syntax)),
        IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax syntax } deconstruction => Deconstructed(deconstruction.SemanticModel!.GetDeconstructionInfo(syntax)),
        IRecursivePatternOperation pattern => [pattern.DeconstructSymbol],
        IListPatternOperation list => [list.LengthSymbol, list.IndexerSymbol],
        ISlicePatternOperation slice => [slice.SliceSymbol],
        IImplicitIndexerReferenceOperation indexer => [indexer.LengthSymbol, indexer.IndexerSymbol],
        IWithOperation copy => [copy.CloneMethod],
        ICollectionExpressionOperation collection => [collection.ConstructMethod],
        IInterpolatedStringHandlerCreationOperation { HandlerCreation: IObjectCreationOperation creation } => [creation.Constructor],
        _ => [],
    };

    /// <summary>A property, and of its accessors those that the use runs.</summary>
    private static IEnumerable<ISymbol?> Property(IPropertyReferenceOperation property)
    {
        yield return property.Property;
        var isTarget = property.Parent is IAssignmentOperation assignment && assignment.Target == property;
        var isBoth = property.Parent is ICompoundAssignmentOperation or ICoalesceAssignmentOperation or IIncrementOrDecrementOperation;
        if (isTarget || isBoth) yield return property.Property.SetMethod;
        if (!isTarget || isBoth) yield return property.Property.GetMethod;
    }

    private static IEnumerable<ISymbol?> Loop(ForEachStatementInfo info) =>
        [info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty, info.DisposeMethod, info.ElementConversion.MethodSymbol, info.CurrentConversion.MethodSymbol];

    private static IEnumerable<ISymbol?> Awaited(AwaitExpressionInfo info) => [info.GetAwaiterMethod, info.IsCompletedProperty, info.GetResultMethod];

    private static IEnumerable<ISymbol?> Deconstructed(DeconstructionInfo info)
    {
        yield return info.Method;
        yield return info.Conversion?.MethodSymbol;
        foreach (var nested in info.Nested)
        {
            foreach (var inner in Deconstructed(nested)) yield return inner;
        }
    }
}
