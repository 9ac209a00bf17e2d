using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.CodeFixes.References;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>
/// The solution as each edition compiles it: that edition's symbols, and the files named for it. A draft is good when it brings no
/// error into any of them that was not there before.
/// </summary>
internal sealed class EditionVariants
{
    private readonly ConcurrentDictionary<ulong, Solution> _variants = new();
    private readonly ConcurrentDictionary<(ulong Edition, DocumentId Document), ImmutableArray<Diagnostic>> _before = new();
    private readonly ImmutableArray<ProjectId> _projects;

    /// <param name="solution">The solution before the fix.</param>
    /// <param name="rules">The policy that its editions come from; projects under another policy are left as they are.</param>
    /// <param name="cancel">Stops the search for the projects.</param>
    public EditionVariants(Solution solution, EditionRules rules, CancellationToken cancel)
    {
        Solution = solution;
        Rules = rules;
        _projects = [.. solution.Projects
            .Where(project => project.Language == LanguageNames.CSharp && PolicyFiles.Find(project.AnalyzerOptions, text => new PolicyCache(text), cancel).File?.Path == rules.File.Path)
            .Select(project => project.Id)];
    }

    public Solution Solution { get; }

    public EditionRules Rules { get; }

    /// <summary>
    /// Whether a fix may make a file. The workspace of <c>dotnet format</c> writes a new file into the project file too, where the project's
    /// own pattern already finds it: the build would then stop at an item that is there twice.
    /// </summary>
    public bool CanAddFiles => IsAttended;

    /// <summary>Whether somebody sees what is offered and chooses: <c>dotnet format</c> takes the first fix of each kind of finding.</summary>
    public bool IsAttended => IsAttendedIn(Solution);

    /// <summary>The same of a solution.</summary>
    public static bool IsAttendedIn(Solution solution) => solution.Workspace.Kind != WorkspaceKind.MSBuild;

    /// <summary>The bits of all editions.</summary>
    public IEnumerable<ulong> Editions
    {
        get
        {
            for (var bit = 0; bit < EditionMasks.Capacity; bit++)
            {
                if ((Rules.Masks.All >> bit & 1) != 0) yield return 1UL << bit;
            }
        }
    }

    /// <summary>The unchanged solution as an edition compiles it.</summary>
    public async Task<Solution> As(ulong edition, CancellationToken cancel) =>
        _variants.TryGetValue(edition, out var known) ? known : _variants.GetOrAdd(edition, await Fork(edition, cancel).ConfigureAwait(false));

    /// <summary>The file as an edition parses it; null when the edition does not compile it.</summary>
    public async Task<Document?> DocumentAs(string path, ulong edition, CancellationToken cancel)
    {
        var variant = await As(edition, cancel).ConfigureAwait(false);
        return variant.GetDocumentIdsWithFilePath(path).Select(variant.GetDocument).FirstOrDefault(document => document is not null);
    }

    /// <summary>Everything a draft breaks, in every edition, and what it leaves behind in those that are not allowed the component.</summary>
    public async Task<List<Problem>> NewProblems(FixDraft draft, ulong allowed, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var edition in Editions)
        {
            var before = await As(edition, cancel).ConfigureAwait(false);
            var after = draft.ApplyTo(before, path => (Rules.EditionsOf(path) & edition) != 0);
            if (draft.Lost is { } lost && (edition & allowed) == 0) after = Without(after, lost);
            foreach (var project in Touched(before, draft))
                await Compare(before, after, project, edition, (edition & allowed) == 0, draft, problems, cancel).ConfigureAwait(false);
        }

