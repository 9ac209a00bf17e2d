using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// A name that resolves to nothing is held against the policy by every full name it could have here. An edition without the
/// reference, or without the file that declares a member, so gets the same answer as one with it.
/// </summary>
internal sealed class UnresolvedNames(WithheldSymbols symbols, SymbolPatternNames patterns, WrittenNames written)
{
    private const string Suffix = "Attribute";

    private readonly FullNames _names = new(symbols.Compilation);

    public Mention? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        var top = MentionPlaces.TopOf(name);
        if (top.Parent is MemberAccessExpressionSyntax { Name: { } right } outer && right == top && outer.Expression is not (NameSyntax or MemberAccessExpressionSyntax)) return Member(name, model, cancel);
        if (Text(name, top) is not { } text) return Member(name, model, cancel);
        var space = IsNamespacePosition(top);
        foreach (var full in _names.Of(text, top, cancel))
        {
            if (Claimed(full, space, top) is not var (id, withholding)) continue;
            if (space && Next(top) is { } next && !IsBelowWithheld(full) && symbols.OfId("T:" + full + "." + FullNames.TextOf(next)) is { } inner && id[0] == 'N')
            {
                // A longer name that is withheld too is reported at its end, not at each dot; a word of the policy by its own hit.
                return written.IsWord(next.Identifier.ValueText) ? null
                    : Create(CodeRules.NameUnresolved, FullNames.TextOf(MentionPlaces.TopOf(next)) ?? text + "." + next.Identifier.ValueText, "T:" + full + "." + FullNames.TextOf(next), inner, next, model, cancel);
            }

            return Create(IsNamedDeclaration(top) ? CodeRules.SymbolDeclared : CodeRules.NameUnresolved, text, id, withholding, name, model, cancel);
        }

