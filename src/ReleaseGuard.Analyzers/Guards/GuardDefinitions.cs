using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.Analyzers.Mentions;
using ReleaseGuard.Analyzers.Rules.Code;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>
/// Checks guards where they are defined: each must be false in every edition that does not include the one it guards. The
/// value is read in a copy of the compilation as that edition would compile it.
/// </summary>
internal sealed class GuardDefinitions(EditionScope scope, Compilation compilation, EditionForks forks, MentionReport report)
{
    public static readonly string[] Words = ["EditionGuard", "EditionGuardAttribute", "RequiresEdition", "RequiresEditionAttribute"];

    public void Judge(SyntaxToken token, NameSite site)
    {
        if (token.Parent is not SimpleNameSyntax name || MentionPlaces.TopOf(name).Parent is not AttributeSyntax { Parent: AttributeListSyntax list } attribute) return;
        if (attribute.ArgumentList?.Arguments.FirstOrDefault() is not { } argument || site.Model.GetConstantValue(argument.Expression, site.Cancel).Value is not string id) return;
        var compiledIn = scope.CompiledIn(site.Tree, attribute.SpanStart, site.Cancel);
        if (Array.IndexOf(MarkedSymbols.Words, token.ValueText) >= 0)
        {
            if (scope.Policy.FindComponent(id) is null)
                report.ReportPlain(CodeRules.UnknownComponent, Location.Create(site.Tree, argument.Span), compiledIn, _ => UnknownComponent.Message(id, scope.Policy.NearestComponent(id)), site.Report);
            return;
        }

        var isGuard = token.ValueText.StartsWith("EditionGuard", StringComparison.Ordinal);
        if (scope.Policy.FindEdition(id) is not { } guarded)
        {
            var nearest = scope.Policy.NearestEdition(id);
            var rule = isGuard ? CodeRules.GuardNotTested : (Rules.CodeRule)CodeRules.NotGuarded;
            report.ReportPlain(rule, Location.Create(site.Tree, argument.Span), compiledIn, _ => isGuard ? GuardNotTested.Unknown(NameOf(list.Parent), id, nearest) : NotGuarded.Unknown(id, nearest), site.Report);
            return;
        }

        if (!isGuard || list.Parent is not { } declaration || Declared(declaration, site.Model, site.Cancel) is not { } symbol) return;
        var place = Location.Create(site.Tree, NamePlace(declaration).SourceSpan);
        if (!HasShape(symbol))
        {
            report.ReportPlain(CodeRules.GuardNotTested, place, compiledIn, _ => GuardNotTested.Shape(MentionPlaces.DisplayOf(symbol)), site.Report);
            return;
        }

        var off = compiledIn & ~(scope.Masks.EditionsCompiling(guarded.Id) ?? 0);
        foreach (var edition in scope.Masks.Enumerate(off, scope.CurrentBit))
        {
            if (IsFalseIn(scope.Masks.BitOf(edition.Id), attribute, site)) continue;
            report.ReportPlain(CodeRules.GuardNotTested, place, scope.Masks.BitOf(edition.Id), e => GuardNotTested.CanBeTrue(MentionPlaces.DisplayOf(symbol), guarded.Id, e.Id), site.Report);
            return;
        }
    }

    private static ISymbol? Declared(SyntaxNode declaration, SemanticModel model, CancellationToken cancel) =>
        declaration is BaseFieldDeclarationSyntax field ? field.Declaration.Variables.FirstOrDefault() is { } first ? model.GetDeclaredSymbol(first, cancel) : null : model.GetDeclaredSymbol(declaration, cancel);

    private static bool HasShape(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type.SpecialType == SpecialType.System_Boolean && (field.IsConst || (field.IsStatic && field.IsReadOnly)),
        IPropertySymbol property => property.Type.SpecialType == SpecialType.System_Boolean && property is { IsStatic: true, SetMethod: null, IsIndexer: false },
        IMethodSymbol method => method.ReturnType.SpecialType == SpecialType.System_Boolean && method is { IsStatic: true, Parameters.IsEmpty: true },
        _ => false,
    };

