using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReleaseGuard.Analyzers;
using ReleaseGuard.Analyzers.Rules;

namespace ReleaseGuard.CodeFixes.Editions;

/// <summary>One state of the solution under one policy, with what fixes have found out about it. Kept for as long as the editor keeps the solution.</summary>
internal sealed class FixSession
{
    private static readonly ConditionalWeakTable<Solution, Dictionary<string, FixSession>> Kept = new();

    private readonly ConcurrentDictionary<ProjectId, Compilation?> _compilations = new();
    private readonly ConcurrentDictionary<ProjectId, ImmutableArray<Diagnostic>> _findings = new();
    private readonly ConcurrentDictionary<string, FixDraft?> _plans = new(StringComparer.Ordinal);

    private FixSession(Solution solution, EditionRules rules, CancellationToken cancel)
    {
        Solution = solution;
        Rules = rules;
        Variants = new EditionVariants(solution, rules, cancel);
    }

    public Solution Solution { get; }

    public EditionRules Rules { get; }

    public EditionVariants Variants { get; }

    /// <summary>The session of a project; null when it has no valid policy.</summary>
    public static FixSession? Of(Project project, CancellationToken cancel)
    {
        if (EditionRules.Of(project, cancel) is not { } rules) return null;
        var sessions = Kept.GetOrCreateValue(project.Solution);
        lock (sessions)
        {
            if (!sessions.TryGetValue(rules.File.Path, out var session))
                sessions[rules.File.Path] = session = new FixSession(project.Solution, rules, cancel);
            return session;
        }
    }

    /// <summary>A finding as a target; null when it does not stand in a file of the solution.</summary>
    public FixTarget? TargetOf(Diagnostic found)
    {
        if (found.Location.SourceTree?.FilePath is not { Length: > 0 } path) return null;
        found.Properties.TryGetValue(FindingProperties.Component, out var component);
        found.Properties.TryGetValue(FindingProperties.Edition, out var edition);
        return new FixTarget(path, found.Location.SourceSpan, Rules.Masks.BitOf(edition), component ?? "", found);
    }

    /// <summary>The edition that a use asks to be on: the one that a member says, or the first that may have the component; null when none would do.</summary>
    public string? RequiredBy(FixTarget target) =>
        target.Found.Properties.TryGetValue(FindingProperties.Requires, out var required) && required is not null ? required
        : target.Found.Properties.TryGetValue(FindingProperties.MoveTo, out var first) ? first : null;

    /// <summary>The editions of which one must be on at a use.</summary>
    public ulong ProvenBy(FixTarget target) =>
        target.Component.Length > 0 ? Rules.AllowedOf(target.Component) : Rules.Masks.BitOf(RequiredBy(target));

    /// <summary>The project that a finding was found in; of a shared file one of its projects.</summary>
    public Project? ProjectOf(FixTarget target) =>
        Solution.GetDocument(target.Found.Location.SourceTree)?.Project
        ?? Solution.GetDocumentIdsWithFilePath(target.Path).Select(Solution.GetDocument).FirstOrDefault(document => document is not null)?.Project;

    /// <summary>What a project of the solution compiles to; it has been compiled when there are findings in it.</summary>
    public Compilation? CompilationOf(Project project) =>
        _compilations.GetOrAdd(project.Id, _ => project.TryGetCompilation(out var known) ? known : project.GetCompilationAsync(CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>The findings in a project as it stands now.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindingsIn(Project project, Func<Diagnostic, bool> wanted, CancellationToken cancel)
    {
        if (await project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation) return [];
        var driver = compilation.WithAnalyzers([new EditionAnalyzer()], project.AnalyzerOptions);
        var found = await driver.GetAnalyzerDiagnosticsAsync(cancel).ConfigureAwait(false);
        return [.. found.Where(wanted)];
    }

    /// <summary>The findings in a project of this solution; it is analysed once.</summary>
    public async Task<ImmutableArray<Diagnostic>> Findings(Project project, CancellationToken cancel) =>
        _findings.TryGetValue(project.Id, out var known) ? known : _findings[project.Id] = await FindingsIn(project, _ => true, cancel).ConfigureAwait(false);

    /// <summary>What was planned for a question in this state of the solution; it is planned once.</summary>
    public async Task<FixDraft?> Once(string asked, Func<Task<FixDraft?>> plan) =>
        _plans.TryGetValue(asked, out var known) ? known : _plans[asked] = await plan().ConfigureAwait(false);
}
