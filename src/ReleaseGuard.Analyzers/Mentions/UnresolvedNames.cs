using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Rules.Code;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// A name that resolves to nothing is held against the policy by every full name it could have here: as written, below the
/// namespaces around it, and below each using in reach. An edition without the reference so gets the same answer as one with it.
/// </summary>
internal sealed class UnresolvedNames(WithheldSymbols symbols, WrittenNames written)
{
    private string[]? _globalUsings;

    public Mention? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancel)
    {
        var top = MentionPlaces.TopOf(name);
        if (top.Parent is MemberAccessExpressionSyntax { Name: { } right } outer && right == top && outer.Expression is not (NameSyntax or MemberAccessExpressionSyntax)) return null;
        var text = TextOf(top);
        if (text is null) return null;
        var space = IsNamespacePosition(top);
        foreach (var full in FullNames(text, top, cancel))
        {
            var withholding = symbols.OfId((space ? "N:" : "T:") + full) ?? (space ? symbols.OfId("T:" + full) : null);
            if (withholding is null) continue;
            if (Next(top) is { } next && symbols.IsWithheldNamespace(full) && symbols.OfId("T:" + full + "." + next.Identifier.ValueText) is { } inner)
            {
                // A longer name that is withheld too is reported at its end, not at each dot; a word of the policy by its own hit.
                return written.IsWord(next.Identifier.ValueText) ? null
                    : new Mention(CodeRules.NameUnresolved, text + "." + next.Identifier.ValueText, "T:" + full + "." + next.Identifier.ValueText, inner, name.SyntaxTree, next.Identifier.Span);
            }

            return new Mention(IsNamedDeclaration(top) ? CodeRules.SymbolDeclared : CodeRules.NameUnresolved, text, (space ? "N:" : "T:") + full, withholding, name.SyntaxTree, name.Identifier.Span);
        }

        return null;
    }

    /// <summary>A namespace is only asked for where a namespace can stand: in a using, or to the left of a dot.</summary>
    private static bool IsNamespacePosition(SyntaxNode top) =>
        top.Parent is UsingDirectiveSyntax { Alias: null } || (top.Parent is QualifiedNameSyntax qualified && qualified.Left == top)
        || (top.Parent is MemberAccessExpressionSyntax access && access.Expression == top) || IsNamedDeclaration(top);

    private static bool IsNamedDeclaration(SyntaxNode top) => top.Parent is BaseNamespaceDeclarationSyntax;

    /// <summary>A word of a documentation comment that stands for a withheld type which this compilation lacks, or that is written in full.</summary>
    public Mention? FindProse(SyntaxToken token, WordHit hit, SyntaxNode documented, CancellationToken cancel)
    {
        var text = token.Text;
        var start = hit.Start - token.SpanStart;
        var from = start;
        while (from > 0 && (text[from - 1] is '.' or '_' || char.IsLetterOrDigit(text[from - 1]))) from--;
        var prose = text.Substring(from, start - from + hit.Word.Length);
        foreach (var full in prose.IndexOf('.') > 0 ? [prose] : symbols.InSight.IsEmpty ? FullNames(prose, documented, cancel) : [])
        {
            if (symbols.OfId("T:" + full) is { } withholding)
                return new Mention(CodeRules.InDocumentation, prose, "T:" + full, withholding, documented.SyntaxTree, new TextSpan(hit.Start, hit.Word.Length));
        }

        return null;
    }

    private static SimpleNameSyntax? Next(SyntaxNode top) => top.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == top => qualified.Right,
        MemberAccessExpressionSyntax access when access.Expression == top => access.Name,
        _ => null,
    };

    private IEnumerable<string> FullNames(string written, SyntaxNode at, CancellationToken cancel)
    {
        yield return written;
        foreach (var ancestor in at.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case BaseNamespaceDeclarationSyntax space when !space.Name.Span.Contains(at.Span):
                    var around = SpaceName(space);
                    for (var dot = around.Length; dot > 0; dot = around.LastIndexOf('.', dot - 1)) yield return around.Substring(0, dot) + "." + written;
                    foreach (var full in Below(space.Usings, written)) yield return full;
                    break;
                case CompilationUnitSyntax unit:
                    foreach (var full in Below(unit.Usings, written)) yield return full;
                    break;
            }
        }

        foreach (var prefix in GlobalUsings(cancel)) yield return prefix + "." + written;
    }

    private static IEnumerable<string> Below(SyntaxList<UsingDirectiveSyntax> usings, string written)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is null && directive.Name is { } name && TextOf(name) is { } prefix) yield return prefix + "." + written;
        }
    }

    private string[] GlobalUsings(CancellationToken cancel)
    {
        if (_globalUsings is { } known) return known;
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in symbols.Compilation.SyntaxTrees)
        {
            if (tree.GetRoot(cancel) is not CompilationUnitSyntax unit) continue;
            foreach (var directive in unit.Usings)
            {
                if (!directive.GlobalKeyword.IsKind(SyntaxKind.None) && directive.Alias is null && directive.Name is { } name && TextOf(name) is { } prefix)
                    found.Add(prefix);
            }
        }

        return _globalUsings = found.ToArray();
    }

    private static string SpaceName(BaseNamespaceDeclarationSyntax space)
    {
        var name = TextOf(space.Name) ?? "";
        return space.Parent is BaseNamespaceDeclarationSyntax outer ? SpaceName(outer) + "." + name : name;
    }

    /// <summary>A dotted name without alias, whitespace and type arguments; arity is written as documentation ids write it.</summary>
    private static string? TextOf(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        GenericNameSyntax generic => generic.Identifier.ValueText + "`" + generic.TypeArgumentList.Arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        QualifiedNameSyntax qualified => TextOf(qualified.Left) is { } left ? left + "." + TextOf(qualified.Right) : null,
        AliasQualifiedNameSyntax alias => alias.Alias.Identifier.IsKind(SyntaxKind.GlobalKeyword) ? TextOf(alias.Name) : null,
        MemberAccessExpressionSyntax access => TextOf(access.Expression) is { } left ? left + "." + TextOf(access.Name) : null,
        _ => null,
    };
}
