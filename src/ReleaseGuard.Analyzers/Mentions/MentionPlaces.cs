using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>What the place of a name makes of the mention: which rule it breaks, whose signature it stands in, what it belongs to.</summary>
internal static class MentionPlaces
{
    private static readonly SymbolDisplayFormat Display = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string DisplayOf(ISymbol symbol) => symbol is INamespaceSymbol ? symbol.ToDisplayString() : symbol.ToDisplayString(Display);

    public static Mention Create(MentionRule rule, ISymbol symbol, Withholding withholding, SyntaxToken place, SemanticModel model, CancellationToken cancel) =>
        Create(rule, symbol, withholding, place.Parent!, place.Span, model, cancel);

    public static Mention Create(MentionRule rule, ISymbol symbol, Withholding withholding, SyntaxNode node, TextSpan span, SemanticModel model, CancellationToken cancel) =>
        Create(rule, DisplayOf(symbol), symbol.OriginalDefinition.GetDocumentationCommentId() ?? "", withholding, node, span, model, cancel);

    public static Mention Create(MentionRule rule, string name, string documentationId, Withholding withholding, SyntaxNode node, TextSpan span, SemanticModel model, CancellationToken cancel)
    {
        var holder = HolderOf(node, model, cancel);
        return new Mention(rule, name, documentationId, withholding, node.SyntaxTree, span)
        {
            Holder = holder is null ? null : DisplayOf(holder),
            HolderId = holder?.GetDocumentationCommentId(),
            IsPublicSurface = holder is not null && IsPublicSurface(holder, node),
        };
    }

    /// <summary>The rule a name breaks. A constant read through a type is the constant's mention, so the symbol may move on to the member.</summary>
    public static MentionRule RuleFor(SimpleNameSyntax name, ref ISymbol symbol, SemanticModel model, CancellationToken cancel)
    {
        var top = TopOf(name);
        if (top.FirstAncestorOrSelf<CrefSyntax>() is not null) return CodeRules.InDocumentation;
        if (IsInNameOf(top, model, cancel)) return CodeRules.ConstantCopied;
        if (IsForwarded(top)) return CodeRules.Friend;
        if (symbol is INamedTypeSymbol type && RightOf(top) is { } right && top.FirstAncestorOrSelf<CrefSyntax>() is null)
        {
            // The size of a fixed buffer is bound without a symbol; the type's own members tell.
            var member = model.GetSymbolInfo(right, cancel).Symbol ?? type.GetMembers(right.Identifier.ValueText).FirstOrDefault();
            if (member is IFieldSymbol { HasConstantValue: true })
            {
                symbol = member;
                return CodeRules.ConstantCopied;
            }
        }

        if (symbol is IFieldSymbol { HasConstantValue: true }) return CodeRules.ConstantCopied;
        return symbol is ITypeSymbol && IsSignature(top) ? CodeRules.TypeInSignature : CodeRules.SymbolUsed;
    }

    /// <summary>The whole dotted name that ends in the given simple name.</summary>
    public static SyntaxNode TopOf(SimpleNameSyntax name)
    {
        SyntaxNode at = name;
        while ((at.Parent is QualifiedNameSyntax qualified && qualified.Right == at)
            || (at.Parent is AliasQualifiedNameSyntax alias && alias.Name == at)
            || (at.Parent is MemberAccessExpressionSyntax access && access.Name == at)
            || (at.Parent is QualifiedCrefSyntax cref && cref.Member == at))
        {
            at = at.Parent;
        }

        return at;
    }

    public static bool IsNamespaceDeclaration(SimpleNameSyntax name) =>
        TopOf(name) is var top && top.Parent is BaseNamespaceDeclarationSyntax space && space.Name == top;