        return problems;
    }

    /// <summary>The projects whose compilation a draft can change: those that hold its files, and for declarations those that see them.</summary>
    private IEnumerable<ProjectId> Touched(Solution solution, FixDraft draft)
    {
        var touched = new HashSet<ProjectId>(draft.Changes.Keys.SelectMany(path => solution.GetDocumentIdsWithFilePath(path)).Select(id => id.ProjectId));
        touched.UnionWith(draft.Added.Values.SelectMany(added => added.Projects));
        if (draft.ReachesOtherFiles)
        {
            var graph = solution.GetProjectDependencyGraph();
            foreach (var project in touched.ToList()) touched.UnionWith(graph.GetProjectsThatTransitivelyDependOnThisProject(project));
        }

        return touched;
    }

    private static Solution Without(Solution solution, LostReference lost)
    {
        foreach (var project in solution.Projects.Where(project => project.FilePath == lost.Project).ToList())
        {
            solution = solution.WithProjectMetadataReferences(project.Id, project.MetadataReferences.Where(reference => !WithheldReference.Is(reference, lost.Assembly)));
            solution = solution.WithProjectReferences(project.Id, project.ProjectReferences.Where(reference => solution.GetProject(reference.ProjectId)?.AssemblyName != lost.Assembly));
        }

        return solution;
    }

    private async Task Compare(Solution before, Solution after, ProjectId project, ulong edition, bool mustLack, FixDraft draft, List<Problem> problems, CancellationToken cancel)
    {
        var old = new HashSet<(string Path, string Id, int Start)>();
        var moved = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in before.GetProject(project)!.Documents)
        {
            if (!IsLookedAt(document, draft)) continue;
            foreach (var found in await Before(document, edition, cancel).ConfigureAwait(false))
            {
                old.Add((document.FilePath ?? document.Name, found.Id, found.Location.SourceSpan.Start));
                var key = KeyOf(found);
                moved[key] = (moved.TryGetValue(key, out var count) ? count : 0) + 1;
            }
        }

        var unknown = new List<Problem>();
        foreach (var document in after.GetProject(project)!.Documents)
        {
            if (!IsLookedAt(document, draft) && !draft.Added.ContainsKey(document.FilePath ?? "")) continue;
            var path = document.FilePath ?? document.Name;
            draft.Changes.TryGetValue(path, out var change);
            foreach (var found in await ErrorsOf(document, cancel).ConfigureAwait(false))
            {
                var origin = change is null ? found.Location.SourceSpan.Start : change.Origin(found.Location.SourceSpan.Start);
                if (origin is { } start && old.Contains((path, found.Id, start)))
                {
                    var key = KeyOf(found);
                    if (moved.TryGetValue(key, out var count)) moved[key] = count - 1;
                    if (mustLack && LeftNames.Contains(found.Id) && (draft.LosesNamesEverywhere || draft.LosingNames.Contains(path)))
                        problems.Add(new Problem(edition, path, found.Location.SourceSpan, found, IsLeft: true));
                }
                else
                {
                    unknown.Add(new Problem(edition, path, found.Location.SourceSpan, found));
                }
            }
        }

        foreach (var problem in unknown)
        {
            // An error that moved to another file with its code was there before.
            var key = KeyOf(problem.Found);
            if (moved.TryGetValue(key, out var count) && count > 0) moved[key] = count - 1;
            else problems.Add(problem);
        }
    }

    private static bool IsLookedAt(Document document, FixDraft draft) =>
        draft.ReachesOtherFiles || (document.FilePath is { } path && draft.Changes.ContainsKey(path));

    private async Task<ImmutableArray<Diagnostic>> Before(Document document, ulong edition, CancellationToken cancel) =>
        _before.TryGetValue((edition, document.Id), out var known) ? known
            : _before.GetOrAdd((edition, document.Id), await ErrorsOf(document, cancel).ConfigureAwait(false));

    private static async Task<ImmutableArray<Diagnostic>> ErrorsOf(Document document, CancellationToken cancel)
    {
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return model is null ? [] : [.. model.GetDiagnostics(cancellationToken: cancel).Where(found => !found.IsSuppressed && IsProblem(found))];
    }

    /// <summary>What the compiler says of a name, or of a member by extension, when its namespace is not there.</summary>
    private static readonly string[] LeftNames = ["CS0246", "CS0103", "CS1061"];

    /// <summary>Code that nothing reaches, and locals that nothing reads: a fix that leaves some has cut too little.</summary>
    private static readonly string[] DeadCode = ["CS0162", "CS0168", "CS0219", "CS8321"];

    private static bool IsProblem(Diagnostic found) => found.Severity == DiagnosticSeverity.Error || DeadCode.Contains(found.Id);

    private static string KeyOf(Diagnostic found) => found.Id + ":" + found.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Solution> Fork(ulong edition, CancellationToken cancel)
    {
        var fork = Solution;
        foreach (var id in _projects)
        {
            var project = fork.GetProject(id)!;
            var options = (CSharpParseOptions)project.ParseOptions!;
            var symbols = options.PreprocessorSymbolNames.Where(name => Rules.Masks.EditionsDefining(name) is null)
                .Concat(Rules.Masks.Symbols.Where(name => (Rules.Masks.EditionsDefining(name) & edition) != 0));
            fork = fork.WithProjectParseOptions(id, options.WithPreprocessorSymbols(symbols.ToImmutableArray()));
            foreach (var document in project.Documents)
            {
                if (document.FilePath is { } path && (Rules.EditionsOf(path) & edition) == 0) fork = fork.RemoveDocument(document.Id);
            }

            foreach (var held in project.AdditionalDocuments)
            {
                if (held.FilePath is not { } path || !SplitSources.IsSplitSource(held) || (Rules.EditionsOf(path) & edition) == 0) continue;
                if (project.Documents.Any(document => document.FilePath == path)) continue;
                fork = fork.RemoveAdditionalDocument(held.Id);
                fork = fork.AddDocument(DocumentId.CreateNewId(id), held.Name, await held.GetTextAsync(cancel).ConfigureAwait(false), held.Folders, path);
            }
        }

        return fork;
    }
}
