using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Guards;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Finds mentions that no name shows: calls the compiler makes, inferred types, members reached through open code. Registered
/// only when the compilation has a withheld assembly or name in sight. What the text names is left to <see cref="NamePass"/>.
/// </summary>
internal sealed class OperationPass(WithheldSymbols symbols, OperationMentions mentions, WrittenNames written, QuietFiles quiet, RunTimeChecks checks, MentionReport report)
{
    private readonly ConcurrentDictionary<SyntaxNode, bool> _checked = new();

    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.FieldReference,
        OperationKind.MethodReference, OperationKind.EventReference, OperationKind.Conversion, OperationKind.Binary,
        OperationKind.Unary, OperationKind.CompoundAssignment, OperationKind.Increment, OperationKind.Decrement,
        OperationKind.VariableDeclarator, OperationKind.DeclarationExpression, OperationKind.DeclarationPattern,
        OperationKind.RecursivePattern, OperationKind.ListPattern, OperationKind.SlicePattern,
        OperationKind.Loop, OperationKind.Using, OperationKind.Await,
        OperationKind.DeconstructionAssignment, OperationKind.CollectionExpression, OperationKind.Spread,
        OperationKind.InterpolatedStringHandlerCreation, OperationKind.DefaultValue, OperationKind.ArrayCreation,
        OperationKind.ImplicitIndexerReference, OperationKind.With,
        OperationKind.FunctionPointerInvocation, OperationKind.NameOf,
        OperationKind.AnonymousFunction, OperationKind.InlineArrayAccess, OperationKind.TupleBinary,
    ];

    /// <summary>Called for every operation there is: what nothing is found for must cost next to nothing, not even a delegate.</summary>
    public void Analyze(OperationAnalysisContext context)
    {
        if (!quiet.Contains(context.Operation.Syntax.SyntaxTree, context.CancellationToken) && mentions.Find(context.Operation, context.CancellationToken) is { } found)
            Judge(context.Operation, found, context.Operation.Syntax.SyntaxTree, context.ReportDiagnostic, context.CancellationToken);
    }

    /// <summary>Judges the operations of a part that this build skips, in the model of an edition that compiles it.</summary>
    public void AnalyzeSkipped(SkippedPart part)
    {
        foreach (var operation in part.Operations())
        {
            if (Kinds.Contains(operation.Kind) && mentions.Find(operation, part.Site.Cancel) is { } found) Judge(operation, found, part.Site.Tree, part.Site.Report, part.Site.Cancel);
        }
    }

    private void Judge(IOperation operation, OperationMention found, SyntaxTree original, System.Action<Diagnostic> diagnostics, CancellationToken cancel)
    {
        if (operation.SemanticModel is not { } model || Place(operation, found, model, cancel) is not { } place) return;
        if (IsSaidElsewhere(operation, found, place, model, cancel)) return;
        var mention = MentionPlaces.Create(found.Rule, found.Subject, found.Withholding, operation.Syntax, place, model, cancel) with { Through = found.Through, Tree = original, Path = Route.Locations(found.Route, symbols.Compilation) };
        var editions = MentionPlaces.Remaining(report.EditionsBreaking(mention, cancel), found.Withholding, operation.Syntax, model, symbols, cancel);
        if (editions == 0) return;
        report.ReportAt(mention, operation.Syntax, model, editions, diagnostics, cancel);
        if ((editions & found.Withholding.Withheld) is not 0 and var excluded) JudgeCheck(mention, operation.Syntax, model, excluded, diagnostics, cancel);
    }

    /// <summary>A run-time test before the use is no barrier. Where a name stands behind the same test, the name pass says so.</summary>
    private void JudgeCheck(Mention mention, SyntaxNode use, SemanticModel model, ulong editions, System.Action<Diagnostic> diagnostics, CancellationToken cancel)
    {
        if (checks.Find(use, model, cancel) is not { Parent: { } tested } test) return;
        while (tested is SwitchLabelSyntax or PatternSyntax or WhenClauseSyntax && tested.Parent is { } around) tested = around;
        var behind = tested is IfStatementSyntax { Parent: BlockSyntax block } ? TextSpan.FromBounds(tested.SpanStart, block.Span.End) : tested.Span;
        if (written.IsAnyWithin(model, behind, symbols, cancel) || !_checked.TryAdd(test, true)) return;
        report.Report(mention with { Rule = CodeRules.RunTimeCheck, Span = test.Span, Path = [Location.Create(mention.Tree, mention.Span)] }, editions, diagnostics);
    }

    /// <summary>The place to report at; null when the text names the symbol there or around and the name is reported instead.</summary>
    private TextSpan? Place(IOperation operation, OperationMention found, SemanticModel model, CancellationToken cancel)
    {
        var syntax = operation.Syntax;
        if (operation is INameOfOperation { Argument.Syntax: var named })
        {
            OperationPlaces.Of(named, out var member);
            // A member that the policy names itself is a word, and found by it.
            if (member is not null && written.IsWord(member.Identifier.ValueText)) return null;
        }

        if (found.Place is { } given) return IsSaidByName(syntax, found, model, cancel) ? null : given;
        var place = OperationPlaces.Of(syntax, out var name);
        // A created type is written, as a word of the policy or as an alias: the name is reported.
        if (operation is IObjectCreationOperation && syntax is ObjectCreationExpressionSyntax or AttributeSyntax && found is { Through: null, IsInferred: false, Subject: ITypeSymbol }) return null;
        if (name is not null && found.Through is null && !found.IsInferred && !operation.IsImplicit)
        {
            // A delegate's variable may be called like a withheld type; then its name says nothing.
            if (written.IsWord(name.Identifier.ValueText) && symbols.Of(model.GetSymbolInfo(name, cancel).Symbol) is not null) return null;
            return MentionPlaces.HasWithheldTypeQualifier(name, model, symbols, cancel) ? null : place;
        }

        if (operation.IsImplicit && name is not null) place = syntax.Span;
        return IsSaidByName(syntax, found, model, cancel) ? null : place;
    }

    /// <summary>The name of a type speaks for its members where the type itself is withheld, not where only the member is.</summary>
    private bool IsSaidByName(SyntaxNode syntax, OperationMention found, SemanticModel model, CancellationToken cancel) =>
        symbols.Of(found.Type) is not null && written.IsWithin(model, Around(syntax, found), found.Subject, cancel);

    /// <summary>How far a written name speaks for an unwritten one: the expression for a member, the statement for a type.</summary>
    private static TextSpan Around(SyntaxNode syntax, OperationMention found)
    {
        if (found.Through is not null) return syntax is QueryClauseSyntax or SelectOrGroupClauseSyntax or OrderingSyntax ? syntax.FirstAncestorOrSelf<QueryExpressionSyntax>()!.Span : syntax.Span;
        for (var at = syntax; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case ForEachStatementSyntax loop:
                    return TextSpan.FromBounds(loop.SpanStart, loop.CloseParenToken.Span.End);
                case UsingStatementSyntax block:
                    return TextSpan.FromBounds(block.SpanStart, block.CloseParenToken.Span.End);
                // The name in a signature says nothing where the component is to be guarded: only what runs counts there.
                case FieldDeclarationSyntax or PropertyDeclarationSyntax when found.Withholding.Gated != 0:
                    return syntax.Span;
                case LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax:
                    return at.Span;
                case StatementSyntax or MemberDeclarationSyntax:
                    return syntax.Span;
            }
        }

        return syntax.Span;
    }

    /// <summary>
    /// One expression is often several operations. The outermost that says the same at the same place speaks; what is
    /// implicit or only inferred gives way to anything around or within it that uses the type in its own right.
    /// </summary>
    private bool IsSaidElsewhere(IOperation operation, OperationMention found, TextSpan place, SemanticModel model, CancellationToken cancel)
    {
        var givesWay = found.IsInferred || (found.Place is null && !OperationPlaces.Speaks(operation, found));
        for (var parent = operation.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            var tested = parent switch { IIsPatternOperation test => test.Value, ISwitchOperation test => test.Value, ISwitchExpressionOperation test => test.Value, _ => null };
            if (givesWay && tested is not null && mentions.SaysTheSame(tested, found, cancel)) return true;
            if (mentions.Find(parent, cancel) is not { IsInferred: false } said || !OperationPlaces.Speaks(parent, said) || !SymbolEqualityComparer.Default.Equals(said.Type, found.Type)) continue;
            if (givesWay) return true;
            if (!parent.IsImplicit && Place(parent, said, model, cancel) == place) return true;
        }

        if (!givesWay) return false;
        foreach (var inner in operation.ChildOperations)
        {
            if (mentions.SaysTheSame(inner, found, cancel)) return true;
        }

        return false;
    }
}