    private bool IsFalseIn(ulong edition, AttributeSyntax attribute, NameSite site)
    {
        var (model, there) = site.Model.Compilation == compilation && edition == scope.CurrentBit ? (site.Model, attribute) : Read(edition, attribute, site);
        if (model is null) return true;
        if (there?.Parent?.Parent is not { } declaration) return true;
        var values = Values(declaration).ToList();
        // The implementation of a partial member stands elsewhere and is found by its own symbol.
        if (values.Count == 0 && Declared(declaration, model, site.Cancel) is IPropertySymbol { PartialImplementationPart: { } part } && part.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(site.Cancel) is { } other)
            values = [.. Values(other)];
        return values.Count > 0 && values.All(value => IsFalse(value, declaration, edition, ModelOf(model, value), site.Cancel));
    }

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "The value is read as another edition compiles it, and only where a guard is defined.")]
    private static SemanticModel ModelOf(SemanticModel model, SyntaxNode node) => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    private (SemanticModel? Model, AttributeSyntax? Attribute) Read(ulong edition, AttributeSyntax attribute, NameSite site)
    {
        if (forks.ModelOf(site.Tree, edition, site.Cancel) is not { } model) return default;
        var found = model.SyntaxTree.GetRoot(site.Cancel).FindToken(attribute.SpanStart).Parent?.FirstAncestorOrSelf<AttributeSyntax>();
        return (model, found?.SpanStart == attribute.SpanStart ? found : null);
    }

    private static IEnumerable<ExpressionSyntax> Values(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case FieldDeclarationSyntax field:
                return field.Declaration.Variables.Select(variable => variable.Initializer?.Value).OfType<ExpressionSyntax>();
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow }:
                return [arrow.Expression];
            case PropertyDeclarationSyntax { Initializer: { } initializer }:
                return [initializer.Value];
            case MethodDeclarationSyntax { ExpressionBody: { } arrow }:
                return [arrow.Expression];
            case PropertyDeclarationSyntax property:
                return property.AccessorList?.Accessors.SelectMany(accessor => accessor.ExpressionBody is { } body ? [body.Expression] : Returned(accessor)) ?? [];
            default:
                return Returned(declaration);
        }
    }

    private static IEnumerable<ExpressionSyntax> Returned(SyntaxNode body) =>
        body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Select(leave => leave.Expression).OfType<ExpressionSyntax>();

    private bool IsFalse(ExpressionSyntax value, SyntaxNode declaration, ulong edition, SemanticModel model, CancellationToken cancel)
    {
        // Another guard is false where its own edition is off, whatever value it has in the build at hand; it is checked at its own definition.
        if (value is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax && model.GetSymbolInfo(value, cancel).Symbol is { } symbol && EditionAttributes.GuardedEdition(symbol) is { } id)
            return scope.Masks.EditionsCompiling(id) is { } on && (on & edition) == 0;
        if (model.GetConstantValue(value, cancel) is { HasValue: true, Value: bool constant }) return !constant;
        switch (value)
        {
            case ParenthesizedExpressionSyntax inner:
                return IsFalse(inner.Expression, declaration, edition, model, cancel);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.BitwiseAndExpression):
                return IsFalse(binary.Left, declaration, edition, model, cancel) || IsFalse(binary.Right, declaration, edition, model, cancel);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.BitwiseOrExpression):
                return IsFalse(binary.Left, declaration, edition, model, cancel) && IsFalse(binary.Right, declaration, edition, model, cancel);
            case ConditionalExpressionSyntax choice:
                return IsFalse(choice.WhenTrue, declaration, edition, model, cancel) && IsFalse(choice.WhenFalse, declaration, edition, model, cancel);
            case InvocationExpressionSyntax call when IsFeatureSwitch(call, declaration, model, cancel):
                return true;
            default:
                return false;
        }
    }

    /// <summary>A switch that the publisher sets and the trimmer knows: the property names the same switch as the call.</summary>
    private static bool IsFeatureSwitch(InvocationExpressionSyntax call, SyntaxNode declaration, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol { Name: "TryGetSwitch", ContainingType.Name: "AppContext" }) return false;
        if (call.ArgumentList.Arguments.FirstOrDefault() is not { } first || model.GetConstantValue(first.Expression, cancel).Value is not string name) return false;
        return declaration is MemberDeclarationSyntax member && member.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.ToString() is var written && written.Contains("FeatureSwitchDefinition")
            && attribute.ArgumentList?.Arguments.FirstOrDefault() is { } argument && model.GetConstantValue(argument.Expression, cancel).Value as string == name);
    }

    private static string NameOf(SyntaxNode? declaration) => declaration is null ? "The member" : NamePlace(declaration).SourceTree!.GetText().ToString(NamePlace(declaration).SourceSpan);

    private static Location NamePlace(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.First().Identifier.GetLocation(),
        _ => declaration.GetFirstToken().GetLocation(),
    };
}
