using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Guards;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Tests an edition guard before a use that needs one. Not where none is in reach, for what a guard is true by is not ours to say.</summary>
internal sealed class GuardAction : FixAction
{
    public override string Kind => "guard";

    public override string? KeyFor(FixSession session, FixTarget target) =>
        target.Found.Id == RuleIds.RG1101 && session.RequiredBy(target) is { } edition ? Kind + ":" + edition : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Test the guard of edition '{session.RequiredBy(target)}' before it";

    public override Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        new GuardPlanner(session.Variants, session.ProvenBy(targets[0])).Plan(targets, cancel);
}
