using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Interfaces;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Puts an interface between open code and a withheld type, for all uses in the project. A design decision, and new files in several
/// projects: taken when asked for, never in <c>dotnet format</c> and never in place of another fix.
/// </summary>
internal sealed class ExtractInterfaceAction : FixAction
{
    private static readonly string[] Rules = [RuleIds.RG1001, RuleIds.RG1002, RuleIds.RG1006];

    public override string Kind => "interface";

    public override bool IsTakenOver => false;

    public override string? KeyFor(FixSession session, FixTarget target) => Place(session, target) is { } place ? Kind + ":" + place.Type.GetDocumentationCommentId() : null;

    public override string TitleFor(FixSession session, FixTarget target) =>
        Place(session, target) is { } place ? $"Speak to it through an interface in {place.Contract.AssemblyName}" : "Extract an interface";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        var allowed = session.Rules.AllowedOf(targets[0].Component);
        return Place(session, targets[0]) is { } place && session.Rules.FileEditionFor(allowed) is { } edition
            ? await new InterfacePlanner(session, place, allowed, edition).Plan(cancel).ConfigureAwait(false) : null;
    }

    private static InterfacePlace? Place(FixSession session, FixTarget target) =>
        Rules.Contains(target.Found.Id, StringComparer.Ordinal) && session.Variants.CanAddFiles ? InterfacePlace.Find(session, target, CancellationToken.None) : null;
}
