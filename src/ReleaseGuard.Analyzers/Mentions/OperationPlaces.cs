using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>Where an operation is reported: at the name if it has one, else at the token that makes the compiler do it.</summary>
internal static class OperationPlaces
{
    /// <summary>
    /// Whether a mention stands in the text in its own right. A call that a query clause makes is implicit, and yet all there is of
    /// a withheld query operator; that an open one is given a withheld type follows from what it is given.
    /// </summary>
    public static bool Speaks(IOperation operation, OperationMention found) =>
        !operation.IsImplicit || (found.Through is null && operation is IInvocationOperation && operation.Syntax is QueryClauseSyntax or SelectOrGroupClauseSyntax or OrderingSyntax);

    public static TextSpan Of(SyntaxNode syntax, out SimpleNameSyntax? name)
    {
        name = NameOf(syntax);
        if (name is not null) return name.Identifier.Span;
        return syntax switch
        {
            ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.Span,
            ElementAccessExpressionSyntax access => access.ArgumentList.OpenBracketToken.Span,
            ElementBindingExpressionSyntax access => access.ArgumentList.OpenBracketToken.Span,
            ImplicitElementAccessSyntax access => access.ArgumentList.OpenBracketToken.Span,
            BinaryExpressionSyntax binary => binary.OperatorToken.Span,
            AssignmentExpressionSyntax assignment => assignment.OperatorToken.Span,
            PrefixUnaryExpressionSyntax prefix => prefix.OperatorToken.Span,
            PostfixUnaryExpressionSyntax postfix => postfix.OperatorToken.Span,
            CastExpressionSyntax cast => cast.Type.Span,
            CommonForEachStatementSyntax loop => loop.ForEachKeyword.Span,
            UsingStatementSyntax block => block.UsingKeyword.Span,
            LocalDeclarationStatementSyntax local when local.UsingKeyword.Span.Length > 0 => local.UsingKeyword.Span,
            AwaitExpressionSyntax await => await.AwaitKeyword.Span,
            InterpolatedStringExpressionSyntax text => text.StringStartToken.Span,
            CollectionExpressionSyntax collection => collection.OpenBracketToken.Span,
            SpreadElementSyntax spread => spread.OperatorToken.Span,
            ListPatternSyntax list => list.OpenBracketToken.Span,
            SlicePatternSyntax slice => slice.DotDotToken.Span,
            QueryClauseSyntax clause => clause.GetFirstToken().Span,
            SelectOrGroupClauseSyntax clause => clause.GetFirstToken().Span,
            OrderingSyntax ordering => ordering.Expression.Span,
            WithExpressionSyntax with => with.WithKeyword.Span,
            ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword.Span,
            PrimaryConstructorBaseTypeSyntax primary => primary.Type.Span,
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type.Span,
            DeclarationExpressionSyntax declaration => declaration.Type.Span,
            VarPatternSyntax pattern => pattern.VarKeyword.Span,
            LockStatementSyntax gate => gate.LockKeyword.Span,
            ImplicitArrayCreationExpressionSyntax array => array.NewKeyword.Span,
            ImplicitStackAllocArrayCreationExpressionSyntax array => array.StackAllocKeyword.Span,
            AnonymousFunctionExpressionSyntax function => function.GetFirstToken().Span,
            BlockSyntax block => block.OpenBraceToken.Span,
            _ => syntax.Span,
        };
    }

    private static SimpleNameSyntax? NameOf(SyntaxNode? syntax) => syntax switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        InvocationExpressionSyntax call => NameOf(call.Expression),
        ConditionalAccessExpressionSyntax conditional => NameOf(conditional.WhenNotNull),
        ObjectCreationExpressionSyntax creation => NameOf(creation.Type),
        AttributeSyntax attribute => NameOf(attribute.Name),
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => null,
    };
}
