using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ReleaseGuard.Analyzers.Rules;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Moves;
using ReleaseGuard.CodeFixes.References;
using ReleaseGuard.Policy;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Puts the edition's condition on the reference in the project file, and the code that needs it behind the edition flag: both or nothing,
/// for without the reference no use compiles. The project file is an additional document that the build hands over in an editor's build.
/// </summary>
internal sealed class ConditionAction : FixAction
{
    public override string Kind => "condition";

    /// <summary>It changes what the project is made of: that is taken when asked for, not in place of another fix.</summary>
    public override bool IsTakenOver => false;

    public override string? KeyFor(FixSession session, FixTarget target) => AssemblyOf(session, target) is { } assembly ? Kind + ":" + assembly : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Make the reference to {AssemblyOf(session, target)} conditional on the edition";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        if (session.ProjectOf(targets[0]) is not { } project || AssemblyOf(session, targets[0]) is not { } assembly || session.Rules.Policy.FindComponent(targets[0].Component) is not { } component) return null;
        return await session.Once($"{project.Id.Id}|{Kind}:{assembly}:{component.Id}", () => Plan(session, targets, project, assembly, component, cancel)).ConfigureAwait(false);
    }

    private static async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, Project project, string assembly, Component component, CancellationToken cancel)
    {
        if (await ConditionDraft.Of(session, project, assembly, component, cancel).ConfigureAwait(false) is not { } basis) return null;
        return await Uses(session, project, targets, basis, cancel).ConfigureAwait(false);
    }

    /// <summary>The basis with every use in the project wrapped or, where the source is published, moved.</summary>
    private static async Task<FixDraft?> Uses(FixSession session, Project project, IReadOnlyList<FixTarget> targets, FixDraft basis, CancellationToken cancel)
    {
        var component = targets[0].Component;
        var found = (await session.Findings(project, cancel).ConfigureAwait(false)).Where(one => one.Properties.ContainsKey(FindingProperties.Component)).Select(session.TargetOf).OfType<FixTarget>().ToList();
        var allowed = session.Rules.AllowedOf(component);
        // What the same assembly holds for more editions would be lost to them.
        if (found.Any(target => session.Rules.AllowedOf(target.Component) != allowed && AssemblyOf(session, target) == basis.Lost!.Assembly)) return null;
        var all = targets.Concat(found.Where(target => target.Component == component)).GroupBy(target => (target.Path, target.Span)).Select(place => place.First()).ToList();
        var wrapped = all.Where(target => WrapAction.Condition(session, target) is not null).ToList();
        if (wrapped.Count > 0) return await new WrapPlanner(session.Variants, allowed, WrapAction.Condition(session, wrapped[0])!, basis).Plan(wrapped, cancel).ConfigureAwait(false);
        return session.Rules.FileEditionFor(allowed) is { } edition
            ? await new MovePlanner(session.Variants, allowed, edition, basis).Plan(all.Where(target => MoveAction.Applies(target)), cancel).ConfigureAwait(false) : null;
    }

    private static string? AssemblyOf(FixSession session, FixTarget target)
    {
        if (!MoveAction.Applies(target) || target.Component.Length == 0 || !target.Found.Properties.TryGetValue(FindingProperties.Symbol, out var symbol)) return null;
        return session.ProjectOf(target) is { } project && project.AdditionalDocuments.Any(document => document.FilePath == project.FilePath) && session.CompilationOf(project) is { } compilation
            ? WithheldReference.AssemblyOf(symbol, compilation) : null;
    }
}
