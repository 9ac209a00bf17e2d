using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReleaseGuard.Analyzers.Text;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>
/// The names that stand for a withheld type by a <c>using</c> alias: of one file, and of the whole project for a global one.
/// Only a directive that holds a word of the policy can make one, so files without such a word are not looked into.
/// </summary>
internal sealed class AliasNames(Compilation compilation, Vocabulary vocabulary)
{
    private Vocabulary? _global;

    /// <summary>The places of a file where an alias is used.</summary>
    public IEnumerable<WordHit> In(SyntaxTree tree, TextScan scan, CancellationToken cancel)
    {
        var text = tree.GetText(cancel);
        var global = Global(cancel);
        if (!global.IsEmpty)
        {
            foreach (var hit in global.Scan(text).Hits) yield return hit;
        }

        if (scan.Hits.Length == 0) yield break;
        var own = new Dictionary<string, WordUse>(StringComparer.Ordinal);
        Collect(tree.GetRoot(cancel), global: false, own);
        if (own.Count == 0) yield break;
        foreach (var hit in new Vocabulary(own).Scan(text).Hits) yield return hit;
    }

    private Vocabulary Global(CancellationToken cancel)
    {
        if (Volatile.Read(ref _global) is { } known) return known;
        var names = new Dictionary<string, WordUse>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (vocabulary.Scan(tree.GetText(cancel)).Hits.Length > 0) Collect(tree.GetRoot(cancel), global: true, names);
        }

        Volatile.Write(ref _global, new Vocabulary(names));
        return _global!;
    }

    private void Collect(SyntaxNode container, bool global, Dictionary<string, WordUse> names)
    {
        var (usings, members) = container switch
        {
            CompilationUnitSyntax unit => (unit.Usings, unit.Members),
            BaseNamespaceDeclarationSyntax space => (space.Usings, space.Members),
            _ => default,
        };
        foreach (var directive in usings)
        {
            if (directive.Alias is not { } alias || directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) != global) continue;
            foreach (var token in directive.NamespaceOrType.DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && (vocabulary.UseOf(token.ValueText) & WordUse.Symbol) != 0)
                    names[alias.Name.Identifier.ValueText] = WordUse.Symbol;
            }
        }

        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax) Collect(member, global, names);
        }
    }
}
