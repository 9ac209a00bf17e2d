using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Benchmarks.Corpus;

/// <summary>
/// The slow way to know what must be found: binds every name and reads every operation of a file, and asks the policy about each
/// symbol. It shares no code with the analyzers, so what it sees and no finding explains is a miss.
/// </summary>
internal sealed class CorpusOracle(EditionPolicy policy)
{
    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The places of a file that mention something withheld and that no finding explains, in words.</summary>
    public IEnumerable<string> Unexplained(SemanticModel model, IReadOnlyList<TextSpan> findings, CancellationToken cancel)
    {
        var root = model.SyntaxTree.GetRoot(cancel);
        var found = findings.Order().ToList();
        foreach (var name in root.DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name, cancel);
            if (info.Symbol is not { } symbol || !IsWithheld(symbol) || IsInsideWithheld(name, model, cancel)) continue;
            // 'var' gives way to whatever in its statement says the type.
            if (!IsExplained(name.IsVar ? Statement(name) : Whole(name).Span, found)) yield return Describe("name", name, symbol);
        }

        foreach (var body in root.DescendantNodes(node => !IsBody(node)).Where(IsBody))
        {
            if (model.GetOperation(body, cancel) is not { } operation || IsInsideWithheld(body, model, cancel)) continue;
            foreach (var inner in operation.DescendantsAndSelf())
            {
                if (inner.Syntax is LiteralExpressionSyntax || Symbols(inner).FirstOrDefault(IsWithheld) is not { } symbol || IsInsideWithheld(inner.Syntax, model, cancel)) continue;
                if (!IsExplained(Statement(inner.Syntax), found)) yield return Describe(inner.Kind.ToString(), inner.Syntax, symbol);
            }
        }
    }

    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax { Parent: not ParameterSyntax } or ConstructorInitializerSyntax;

    /// <summary>What an operation itself uses: a called member, an operator, an object's type.</summary>
    private static IEnumerable<ISymbol> Symbols(IOperation operation)
    {
        ISymbol? symbol = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IMemberReferenceOperation { Member.ContainingType.IsAnonymousType: true } => null,
            IMemberReferenceOperation member => member.Member,
            IConversionOperation conversion => conversion.OperatorMethod,
            IBinaryOperation binary => binary.OperatorMethod,
            IUnaryOperation unary => unary.OperatorMethod,
            ICompoundAssignmentOperation compound => compound.OperatorMethod,
            IVariableDeclaratorOperation local => local.Symbol.Type,
            ICatchClauseOperation handler => handler.ExceptionType,
            ITypeOfOperation type => type.TypeOperand,
            IIsTypeOperation type => type.TypeOperand,
            _ => null,
        };
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced }) symbol = reduced;
        if (symbol is not null and not ILabelSymbol) yield return symbol;
        // A type that a part of the expression already has came from there.
        if (operation is IInvocationOperation or IObjectCreationOperation or IMemberReferenceOperation { Member.ContainingType: null or { IsAnonymousType: false } } && operation.Type is { } result && !operation.ChildOperations.Any(part => part.Type is { } known && Holds(known, result)))
            yield return result;
    }

    /// <summary>A class may derive from a type that is constructed from itself, deeper at every step: the walk ends after as many as any real one has.</summary>
    private static bool Holds(ITypeSymbol known, ITypeSymbol type, int steps = 12) => steps > 0 && (type is IArrayTypeSymbol element ? Holds(known, element.ElementType, steps - 1) : known switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType, type, steps - 1),
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition) || named.TypeArguments.Any(argument => Holds(argument, type, steps - 1))
            || (named.BaseType is { } inherited && Holds(inherited, type, steps - 1)),
        _ => false,
    });

    private bool IsWithheld(ISymbol symbol)
    {
        switch (symbol)
        {
            case IArrayTypeSymbol array:
                return IsWithheld(array.ElementType);
            case IPointerTypeSymbol pointer:
                return IsWithheld(pointer.PointedAtType);
            case INamedTypeSymbol { IsTupleType: true }:
                return false;
            case INamedTypeSymbol or INamespaceSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol:
                break;
            default:
                return false;
        }

        symbol = symbol.OriginalDefinition;
        if (symbol is IMethodSymbol { AssociatedSymbol: { } associated }) symbol = associated;
        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Error }) return false;
        if (_known.TryGetValue(symbol, out var known)) return known;
        var withheld = symbol.GetDocumentationCommentId() is { Length: > 2 } id && policy.Matcher.MatchSymbol(id).Any(match => policy.Decide(match.Component, policy.Editions[0]).Standing == Standing.Withheld);
        return _known[symbol] = withheld || (symbol.ContainingType is { } type && IsWithheld(type));
    }

    private bool IsInsideWithheld(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        foreach (var at in node.AncestorsAndSelf())
        {
            var declared = at switch
            {
                BaseFieldDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax => null,
                BaseNamespaceDeclarationSyntax space => model.GetDeclaredSymbol(space, cancel),
                MemberDeclarationSyntax member => model.GetDeclaredSymbol(member, cancel),
                VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => model.GetDeclaredSymbol(field, cancel),
                _ => null,
            };
            if (declared is not null && IsWithheld(declared)) return true;
        }

        // Documentation stands before the declaration it is part of.
        return node.FirstAncestorOrSelf<DocumentationCommentTriviaSyntax>()?.ParentTrivia.Token.Parent is { } documented && documented != node && IsInsideWithheld(documented, model, cancel);
    }

    /// <summary>A dotted name is judged once; the attribute or alias it stands in is its place too.</summary>
    private static SyntaxNode Whole(SimpleNameSyntax name)
    {
        SyntaxNode at = name;
        while (at.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or MemberAccessExpressionSyntax or QualifiedCrefSyntax or NameMemberCrefSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax) at = at.Parent;
        return at;
    }

    private static TextSpan Statement(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(at => at is StatementSyntax or MemberDeclarationSyntax or AttributeSyntax) switch
    {
        ForStatementSyntax or ForEachStatementSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax or IfStatementSyntax or WhileStatementSyntax => node.FirstAncestorOrSelf<StatementSyntax>()!.Span,
        { } whole => whole.Span,
        null => node.Span,
    };

    private static bool IsExplained(TextSpan span, List<TextSpan> found)
    {
        var index = found.BinarySearch(new TextSpan(span.Start, 0));
        for (var i = index < 0 ? ~index : index; i < found.Count && found[i].Start < span.End; i++)
        {
            if (found[i].Start >= span.Start) return true;
        }

        return false;
    }

    private static string Describe(string what, SyntaxNode node, ISymbol symbol)
    {
        var line = node.GetLocation().GetLineSpan();
        var text = node.SyntaxTree.GetText().Lines[line.StartLinePosition.Line].ToString().Trim();
        return $"{what} of {symbol.GetDocumentationCommentId()} at {line.Path}({line.StartLinePosition.Line + 1},{line.StartLinePosition.Character + 1}): {text[..Math.Min(text.Length, 160)]}";
    }
}
