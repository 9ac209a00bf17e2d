using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.CodeFixes.Cuts;

/// <summary>Finds the smallest piece around a place that can be cut, and the next larger one when that was too little.</summary>
internal static class CutFinder
{
    /// <summary>The smallest piece that holds a place; null when it stands where nothing can be cut, as in a comment.</summary>
    public static Cut? At(SyntaxNode root, TextSpan place)
    {
        if (place.End > root.FullSpan.End) return null;
        var token = root.FindToken(place.Start, findInsideTrivia: false);
        // A place between tokens, such as a directive or a comment, belongs to no piece.
        if (!token.Span.IntersectsWith(place)) return null;
        return From(root.FindNode(place, getInnermostNodeForTie: true));
    }

    /// <summary>The piece around a piece.</summary>
    public static Cut? Around(Cut cut) => cut.Node.Parent is { } parent ? From(parent) : null;

    /// <summary>The innermost piece that a node is or stands in.</summary>
    public static Cut? From(SyntaxNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (Classify(at) is { } kind) return new Cut(kind, at);
        }

        return null;
    }

    private static CutKind? Classify(SyntaxNode node)
    {
        switch (node)
        {
            case UsingDirectiveSyntax or ExternAliasDirectiveSyntax:
                return CutKind.Using;
            case AttributeSyntax { Parent: AttributeListSyntax { Attributes.Count: > 1 } }:
                return CutKind.Item;
            case AttributeListSyntax or TypeParameterConstraintClauseSyntax or CatchClauseSyntax or SwitchSectionSyntax:
                return CutKind.Node;
            case BaseTypeSyntax { Parent: BaseListSyntax { Types.Count: > 1 } }:
                return CutKind.Item;
            case BaseListSyntax:
                return CutKind.Node;
            case EnumMemberDeclarationSyntax:
                return CutKind.Item;
            case SwitchExpressionArmSyntax:
                return CutKind.Item;
            case ExpressionSyntax { Parent: SwitchExpressionArmSyntax arm } when arm.Expression == node:
                return CutKind.ArmValue;
            case ArrowExpressionClauseSyntax:
                return CutKind.Body;
            case GlobalStatementSyntax:
                return CutKind.Statement;
            case BlockSyntax:
                return node.Parent is BlockSyntax or SwitchSectionSyntax ? CutKind.Statement : null;
            case StatementSyntax:
                return node.Parent switch
                {
                    BlockSyntax or SwitchSectionSyntax => CutKind.Statement,
                    GlobalStatementSyntax => null,
                    _ => CutKind.Embedded,
                };
            case MemberDeclarationSyntax and not IncompleteMemberSyntax:
                return CutKind.Member;
            case CompilationUnitSyntax:
                return CutKind.File;
            default:
                return null;
        }
    }
}
