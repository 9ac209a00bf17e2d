using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Guards;

/// <summary>Marks members of one file <c>[RequiresEdition]</c>, each once, whatever number of uses it holds.</summary>
internal sealed class RequirementMark(SemanticModel model, string edition, CancellationToken cancel)
{
    private readonly SourceText _text = model.SyntaxTree.GetText(cancel);
    private readonly HashSet<MemberDeclarationSyntax> _members = [];

    /// <summary>Marks the member around a place; false where callers would not see it, or where there are none.</summary>
    public bool Take(TextSpan place)
    {
        var root = model.SyntaxTree.GetRoot(cancel);
        if (place.End > root.FullSpan.End || model.Compilation.GetTypeByMetadataName("ReleaseGuard.RequiresEditionAttribute") is null) return false;
        var node = root.FindNode(place, getInnermostNodeForTie: true);
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is not (BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax) or DestructorDeclarationSyntax) return false;
        if (member is PropertyDeclarationSyntax { Initializer: { } initializer } && initializer.Span.Contains(place)) return false;
        if (model.GetDeclaredSymbol(member, cancel) is not { } symbol || !HasCallersThatSee(symbol)) return false;
        _members.Add(member);
        return true;
    }

    public FileChange Change()
    {
        var layout = new LineLayout(_text);
        var edits = _members.Select(member =>
        {
            var start = member.SpanStart;
            var behind = layout.IsLineStart(layout.BlankBefore(start)) ? layout.LineEndAt(start) + layout.IndentOf(start) : " ";
            return new TextChange(new TextSpan(start, 0), $"[{Name(start)}(\"{edition}\")]{behind}");
        });
        return new FileChange(_text, [.. edits]);
    }

    private string Name(int position) =>
        IsOurs(model.LookupNamespacesAndTypes(position, name: "RequiresEditionAttribute").FirstOrDefault()) ? "RequiresEdition"
        : model.LookupNamespacesAndTypes(position, name: "ReleaseGuard").FirstOrDefault() is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true } ? "ReleaseGuard.RequiresEdition"
        : "global::ReleaseGuard.RequiresEdition";

    private static bool IsOurs(ISymbol? found) => found is INamedTypeSymbol { ContainingNamespace: { Name: "ReleaseGuard", ContainingNamespace.IsGlobalNamespace: true } };

    private bool HasCallersThatSee(ISymbol symbol)
    {
        if (symbol.IsOverride || symbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }) return false;
        if (symbol is IMethodSymbol method && (method.ExplicitInterfaceImplementations.Length > 0 || IsCalledByTheRuntime(method))) return false;
        if (symbol is IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } or IEventSymbol { ExplicitInterfaceImplementations.Length: > 0 }) return false;
        return !symbol.ContainingType.AllInterfaces.SelectMany(face => face.GetMembers())
            .Any(declared => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(declared), symbol));
    }

    private bool IsCalledByTheRuntime(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(model.Compilation.GetEntryPoint(cancel), method)
        || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ModuleInitializerAttribute" or "UnmanagedCallersOnlyAttribute");
}
