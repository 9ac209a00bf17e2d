using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Interfaces;

/// <summary>
/// Where open code and a withheld project can meet: in an open project that both the project which uses a type and the project which declares it
/// reference. Between those two alone the reference already points the other way.
/// </summary>
/// <param name="User">The project with the uses.</param>
/// <param name="Withheld">The project that declares the type; its source is in the solution.</param>
/// <param name="Contract">The open project between them.</param>
internal sealed record ContractPlace(Project User, Project Withheld, Project Contract)
{
    private static readonly Regex LastWord = new("[A-Z][a-z0-9]*$", RegexOptions.CultureInvariant);

    /// <summary>The namespace of what is written into the contract.</summary>
    public string Namespace => Contract.DefaultNamespace is { Length: > 0 } space ? space : Contract.AssemblyName;

    /// <summary>The last word of a type's name: what it is, and nothing of what is withheld about it.</summary>
    public static string StemOf(INamedTypeSymbol type) => LastWord.Match(type.Name) is { Success: true, Value.Length: > 1 } word ? word.Value : type.Name;

    /// <summary>The place between a project and a type that it uses; null where there is none.</summary>
    public static ContractPlace? Between(FixSession session, Project user, INamedTypeSymbol type, CancellationToken cancel)
    {
        var withheld = user.ProjectReferences.Select(reference => session.Solution.GetProject(reference.ProjectId)).FirstOrDefault(other => other is not null && other.AssemblyName == type.ContainingAssembly?.Name);
        if (withheld is null) return null;
        var contract = withheld.ProjectReferences.Where(reference => user.ProjectReferences.Any(own => own.ProjectId == reference.ProjectId))
            .Select(reference => session.Solution.GetProject(reference.ProjectId)).OfType<Project>()
            .Where(other => other.FilePath is not null && EditionRules.Of(other, cancel)?.File.Path == session.Rules.File.Path && session.Rules.Policy.Matcher.MatchAssembly(other.AssemblyName).Count == 0)
            .OrderBy(other => other.Name, StringComparer.Ordinal).FirstOrDefault();
        return contract is null ? null : new ContractPlace(user, withheld, contract);
    }

    /// <summary>A draft with one more file, in the folder of a project and for all its frameworks.</summary>
    public FixDraft Add(FixSession session, FixDraft draft, Project project, string name, string text)
    {
        var path = Path.Combine(Path.GetDirectoryName(project.FilePath) ?? "", name);
        var line = project.Documents.Select(document => document.TryGetText(out var known) && known.Lines.Count > 1 ? new LineLayout(known).LineEndAt(0) : null).FirstOrDefault(end => end is not null) ?? "\n";
        var projects = session.Solution.Projects.Where(other => other.FilePath == project.FilePath).Select(other => other.Id).ToImmutableArray();
        return draft with { Added = draft.Added.SetItem(path, new AddedFile(name, [], SourceText.From(line == "\n" ? text : text.Replace("\n", line), new UTF8Encoding(false)), projects)) };
    }

    /// <summary>Whether the files that a draft adds are new, on the disk too: one that is there and not part of the solution would be lost.</summary>
    public static bool AreNew(FixSession session, FixDraft draft) =>
        !draft.Added.Keys.Any(path => File.Exists(path) || session.Solution.GetDocumentIdsWithFilePath(path).Length > 0);

    /// <summary>Whether a draft brings nothing into the contract that is found there: the name of a member can be as telling as the type's.</summary>
    public async Task<bool> IsQuiet(FixSession session, FixDraft draft, CancellationToken cancel)
    {
        var before = await FixSession.FindingsIn(Contract, _ => true, cancel).ConfigureAwait(false);
        return (await FixSession.FindingsIn(After(session, draft).GetProject(Contract.Id)!, _ => true, cancel).ConfigureAwait(false)).Length <= before.Length;
    }

    /// <summary>The solution with a draft, as far as every edition compiles it: the build at hand may be of one that lacks the edition's file.</summary>
    public static Solution After(FixSession session, FixDraft draft) => draft.ApplyTo(session.Solution, path => session.Rules.EditionsOf(path) == session.Rules.Masks.All);
}
