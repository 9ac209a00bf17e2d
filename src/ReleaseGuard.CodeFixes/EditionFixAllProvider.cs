using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ReleaseGuard.CodeFixes.Actions;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes;

/// <summary>
/// Fixes all findings of a document, a project or the solution together: one plan for all of them, so that neighbours share a region
/// and nested ones are cut once. What the chosen kind cannot fix goes to the kinds after it.
/// </summary>
internal sealed class EditionFixAllProvider : FixAllProvider
{
    /// <summary>A plan may uncover a finding that another hid; more rounds than this mean that two fixes undo each other.</summary>
    private const int Rounds = 8;

    /// <summary>How often one kind is taken up again in a project: what goes up from caller to caller takes a step for each.</summary>
    private const int Steps = 256;

    public static readonly EditionFixAllProvider Instance = new();

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var fixedSolution = await FixAll(fixAllContext).ConfigureAwait(false);
        return fixedSolution == fixAllContext.Solution ? null
            : CodeAction.Create("Fix all findings", _ => Task.FromResult(fixedSolution), fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<Solution> FixAll(FixAllContext context)
    {
        var cancel = context.CancellationToken;
        var solution = context.Solution;
        var path = context.Scope == FixAllScope.Document ? context.Document?.FilePath : null;
        var projects = await Projects(context).ConfigureAwait(false);
        var kinds = await KindsFrom(context.CodeActionEquivalenceKey, solution, projects, context.DiagnosticIds, cancel).ConfigureAwait(false);
        for (var round = 0; round < Rounds; round++)
        {
            var before = solution;
            foreach (var kind in kinds)
            {
                foreach (var project in projects)
                    solution = await FixProject(solution, project, path, kind, kind.IsTakenOver ? null : context.CodeActionEquivalenceKey, context.DiagnosticIds, cancel).ConfigureAwait(false);
            }

            if (solution == before) break;
        }

        return solution;
    }

    private static IReadOnlyList<FixAction> Every => [.. FixActions.All.Where((kind, place) => place == 0 || kind.IsTakenOver)];

    /// <summary>The projects in which something was found.</summary>
    private static async Task<List<ProjectId>> Projects(FixAllContext context)
    {
        if (context.Scope != FixAllScope.Solution) return [context.Project.Id];
        var projects = new List<ProjectId>();
        foreach (var project in context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
        {
            if ((await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).Any(found => context.DiagnosticIds.Contains(found.Id))) projects.Add(project.Id);
        }

        return projects;
    }

    /// <summary>
    /// The kind of a key, and those that take up what it cannot fix. <c>dotnet format</c> takes the key from the first finding of any rule it
    /// was told, which nobody chose and which may fix none of these findings: then every kind has its turn.
    /// </summary>
    private static async Task<IReadOnlyList<FixAction>> KindsFrom(string? key, Solution solution, List<ProjectId> projects, ImmutableHashSet<string> ids, CancellationToken cancel)
    {
        if (key is null || !EditionVariants.IsAttendedIn(solution) || FixActions.All.FirstOrDefault(action => action.Kind == FixAction.KindOf(key)) is not { } chosen) return Every;
        foreach (var id in projects)
        {
            var project = solution.GetProject(id)!;
            if (FixSession.Of(project, cancel) is not { } session) continue;
            var found = await session.Findings(project, cancel).ConfigureAwait(false);
            if (!found.Where(one => ids.Contains(one.Id)).Select(session.TargetOf).OfType<FixTarget>().Any(target => chosen.KeyFor(session, target) is not null)) continue;
            var kinds = FixActions.All.SkipWhile(action => action != chosen).Where(kind => kind == chosen || kind.IsTakenOver);
            return [.. chosen.Otherwise is { } otherwise ? kinds.Concat(FixActions.All.Where(action => action.Kind == otherwise)) : kinds];
        }

        return Every;
    }

    /// <param name="solution">The solution as it stands now.</param>
    /// <param name="id">The project.</param>
    /// <param name="path">The only file to look at; null for all.</param>
    /// <param name="action">The kind.</param>
    /// <param name="key">The only target that was chosen, where that is the author's decision; null for every one of the kind.</param>
    /// <param name="ids">The rules.</param>
    /// <param name="cancel">Stops it.</param>
    private static async Task<Solution> FixProject(Solution solution, ProjectId id, string? path, FixAction action, string? key, ImmutableHashSet<string> ids, CancellationToken cancel)
    {
        for (var step = 0; step < Steps; step++)
        {
            var project = solution.GetProject(id)!;
            if (FixSession.Of(project, cancel) is not { } session) return solution;
            var found = (await session.Findings(project, cancel).ConfigureAwait(false)).Where(found => ids.Contains(found.Id) && (path is null || found.Location.SourceTree?.FilePath == path));
            var group = found.Select(session.TargetOf).OfType<FixTarget>()
                .GroupBy(target => action.KeyFor(session, target), StringComparer.Ordinal)
                .Where(group => group.Key is not null && (key is null || group.Key == key)).OrderBy(group => group.Key, StringComparer.Ordinal);
            var before = solution;
            foreach (var targets in group)
            {
                var draft = await Largest(session, action, [.. targets.OrderBy(target => target.Path, StringComparer.Ordinal).ThenBy(target => target.Span.Start)], cancel).ConfigureAwait(false);
                if (draft.IsEmpty) continue;
                solution = draft.ApplyTo(solution);
                break;
            }

            if (solution == before) return solution;
        }

        return solution;
    }

    /// <summary>A plan for all targets, or for as many as can be fixed: those that spoil it are found by halving.</summary>
    private static async Task<FixDraft> Largest(FixSession session, FixAction action, ImmutableArray<FixTarget> targets, CancellationToken cancel)
    {
        var accepted = ImmutableArray<FixTarget>.Empty;
        var best = FixDraft.Empty;
        var open = new Stack<ImmutableArray<FixTarget>>();
        open.Push(targets);
        while (open.Count > 0)
        {
            var part = open.Pop();
            if (await action.PlanOnce(session, accepted.AddRange(part), cancel).ConfigureAwait(false) is { } draft)
            {
                accepted = accepted.AddRange(part);
                best = draft;
            }
            else if (part.Length > 1)
            {
                open.Push([.. part.Skip(part.Length / 2)]);
                open.Push([.. part.Take(part.Length / 2)]);
            }
        }

        return best;
    }
}
