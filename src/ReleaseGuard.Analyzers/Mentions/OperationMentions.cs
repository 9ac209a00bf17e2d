using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>What one operation uses, each kind by the properties that the compiler fills for it.</summary>
internal sealed class OperationMentions(WithheldSymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, OperationMention?> _members = new(ByReference.Instance);
    private readonly ConcurrentDictionary<ISymbol, bool> _enumerated = new(ByReference.Instance);
    private readonly ConcurrentDictionary<ISymbol, bool> _awaited = new(ByReference.Instance);
    private readonly UnboundCalls _lookups = new(symbols);

    public OperationMention? Find(IOperation operation, CancellationToken cancel)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation when operation is IInvocationOperation call:
                return Called(call.TargetMethod, call.Instance);
            case OperationKind.ObjectCreation when operation is IObjectCreationOperation creation:
                return Creation(creation);
            case OperationKind.PropertyReference when operation is IPropertyReferenceOperation property:
                return Member(property.Property, property.Instance);
            case OperationKind.FieldReference when operation is IFieldReferenceOperation field:
                return Member(field.Field, field.Instance);
            case OperationKind.MethodReference when operation is IMethodReferenceOperation method:
                return Called(method.Method, method.Instance);
            case OperationKind.EventReference when operation is IEventReferenceOperation @event:
                return Member(@event.Event, @event.Instance);
            case OperationKind.Conversion when operation is IConversionOperation conversion:
                return Direct(conversion.OperatorMethod);
            case OperationKind.Binary when operation is IBinaryOperation binary:
                return Direct(binary.OperatorMethod);
            case OperationKind.Unary when operation is IUnaryOperation unary:
                return Direct(unary.OperatorMethod);
            case OperationKind.CompoundAssignment when operation is ICompoundAssignmentOperation compound:
                return Direct(compound.OperatorMethod) ?? Direct(compound.InConversion.MethodSymbol) ?? Direct(compound.OutConversion.MethodSymbol);
            case OperationKind.Increment or OperationKind.Decrement when operation is IIncrementOrDecrementOperation step:
                return Direct(step.OperatorMethod);
            case OperationKind.VariableDeclarator when operation is IVariableDeclaratorOperation local:
                return InferredLocal(local, cancel);
            case OperationKind.DeclarationExpression when operation is IDeclarationExpressionOperation declaration && declaration.Syntax is DeclarationExpressionSyntax { Type.IsVar: true }:
                return TypeOf(declaration.Type);
            case OperationKind.DeclarationPattern when operation is IDeclarationPatternOperation pattern && pattern.Syntax is VarPatternSyntax:
                return TypeOf((pattern.DeclaredSymbol as ILocalSymbol)?.Type);
            case OperationKind.RecursivePattern when operation is IRecursivePatternOperation pattern:
                return Direct(pattern.DeconstructSymbol);
            case OperationKind.ListPattern when operation is IListPatternOperation list:
                return Direct(list.LengthSymbol) ?? Direct(list.IndexerSymbol);
            case OperationKind.SlicePattern when operation is ISlicePatternOperation slice:
                return Direct(slice.SliceSymbol);
            case OperationKind.Loop when operation is IForEachLoopOperation loop:
                return ForEach(loop, cancel);
            case OperationKind.Using when operation is IUsingOperation block:
                return TypeOf(block.Resources.Type) is { } used && block.Resources is ILocalReferenceOperation or IParameterReferenceOperation ? used : null;
            case OperationKind.Await when operation is IAwaitOperation await:
                return Awaited(await);
            case OperationKind.DeconstructionAssignment when operation is IDeconstructionAssignmentOperation deconstruction && deconstruction.Syntax is AssignmentExpressionSyntax assignment:
                return Deconstructed(deconstruction.SemanticModel!.GetDeconstructionInfo(assignment));
            case OperationKind.CollectionExpression when operation is ICollectionExpressionOperation collection:
                return TypeOf(collection.Type) ?? Direct(collection.ConstructMethod) ?? _lookups.Adder(collection);
            case OperationKind.Spread when operation is ISpreadOperation spread:
                return _lookups.Enumerator(spread);
            case OperationKind.TupleBinary when operation is ITupleBinaryOperation tuples:
                return _lookups.Equality(tuples, cancel);
            case OperationKind.AnonymousFunction when operation is IAnonymousFunctionOperation function:
                return InferredParameter(function);
            case OperationKind.InterpolatedStringHandlerCreation when operation is IInterpolatedStringHandlerCreationOperation handler:
                return TypeOf(handler.Type);
            case OperationKind.DefaultValue when operation is IDefaultValueOperation value && value.Syntax is LiteralExpressionSyntax:
                return TypeOf(value.Type);
            case OperationKind.ArrayCreation when operation is IArrayCreationOperation array && array.Syntax is not ArrayCreationExpressionSyntax and not StackAllocArrayCreationExpressionSyntax:
                return array.IsImplicit ? null : TypeOf(array.Type);
            case OperationKind.ImplicitIndexerReference when operation is IImplicitIndexerReferenceOperation indexer:
                return Direct(indexer.LengthSymbol) ?? Direct(indexer.IndexerSymbol);
            case OperationKind.With when operation is IWithOperation copy:
                return Direct(copy.CloneMethod) ?? TypeOf(copy.Type);
            case OperationKind.FunctionPointerInvocation when operation is IFunctionPointerInvocationOperation pointer:
                return TypeOf(pointer.Target.Type);
            case OperationKind.NameOf when operation is INameOfOperation name:
                return NameOf(name, cancel);
            case OperationKind.InlineArrayAccess when operation is IInlineArrayAccessOperation access:
                return TypeOf(access.Instance.Type);
            default:
                return null;
        }
    }

    private OperationMention? Creation(IObjectCreationOperation creation)
    {
        if (creation.Constructor is { } constructor && symbols.Of(constructor.ContainingType) is { } withholding)
            return new OperationMention(CodeRules.SymbolUsed, constructor.ContainingType.OriginalDefinition, withholding);
        return creation.Constructor is { } open ? OfDefinition(open) ?? Inherits(open.ContainingType) ?? TypeOf(creation.Type) : TypeOf(creation.Type);
    }

    private OperationMention? Called(IMethodSymbol method, IOperation? receiver) => OfDefinition(method) ?? TypeArguments(method) ?? OfOpenBase(method, receiver);

    private OperationMention? Member(ISymbol member, IOperation? receiver) => OfDefinition(member) ?? OfOpenBase(member, receiver);

    /// <summary>What a member says by its definition, wherever it is used. Most members are of assemblies that have nothing to say.</summary>
    private OperationMention? OfDefinition(ISymbol member)
    {
        if (!symbols.CanExpose(member.ContainingAssembly)) return null;
        if (member is IMethodSymbol { ReducedFrom: { } reduced }) member = reduced;
        member = member.OriginalDefinition;
        if (_members.TryGetValue(member, out var known)) return known;
        var found = Direct(member) ?? HandedOut(member);
        _members.TryAdd(member, found);
        return found;
    }

    private OperationMention? Direct(ISymbol? symbol)
    {
        if (symbol is null || symbols.Of(symbol) is not { } withholding) return null;
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced }) symbol = reduced;
        return new OperationMention(symbol is IFieldSymbol { HasConstantValue: true } ? CodeRules.ConstantCopied : CodeRules.SymbolUsed, symbol.OriginalDefinition, withholding);
    }

    private OperationMention? TypeOf(ITypeSymbol? type) =>
        symbols.WithheldTypeIn(type) is { } found && symbols.Of(found) is { } withholding
            ? new OperationMention(CodeRules.SymbolUsed, found, withholding) { IsInferred = true } : null;

    private OperationMention? TypeArguments(IMethodSymbol method)
    {
        if (!method.IsGenericMethod) return null;
        foreach (var argument in method.TypeArguments)
        {
            if (argument.TypeKind != TypeKind.TypeParameter && TypeOf(argument) is { } found)
                return found with { Through = MentionPlaces.DisplayOf(method.OriginalDefinition), IsInferred = false };
        }

        return null;
    }

    /// <summary>An open member whose own signature holds a withheld type.</summary>
    private OperationMention? HandedOut(ISymbol member)
    {
        if (member.ContainingType is { IsAnonymousType: true }) return null;
        var type = member switch
        {
            IMethodSymbol method => symbols.WithheldTypeInSignature(method),
            IPropertySymbol property => symbols.WithheldTypeIn(property.Type) ?? IndexerParameter(property),
            IFieldSymbol field => symbols.WithheldTypeIn(field.Type),
            IEventSymbol @event => symbols.WithheldTypeIn(@event.Type),
            _ => null,
        };
        if (type is null || symbols.Of(type) is not { } withholding) return null;
        var own = symbols.IsOwn(member.ContainingAssembly);
        return new OperationMention(own ? CodeRules.SymbolUsed : CodeRules.HandedOut, type, withholding, Through: MentionPlaces.DisplayOf(member)) { Route = [member, type] };
    }

    /// <summary>An open type of another assembly that derives from a withheld one brings it along, though no name says so.</summary>
    private OperationMention? Inherits(INamedTypeSymbol type) =>
        symbols.WithheldAncestorOf(type) is { } ancestor && symbols.Of(ancestor) is { } withholding
            ? new OperationMention(CodeRules.HandedOut, ancestor, withholding, Through: MentionPlaces.DisplayOf(type.OriginalDefinition)) { Route = Route.ByBases(type, ancestor) } : null;

    /// <summary>A member of a generic base, reached by a type of another assembly that gives it a withheld argument: only there does it arrive.</summary>
    private OperationMention? OfOpenBase(ISymbol member, IOperation? receiver)
    {
        if (member.ContainingType is not { IsGenericType: true } container || receiver?.Type is not INamedTypeSymbol open) return null;
        if (symbols.IsOwn(open.ContainingAssembly) || !symbols.CanExpose(open.ContainingAssembly)) return null;
        return symbols.WithheldTypeIn(open) is null && TypeOf(container) is { } found
            ? found with { Rule = CodeRules.HandedOut, Through = MentionPlaces.DisplayOf(member.OriginalDefinition), IsInferred = false, Route = [member.OriginalDefinition, .. found.Subject is INamedTypeSymbol ancestor ? Route.ByBases(open, ancestor) : [open]] } : null;
    }

    /// <summary>A parameter of a lambda that is written without its type.</summary>
    private OperationMention? InferredParameter(IAnonymousFunctionOperation function)
    {
        foreach (var parameter in function.Symbol.Parameters)
        {
            if (TypeOf(parameter.Type) is { } found && parameter.DeclaringSyntaxReferences.Length == 1 && WrittenParameter(function.Syntax, parameter.Name) is { Type: null } written)
                return found with { Rule = CodeRules.TypeInSignature, Place = written.Identifier.Span };
        }

        return null;
    }

    private static ParameterSyntax? WrittenParameter(SyntaxNode function, string name)
    {
        switch (function)
        {
            case SimpleLambdaExpressionSyntax lambda:
                return lambda.Parameter;
            case ParenthesizedLambdaExpressionSyntax lambda:
                foreach (var parameter in lambda.ParameterList.Parameters)
                {
                    if (parameter.Identifier.ValueText == name) return parameter;
                }

                return null;
            default:
                return null;
        }
    }

    private ITypeSymbol? IndexerParameter(IPropertySymbol property)
    {
        foreach (var parameter in property.Parameters)
        {
            if (symbols.WithheldTypeIn(parameter.Type) is { } found) return found;
        }

        return null;
    }

    /// <summary>A local declared with <c>var</c> is reported where nothing in its initializer is.</summary>
    private OperationMention? InferredLocal(IVariableDeclaratorOperation local, CancellationToken cancel)
    {
        if (local.Syntax is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } || VarOf(declaration.Type) is not { } inferred) return null;
        if (TypeOf(local.Symbol.Type) is not { } found) return null;
        if (local.GetVariableInitializer()?.Value is { } value && SaysTheSame(value, found, cancel)) return null;
        return found with { Rule = CodeRules.TypeInSignature, Place = inferred.Span, IsInferred = false };
    }

    /// <summary>The <c>var</c> of a type that may be behind <c>ref</c> or <c>scoped</c>; null for a type that is written.</summary>
    private static TypeSyntax? VarOf(TypeSyntax type) => type switch
    {
        RefTypeSyntax reference => VarOf(reference.Type),
        ScopedTypeSyntax scoped => VarOf(scoped.Type),
        { IsVar: true } => type,
        _ => null,
    };

    /// <summary>Whether an operation within uses the same type in its own right.</summary>
    public bool SaysTheSame(IOperation value, OperationMention found, CancellationToken cancel)
    {
        foreach (var inner in value.DescendantsAndSelf())
        {
            if (inner is not IVariableDeclaratorOperation && Find(inner, cancel) is { IsInferred: false } said && OperationPlaces.Speaks(inner, said) && SymbolEqualityComparer.Default.Equals(said.Type, found.Type)) return true;
        }

        return false;
    }

    private OperationMention? ForEach(IForEachLoopOperation loop, CancellationToken cancel)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax syntax) return null;
        if (syntax is ForEachStatementSyntax plain && VarOf(plain.Type) is { } variable && !loop.IsAsynchronous && HasOwn(loop.Collection.Type, WellKnownMemberNames.GetEnumeratorMethodName, _enumerated) && loop.Locals.Length == 1)
        {
            return TypeOf(loop.Locals[0].Type) is { } inferred && !SaysTheSame(loop.Collection, inferred, cancel)
                ? inferred with { Rule = CodeRules.TypeInSignature, Place = variable.Span, IsInferred = false } : null;
        }

        var info = loop.SemanticModel!.GetForEachStatementInfo(syntax);
        var used = Direct(info.GetEnumeratorMethod) ?? Direct(info.MoveNextMethod) ?? Direct(info.CurrentProperty) ?? Direct(info.DisposeMethod)
            ?? Direct(info.ElementConversion.MethodSymbol) ?? Direct(info.CurrentConversion.MethodSymbol);
        if (used is null && syntax is ForEachVariableStatementSyntax variables) used = Deconstructed(loop.SemanticModel!.GetDeconstructionInfo(variables));
        if (used is not null) return used;
        if (syntax is ForEachStatementSyntax { Type: var type } && VarOf(type) is { } kept && TypeOf(info.ElementType) is { } element && !SaysTheSame(loop.Collection, element, cancel))
            return element with { Rule = CodeRules.TypeInSignature, Place = kept.Span, IsInferred = false };
        return null;
    }

    private OperationMention? Awaited(IAwaitOperation await)
    {
        if (await.Syntax is not AwaitExpressionSyntax syntax || HasOwn(await.Operation.Type, WellKnownMemberNames.GetAwaiter, _awaited)) return null;
        var info = await.SemanticModel!.GetAwaitExpressionInfo(syntax);
        return Direct(info.GetAwaiterMethod) ?? Direct(info.IsCompletedProperty) ?? Direct(info.GetResultMethod);
    }

    /// <summary>
    /// Whether a type has the pattern's method itself, in an assembly that cannot hand anything out. What it returns is then no
    /// concern, no extension is looked for, and the compiler need not be asked for the whole pattern.
    /// </summary>
    private bool HasOwn(ITypeSymbol? type, string method, ConcurrentDictionary<ISymbol, bool> answers)
    {
        if (type is IArrayTypeSymbol || type?.SpecialType == SpecialType.System_String) return true;
        if (type is not INamedTypeSymbol named || symbols.CanExpose(named.ContainingAssembly)) return false;
        named = named.OriginalDefinition;
        if (!answers.TryGetValue(named, out var has))
        {
            has = named.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && Declares(named, method);
            answers.TryAdd(named, has);
        }

        return has;
    }

    private static bool Declares(INamedTypeSymbol type, string method)
    {
        foreach (var member in type.GetMembers(method))
        {
            if (member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false, DeclaredAccessibility: Accessibility.Public }) return true;
        }

        return false;
    }

    private OperationMention? Deconstructed(DeconstructionInfo info)
    {
        var used = Direct(info.Method) ?? Direct(info.Conversion?.MethodSymbol);
        if (used is not null) return used;
        foreach (var nested in info.Nested)
        {
            if (Deconstructed(nested) is { } inner) return inner;
        }

        return null;
    }

    /// <summary>A member named without its type, by <c>nameof(head.Weight)</c>: the operation has no symbol, the name has.</summary>
    private OperationMention? NameOf(INameOfOperation name, CancellationToken cancel)
    {
        var model = name.SemanticModel!;
        var info = model.GetSymbolInfo(name.Argument.Syntax, cancel);
        var symbol = info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0]);
        if (symbol is null or ITypeSymbol or INamespaceSymbol || Direct(symbol) is not { } found) return null;
        OperationPlaces.Of(name.Argument.Syntax, out var simple);
        if (simple is not null && MentionPlaces.HasWithheldTypeQualifier(simple, model, symbols, cancel)) return null;
        return found with { Rule = CodeRules.ConstantCopied, Place = simple?.Identifier.Span ?? name.Argument.Syntax.Span };
    }
}
