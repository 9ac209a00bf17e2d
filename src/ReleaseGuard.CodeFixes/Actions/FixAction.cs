using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Editions;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>One kind of fix. It is offered for a finding only after its plan for that finding has been validated.</summary>
internal abstract class FixAction
{
    /// <summary>
    /// What a finding is fixed with: the kind and its target, the same for all findings that one application can fix together;
    /// null when this kind cannot fix it.
    /// </summary>
    public abstract string? KeyFor(FixSession session, FixTarget target);

    /// <summary>What the light bulb says.</summary>
    public abstract string TitleFor(FixSession session, FixTarget target);

    /// <summary>The validated draft that fixes all the targets, which share a key; null when there is none.</summary>
    public abstract Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel);

    /// <summary>The same, planned once for a state of the solution: <c>dotnet format</c> asks again for every project that refers to the fixes.</summary>
    public Task<FixDraft?> PlanOnce(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        session.Once(
            KeyFor(session, targets[0]) + "|" + string.Join("|", targets.Select(target => $"{target.Found.Id} {target.Path} {target.Span} {target.Edition} {target.Component}")),
            () => Plan(session, targets, cancel));

    /// <summary>The name that its keys begin with.</summary>
    public abstract string Kind { get; }

    /// <summary>The kind that takes up what this one could not fix when all are fixed, besides those offered after it; null for none.</summary>
    public virtual string? Otherwise => null;

    /// <summary>Whether it takes up what the kinds before it could not fix when all are fixed; false for one that only an author's choice justifies.</summary>
    public virtual bool IsTakenOver => true;

    /// <summary>The kind in a key.</summary>
    public static string KindOf(string key) => key.IndexOf(':') is >= 0 and var colon ? key.Substring(0, colon) : key;
}