        return Member(name, model, cancel);
    }

    /// <summary>A name without dots, or one that the policy names as it is written: what a pattern of nothing but a wildcard may mean.</summary>
    public bool IsPlain(SimpleNameSyntax name)
    {
        var top = MentionPlaces.TopOf(name);
        return top == name && Next(top) is null ? top.Parent is not UsingDirectiveSyntax : FullNames.TextOf(top) is { } text && symbols.OfId("T:" + text) is not null;
    }

    /// <summary>A word of a documentation comment that stands for a withheld type which this compilation lacks, or that is written in full.</summary>
    public Mention? FindProse(SyntaxToken token, WordHit hit, SyntaxNode documented, CancellationToken cancel)
    {
        var text = token.Text;
        var start = hit.Start - token.SpanStart;
        var end = start + hit.Word.Length;
        // The longer name is reported at its end, by a word of its own.
        var next = end;
        while (next < text.Length && text[next] == '.' && next + 1 < text.Length && IsNamePart(text[next + 1]))
        {
            var from = ++next;
            while (next < text.Length && IsNamePart(text[next])) next++;
            if (written.IsWord(text.Substring(from, next - from))) return null;
        }

        var first = start;
        while (first > 0 && (text[first - 1] == '.' || IsNamePart(text[first - 1]))) first--;
        var prose = text.Substring(first, end - first);
        foreach (var full in prose.IndexOf('.') > 0 ? [prose] : symbols.InSight.IsEmpty ? _names.Of(prose, documented, cancel) : [])
        {
            if (symbols.OfId("T:" + full) is { } withholding)
                return new Mention(CodeRules.InDocumentation, prose, "T:" + full, withholding, documented.SyntaxTree, new TextSpan(hit.Start, hit.Word.Length));
        }

        return null;
    }

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    /// <summary>What lies in a withheld namespace is taken for a type; the namespace itself leads to one.</summary>
    private bool IsBelowWithheld(string full) => full.LastIndexOf('.') is > 0 and var dot && symbols.OfId("N:" + full.Substring(0, dot)) is not null;

    private (string Id, Withholding Withholding)? Claimed(string full, bool space, SyntaxNode top)
    {
        if (space && symbols.OfId("N:" + full) is { } withheldSpace) return ("N:" + full, withheldSpace);
        if (symbols.OfId("T:" + full) is { } type) return ("T:" + full, type);
        if (top.Parent is AttributeSyntax && symbols.OfId("T:" + full + Suffix) is { } attribute) return ("T:" + full + Suffix, attribute);
        // By custom an assembly's namespace has its name; there is nothing else that an unresolved one could be.
        if (space && symbols.OfAssemblyName(full) is { } assembly) return ("N:" + full, assembly);
        return null;
    }

    /// <summary>A member of a type that is here, declared in a file that is not; or of a type that is not here, where the policy names the member.</summary>
    private Mention? Member(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        if (!patterns.Members.Contains(name.Identifier.ValueText) && !patterns.HasOpenPatterns) return null;
        foreach (var container in Containers(name, model, cancel))
        {
            foreach (var id in patterns.MemberIds(container + "." + name.Identifier.ValueText))
            {
                if (symbols.OfId(id) is { } withholding) return Create(CodeRules.NameUnresolved, name.Identifier.ValueText, id, withholding, name, model, cancel);
            }
        }

        return null;
    }

    /// <summary>The full names of the types that a member could be of.</summary>
    private IEnumerable<string> Containers(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        SyntaxNode? receiver = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            MemberBindingExpressionSyntax { Parent: var binding } => binding!.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(one => one.WhenNotNull.Span.Contains(name.Span))?.Expression,
            NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } => cref.Container,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } assignment when assignment.Left == name => creation,
            NameColonSyntax { Parent: SubpatternSyntax { Parent.Parent: RecursivePatternSyntax pattern } } => pattern,
            _ => null,
        };
        if (receiver is not null)
        {
            var info = model.GetTypeInfo(receiver, cancel);
            var type = model.GetSymbolInfo(receiver, cancel).Symbol as INamedTypeSymbol ?? info.Type as INamedTypeSymbol ?? info.ConvertedType as INamedTypeSymbol;
            foreach (var full in WithBases(type)) yield return full;
            if (type is null or IErrorTypeSymbol && FullNames.TextOf(receiver) is { } text)
            {
                foreach (var full in _names.Of(text, receiver, cancel)) yield return full;
            }

            yield break;
        }

        for (var type = model.GetEnclosingSymbol(name.SpanStart, cancel)?.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (var full in WithBases(type)) yield return full;
        }

        foreach (var directive in name.SyntaxTree.GetRoot(cancel).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>())
        {
            if (!directive.StaticKeyword.IsKind(SyntaxKind.None) && FullNames.TextOf(directive.Name) is { } text) yield return text;
        }
    }

    private static IEnumerable<string> WithBases(INamedTypeSymbol? type)
    {
        for (var at = type; at is not null and not IErrorTypeSymbol; at = at.BaseType)
        {
            if (at.OriginalDefinition.GetDocumentationCommentId() is { Length: > 2 } id) yield return id.Substring(2);
        }
    }

    /// <summary>The name with what stands before it in a cref, where the parts have nodes of their own.</summary>
    private static string? Text(SimpleNameSyntax name, SyntaxNode top) =>
        name.Parent is NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } && FullNames.TextOf(cref.Container) is { } container ? container + "." + FullNames.TextOf(name) : FullNames.TextOf(top);

    /// <summary>A namespace is only asked for where a namespace can stand: in a using, or to the left of a dot.</summary>
    private static bool IsNamespacePosition(SyntaxNode top) =>
        top.Parent is UsingDirectiveSyntax { StaticKeyword.RawKind: 0 } || Next(top) is not null || IsNamedDeclaration(top)
        || (top.Parent is AliasQualifiedNameSyntax alias && alias.Alias == top);

    private static bool IsNamedDeclaration(SyntaxNode top) => top.Parent is BaseNamespaceDeclarationSyntax;

    private static SimpleNameSyntax? Next(SyntaxNode top) => top.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == top => qualified.Right,
        MemberAccessExpressionSyntax access when access.Expression == top => access.Name,
        QualifiedCrefSyntax { Member: NameMemberCrefSyntax { Name: SimpleNameSyntax name } } cref when cref.Container == top => name,
        AliasQualifiedNameSyntax alias when alias.Alias == top => alias.Name,
        _ => null,
    };

    private static Mention Create(MentionRule rule, string shown, string id, Withholding withholding, SimpleNameSyntax place, SemanticModel model, CancellationToken cancel)
    {
        if (rule == CodeRules.NameUnresolved)
        {
            var top = MentionPlaces.TopOf(place);
            if (top.FirstAncestorOrSelf<CrefSyntax>() is not null) rule = CodeRules.InDocumentation;
            else if (MentionPlaces.IsForwarded(top)) rule = CodeRules.Friend;
        }

        return MentionPlaces.Create(rule, shown, id, withholding, place, place.Identifier.Span, model, cancel);
    }
}
