using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// Every full name that a written name could have at its place, by the text alone: as written, with an alias at its start replaced,
/// below the namespaces around it, and below each using in reach. Arity is written as documentation ids write it.
/// </summary>
internal sealed class FullNames(Compilation compilation)
{
    private UsingDirectiveSyntax[]? _global;

    public IEnumerable<string> Of(string written, SyntaxNode at, CancellationToken cancel)
    {
        // A directive's own name is bound without the directives beside it.
        var isDirective = at.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;
        foreach (var start in isDirective ? [written] : Starts(written, at, cancel))
        {
            yield return start;
            foreach (var ancestor in at.AncestorsAndSelf())
            {
                switch (ancestor)
                {
                    case BaseNamespaceDeclarationSyntax space when !space.Name.Span.Contains(at.Span):
                        foreach (var around in Outward(SpaceName(space))) yield return around + "." + start;
                        foreach (var full in isDirective ? [] : Below(space.Usings, SpaceName(space), start)) yield return full;
                        break;
                    case CompilationUnitSyntax unit when !isDirective:
                        foreach (var full in Below(unit.Usings, "", start)) yield return full;
                        break;
                }
            }

            if (isDirective) continue;
            foreach (var full in Below(Global(cancel), "", start)) yield return full;
        }
    }

    /// <summary>A dotted name without whitespace and type arguments; an extern alias and <c>global</c> are left out. Null when it is not a name throughout.</summary>
    public static string? TextOf(SyntaxNode? node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        GenericNameSyntax generic => generic.Identifier.ValueText + "`" + generic.TypeArgumentList.Arguments.Count.ToString(CultureInfo.InvariantCulture),
        QualifiedNameSyntax qualified => TextOf(qualified.Left) is { } left ? left + "." + TextOf(qualified.Right) : null,
        AliasQualifiedNameSyntax alias => IsExtern(alias) ? TextOf(alias.Name) : alias.Alias.Identifier.ValueText + "." + TextOf(alias.Name),
        MemberAccessExpressionSyntax access => TextOf(access.Expression) is { } left ? left + "." + TextOf(access.Name) : null,
        NullableTypeSyntax nullable => TextOf(nullable.ElementType),
        _ => null,
    };

    private static bool IsExtern(AliasQualifiedNameSyntax name) =>
        name.Alias.Identifier.IsKind(SyntaxKind.GlobalKeyword)
        || (name.SyntaxTree.GetRoot() is CompilationUnitSyntax unit && unit.Externs.Any(one => one.Identifier.ValueText == name.Alias.Identifier.ValueText));

    /// <summary>The name itself, and what it becomes when its first part is an alias.</summary>
    private IEnumerable<string> Starts(string written, SyntaxNode at, CancellationToken cancel)
    {
        var dot = written.IndexOf('.');
        var first = dot < 0 ? written : written.Substring(0, dot);
        var rest = dot < 0 ? "" : written.Substring(dot);
        foreach (var directive in InReach(at, cancel))
        {
            if (directive.Alias is { } alias && alias.Name.Identifier.ValueText == first && TextOf(directive.NamespaceOrType) is { } target && target != first) yield return target + rest;
        }

        yield return written;
    }

    private IEnumerable<UsingDirectiveSyntax> InReach(SyntaxNode at, CancellationToken cancel)
    {
        foreach (var ancestor in at.Ancestors())
        {
            foreach (var directive in ancestor switch { BaseNamespaceDeclarationSyntax space => space.Usings, CompilationUnitSyntax unit => unit.Usings, _ => default })
                yield return directive;
        }

        foreach (var directive in Global(cancel)) yield return directive;
    }

    private static IEnumerable<string> Below(IEnumerable<UsingDirectiveSyntax> usings, string around, string written)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not null || TextOf(directive.Name) is not { } prefix) continue;
            yield return prefix + "." + written;
            // A using inside a namespace may be written from there.
            foreach (var outer in Outward(around)) yield return outer + "." + prefix + "." + written;
        }
    }

    private static IEnumerable<string> Outward(string space)
    {
        for (var dot = space.Length; dot > 0; dot = space.LastIndexOf('.', dot - 1)) yield return space.Substring(0, dot);
    }

    /// <summary>The global usings of all files.</summary>
    private UsingDirectiveSyntax[] Global(CancellationToken cancel)
    {
        if (Volatile.Read(ref _global) is { } known) return known;
        var found = new List<UsingDirectiveSyntax>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot(cancel) is not CompilationUnitSyntax unit) continue;
            foreach (var directive in unit.Usings)
            {
                if (!directive.GlobalKeyword.IsKind(SyntaxKind.None)) found.Add(directive);
            }
        }

        Volatile.Write(ref _global, [.. found]);
        return _global!;
    }

    private static string SpaceName(BaseNamespaceDeclarationSyntax space)
    {
        var name = TextOf(space.Name) ?? "";
        return space.Parent is BaseNamespaceDeclarationSyntax outer ? SpaceName(outer) + "." + name : name;
    }
}
