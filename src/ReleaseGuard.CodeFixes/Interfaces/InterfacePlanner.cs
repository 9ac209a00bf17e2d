using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>
/// Plans an interface between open code and a withheld type, across the solution: the open code speaks to it, the type implements it, and where
/// open code made one the withheld project registers how. A plan compiles in every edition and leaves no mention of the type in the project.
/// </summary>
internal sealed class InterfacePlanner(FixSession session, InterfacePlace place, ulong allowed, Edition edition)
{
    private readonly EditionReader _reader = new(session.Variants, allowed);

    public async Task<FixDraft?> Plan(CancellationToken cancel)
    {
        var name = await Free("I" + place.Stem, cancel).ConfigureAwait(false);
        var factory = await Free(place.Stem + "Factory", cancel).ConfigureAwait(false);
        InterfaceUses? uses = null;
        Compilation? read = null;
        var draft = FixDraft.Empty with { ReachesOtherFiles = true };
        foreach (var document in place.User.Documents)
        {
            if (document.FilePath is not { } path || await _reader.Model(path, cancel).ConfigureAwait(false) is not { } model) continue;
            if (read is not null && model.Compilation != read) return null;
            read = model.Compilation;
            if (uses is null && DocumentationCommentId.GetFirstSymbolForDeclarationId(place.Type.GetDocumentationCommentId()!, read) is INamedTypeSymbol type) uses = new InterfaceUses(type);
            if (uses is null) return null;
            var text = await model.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
            var space = IsInReach(await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false)) ? "" : place.Namespace + ".";
            if (uses.Take(model, text, space + name, space + factory, cancel) is not { } edits) return null;
            if (edits.Count > 0) draft = draft with { Changes = draft.Changes.SetItem(path, new FileChange(text, [.. edits])) };
        }

        if (uses is null || draft.Changes.IsEmpty || !uses.MakesFromOpen || await Implement(name, cancel).ConfigureAwait(false) is not { } implemented) return null;
        var written = new InterfaceText(place, uses, name, factory);
        draft = Add(draft, place.Contract, name + ".cs", written.Interface());
        if (uses.Constructor is not null)
        {
            draft = Add(draft, place.Contract, factory + ".cs", written.Factory());
            draft = Add(draft, place.Withheld, place.Type.Name + "Registration.cs", written.Registration(place.Type.Name + "Registration"));
            draft = Add(draft, place.User, SplitFiles.NameFor(place.Stem + "Loading.cs", edition.Id), written.Loading(place.Stem + "Loading", place.User.DefaultNamespace is { Length: > 0 } own ? own : place.User.AssemblyName));
        }

        draft = draft with { Changes = draft.Changes.SetItem(implemented.Path, implemented.Change) };
        if (draft.Added.Keys.Any(path => File.Exists(path) || session.Solution.GetDocumentIdsWithFilePath(path).Length > 0)) return null;
        if ((await session.Variants.NewProblems(draft, allowed, cancel).ConfigureAwait(false)).Count > 0) return null;
        return await IsQuiet(draft, cancel).ConfigureAwait(false) ? draft : null;
    }

    /// <summary>The edit that makes the type implement the interface.</summary>
    private async Task<(string Path, FileChange Change)?> Implement(string name, CancellationToken cancel)
    {
        if (session.CompilationOf(place.Withheld) is not { } compilation
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(place.Type.GetDocumentationCommentId()!, compilation) is not INamedTypeSymbol type) return null;
        if (type.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || await reference.GetSyntaxAsync(cancel).ConfigureAwait(false) is not TypeDeclarationSyntax declaration) return null;
        var text = await reference.SyntaxTree.GetTextAsync(cancel).ConfigureAwait(false);
        var full = place.Namespace + "." + name;
        var edit = declaration.BaseList is { } bases
            ? new TextChange(new TextSpan(bases.Types.Last().Span.End, 0), ", " + full)
            : new TextChange(new TextSpan(declaration.ParameterList?.Span.End ?? declaration.TypeParameterList?.Span.End ?? declaration.Identifier.Span.End, 0), " : " + full);
        return (reference.SyntaxTree.FilePath, new FileChange(text, [edit]));
    }

    private FixDraft Add(FixDraft draft, Project project, string name, string text)
    {
        var path = Path.Combine(Path.GetDirectoryName(project.FilePath) ?? "", name);
        var line = project.Documents.Select(document => document.TryGetText(out var known) && known.Lines.Count > 1 ? new LineLayout(known).LineEndAt(0) : null).FirstOrDefault(end => end is not null) ?? "\n";
        var projects = session.Solution.Projects.Where(other => other.FilePath == project.FilePath).Select(other => other.Id).ToImmutableArray();
        return draft with { Added = draft.Added.SetItem(path, new AddedFile(name, [], SourceText.From(line == "\n" ? text : text.Replace("\n", line), new UTF8Encoding(false)), projects)) };
    }

    /// <summary>Whether the type is found no more in the project, and nothing new in the one with the interface: a member's name can be as telling.</summary>
    private async Task<bool> IsQuiet(FixDraft draft, CancellationToken cancel)
    {
        // The build at hand may be of an edition that does not compile the edition's file.
        var after = draft.ApplyTo(session.Solution, path => session.Rules.EditionsOf(path) == session.Rules.Masks.All);
        var before = await FixSession.FindingsIn(place.Contract, _ => true, cancel).ConfigureAwait(false);
        var contract = await FixSession.FindingsIn(after.GetProject(place.Contract.Id)!, _ => true, cancel).ConfigureAwait(false);
        if (contract.Length > before.Length) return false;
        var id = place.Type.GetDocumentationCommentId()!.Substring(2);
        var left = await FixSession.FindingsIn(after.GetProject(place.User.Id)!, found => found.Properties.TryGetValue(Analyzers.Rules.FindingProperties.Symbol, out var symbol) && symbol is { Length: > 2 }
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
