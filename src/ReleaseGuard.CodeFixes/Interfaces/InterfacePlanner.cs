using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.References;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>
/// Plans an interface between open code and a withheld type, across the solution: the open code speaks to it, the type implements it, and where
/// open code made one the withheld project registers how. A plan compiles in every edition and leaves no mention of the type in the project.
/// </summary>
internal sealed class InterfacePlanner(FixSession session, ContractPlace place, INamedTypeSymbol withheld, Component component, Edition edition)
{
    private readonly ulong _allowed = session.Rules.AllowedOf(component.Id);
    private readonly EditionReader _reader = new(session.Variants, session.Rules.AllowedOf(component.Id));
    private readonly string _id = withheld.GetDocumentationCommentId()!;
    private readonly string _stem = ContractPlace.StemOf(withheld);

    public async Task<FixDraft?> Plan(CancellationToken cancel)
    {
        var name = await Free("I" + _stem, cancel).ConfigureAwait(false);
        var factory = await Free(_stem + "Factory", cancel).ConfigureAwait(false);
        InterfaceUses? uses = null;
        Compilation? read = null;
        var draft = FixDraft.Empty with { ReachesOtherFiles = true };
        foreach (var document in place.User.Documents)
        {
            if (document.FilePath is not { } path || await _reader.Model(path, cancel).ConfigureAwait(false) is not { } model) continue;
            if (read is not null && model.Compilation != read) return null;
            read = model.Compilation;
            if (uses is null && DocumentationCommentId.GetFirstSymbolForDeclarationId(_id, read) is INamedTypeSymbol type) uses = new InterfaceUses(type);
            if (uses is null) return null;
            var text = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var space = IsInReach(await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false)) ? "" : place.Namespace + ".";
            if (uses.Take(model, text, space + name, space + factory, cancel) is not { } edits) return null;
            if (edits.Count > 0) draft = draft with { Changes = draft.Changes.SetItem(path, new FileChange(text, [.. edits])) };
        }

        if (uses is null || draft.Changes.IsEmpty || !uses.MakesFromOpen || await Implement(name, cancel).ConfigureAwait(false) is not { } implemented) return null;
        var written = new InterfaceText(place, withheld, uses, name, factory);
        draft = place.Add(session, draft, place.Contract, name + ".cs", written.Interface());
        if (uses.Constructor is not null)
        {
            draft = place.Add(session, draft, place.Contract, factory + ".cs", written.Factory());
            draft = place.Add(session, draft, place.Withheld, withheld.Name + "Registration.cs", written.Registration(withheld.Name + "Registration"));
            draft = place.Add(session, draft, place.User, SplitFiles.NameFor(_stem + "Loading.cs", edition.Id), written.Loading(_stem + "Loading", place.User.DefaultNamespace is { Length: > 0 } own ? own : place.User.AssemblyName));
        }

        draft = draft with { Changes = draft.Changes.SetItem(implemented.Path, implemented.Change) };
        if (!ContractPlace.AreNew(session, draft) || (await session.Variants.NewProblems(draft, _allowed, cancel).ConfigureAwait(false)).Count > 0) return null;
        return await IsQuiet(draft, cancel).ConfigureAwait(false) ? await Conditioned(draft, cancel).ConfigureAwait(false) : null;
    }

    /// <summary>The edit that makes the type implement the interface.</summary>
    private async Task<(string Path, FileChange Change)?> Implement(string name, CancellationToken cancel)
    {
        if (session.CompilationOf(place.Withheld) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(_id, compilation) is not INamedTypeSymbol type) return null;
        if (type.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || await reference.GetSyntaxAsync(cancel).ConfigureAwait(false) is not TypeDeclarationSyntax declaration) return null;
        var text = await reference.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
        var full = place.Namespace + "." + name;
        var edit = declaration.BaseList is { } bases
            ? new TextChange(new TextSpan(bases.Types.Last().Span.End, 0), ", " + full)
            : new TextChange(new TextSpan(declaration.ParameterList?.Span.End ?? declaration.TypeParameterList?.Span.End ?? declaration.Identifier.Span.End, 0), " : " + full);
        return (reference.SyntaxTree.FilePath, new FileChange(text, [edit]));
    }

    /// <summary>The draft with the edition's condition on the reference to the withheld project, where nothing in this one needs it any more.</summary>
    private async Task<FixDraft> Conditioned(FixDraft draft, CancellationToken cancel)
    {
        var assembly = withheld.ContainingAssembly.Name;
        if (await ConditionDraft.Of(session, place.User, assembly, component, cancel).ConfigureAwait(false) is not { } condition) return draft;
        // A contract that comes by way of the withheld project would go with it.
        var file = condition.Changes[place.User.FilePath!].Before;
        if (WithheldReference.Find(place.User, place.Contract.AssemblyName, file) is null) return draft;
        var both = draft with { Changes = draft.Changes.SetItems(condition.Changes), Lost = condition.Lost };
        return (await session.Variants.NewProblems(both, _allowed, cancel).ConfigureAwait(false)).Count == 0 ? both : draft;
    }

    /// <summary>Whether the type is found no more in the project, and nothing new in the one with the interface: a member's name can be as telling.</summary>
    private async Task<bool> IsQuiet(FixDraft draft, CancellationToken cancel)
    {
        if (!await place.IsQuiet(session, draft, cancel).ConfigureAwait(false)) return false;
        var id = _id.Substring(2);
        var left = await FixSession.FindingsIn(ContractPlace.After(session, draft).GetProject(place.User.Id)!, found => found.Properties.TryGetValue(Analyzers.Rules.FindingProperties.Symbol, out var symbol) && symbol is { Length: > 2 }
            && (symbol.Substring(2) == id || symbol.Substring(2).StartsWith(id + ".", StringComparison.Ordinal)), cancel).ConfigureAwait(false);
        return left.IsEmpty;
    }

    /// <summary>Whether the file names what stands in the contract's namespace without it.</summary>
    private bool IsInReach(SyntaxNode root) =>
        root.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(import => import.Alias is null && import.NamespaceOrType?.ToString() == place.Namespace)
        || (root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().ToList() is { Count: > 0 } spaces && spaces.All(space => (space.Name + ".").StartsWith(place.Namespace + ".", StringComparison.Ordinal)));

    private async Task<string> Free(string wanted, CancellationToken cancel)
    {
        var compilation = await place.Contract.GetCompilationAsync(cancel).ConfigureAwait(false);
        var name = wanted;
        for (var number = 2; compilation?.GetTypeByMetadataName(place.Namespace + "." + name) is not null; number++) name = wanted + number;
        return name;
    }
}