    public static bool IsDeclarationName(SyntaxNode parent, SyntaxToken token) => parent switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier == token,
        DelegateDeclarationSyntax type => type.Identifier == token,
        EnumMemberDeclarationSyntax member => member.Identifier == token,
        MethodDeclarationSyntax method => method.Identifier == token,
        PropertyDeclarationSyntax property => property.Identifier == token,
        EventDeclarationSyntax @event => @event.Identifier == token,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier == token,
        _ => false,
    };

    /// <summary>A namespace within a longer name that goes on to something withheld is not reported: the thing itself is.</summary>
    public static bool IsQualifierOfWithheld(SimpleNameSyntax name, SemanticModel model, WithheldSymbols symbols, CancellationToken cancel) =>
        RightOf(TopOf(name)) is { } right
        && model.GetSymbolInfo(right, cancel) is var info
        && (symbols.Of(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not null);

    /// <summary>An outer type that only leads to a withheld nested type is not reported: the nested type is.</summary>
    public static bool IsQualifierOfWithheldType(SimpleNameSyntax name, SemanticModel model, WithheldSymbols symbols, CancellationToken cancel) =>
        RightOf(TopOf(name)) is { } right && model.GetSymbolInfo(right, cancel).Symbol is INamedTypeSymbol type && symbols.Of(type) is not null;

    /// <summary>A static member behind its withheld type's name is not reported: the type's name is.</summary>
    public static bool HasWithheldTypeQualifier(SimpleNameSyntax name, SemanticModel model, WithheldSymbols symbols, CancellationToken cancel)
    {
        SyntaxNode? left = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
            QualifiedCrefSyntax cref when cref.Member is NameMemberCrefSyntax member && member.Name == name => cref.Container,
            NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } => cref.Container,
            _ => null,
        };
        return left is TypeSyntax or MemberAccessExpressionSyntax
            && model.GetSymbolInfo(left, cancel).Symbol is INamedTypeSymbol type && symbols.Of(type) is not null;
    }

    /// <summary>
    /// The editions for which a mention still counts where declarations around it are withheld themselves: what stands in one leaves
    /// with it the editions that must not have it, and is behind the same guard in those that gate it. In any other it stays.
    /// </summary>
    public static ulong Remaining(ulong editions, Withholding subject, SyntaxNode node, SemanticModel model, WithheldSymbols symbols, CancellationToken cancel)
    {
        for (var at = node; at is not null && editions != 0; at = at.Parent)
        {
            ISymbol? declared = null;
            if (at is MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseFieldDeclarationSyntax and not IncompleteMemberSyntax)
            {
                if (at is not BaseNamespaceDeclarationSyntax space || !space.Name.Span.Contains(node.Span)) declared = model.GetDeclaredSymbol(at, cancel);
            }
            else if (at is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax })
            {
                declared = model.GetDeclaredSymbol(at, cancel);
            }

            if (symbols.Of(declared) is { } around) editions &= ~(around.Withheld | (around.Gated & ~subject.Withheld));
        }

        return editions;
    }

    /// <summary>Where a declaration stands: the node around it.</summary>
    public static SyntaxNode AroundDeclaration(SyntaxNode node) =>
        (node is SimpleNameSyntax ? node.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>() ?? node : node).Parent ?? node;

    private static SimpleNameSyntax? RightOf(SyntaxNode top) => top.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == top => qualified.Right,
        MemberAccessExpressionSyntax access when access.Expression == top => access.Name,
        QualifiedCrefSyntax { Member: NameMemberCrefSyntax { Name: SimpleNameSyntax name } } cref when cref.Container == top => name,
        _ => null,
    };

    public static bool IsForwarded(SyntaxNode top) =>
        top.Parent is TypeOfExpressionSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } }
        && attribute.Name.ToString() is var name && (name.EndsWith("TypeForwardedTo", System.StringComparison.Ordinal) || name.EndsWith("TypeForwardedToAttribute", System.StringComparison.Ordinal));

    private static bool IsInNameOf(SyntaxNode node, SemanticModel model, CancellationToken cancel) =>
        node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call } }
        && model.GetSymbolInfo(call, cancel).Symbol is null && model.GetConstantValue(call, cancel).HasValue;

    /// <summary>Whether a type's place belongs to a signature, a base list, a constraint, a local's type or a type argument.</summary>
    private static bool IsSignature(SyntaxNode top)
    {
        var at = top;
        while (true)
        {
            switch (at.Parent)
            {
                case TypeArgumentListSyntax:
                    return top.FirstAncestorOrSelf<CrefSyntax>() is null && !IsInTypeTest(at);
                case NullableTypeSyntax or ArrayTypeSyntax or PointerTypeSyntax or RefTypeSyntax or ScopedTypeSyntax or TupleTypeSyntax or TupleElementSyntax
                    or FunctionPointerTypeSyntax or FunctionPointerParameterSyntax or FunctionPointerParameterListSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax:
                    at = at.Parent;
                    continue;
                case VariableDeclarationSyntax variables:
                    return variables.Type == at;
                case ParameterSyntax or TypeConstraintSyntax or BaseTypeSyntax or ExplicitInterfaceSpecifierSyntax or DelegateDeclarationSyntax
                    or BasePropertyDeclarationSyntax or MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax
                    or LocalFunctionStatementSyntax or ParenthesizedLambdaExpressionSyntax or DeclarationExpressionSyntax:
                    return true;
                case ForEachStatementSyntax loop:
                    return loop.Type == at;
                default:
                    return false;
            }
        }
    }

    private static bool IsInTypeTest(SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeSyntax>(type => type.Parent is not TypeSyntax and not TypeArgumentListSyntax) is { Parent: UsingDirectiveSyntax or TypeOfExpressionSyntax or CastExpressionSyntax or AttributeSyntax };

    private static ISymbol? HolderOf(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                    return model.GetDeclaredSymbol(at, cancel);
                case BaseFieldDeclarationSyntax field:
                    return field.Declaration.Variables.FirstOrDefault() is { } first ? model.GetDeclaredSymbol(first, cancel) : null;
                case GlobalStatementSyntax or IncompleteMemberSyntax or BaseNamespaceDeclarationSyntax:
                    return null;
                case MemberDeclarationSyntax:
                    return model.GetDeclaredSymbol(at, cancel);
            }
        }

        return null;
    }

    /// <summary>In the signature, not the body, of something that other assemblies can see.</summary>
    private static bool IsPublicSurface(ISymbol holder, SyntaxNode node)
    {
        for (var at = node; at is not null and not MemberDeclarationSyntax; at = at.Parent)
        {
            if (at is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AttributeListSyntax) return false;
        }

        for (var at = holder; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)) return false;
        }

        return true;
    }
}
