using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Moves;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Moves an <c>#if</c> arm of published source to <c>Name.&lt;Edition&gt;.cs</c>, which the publication leaves out: a skipped arm is read all the same.</summary>
internal sealed class MoveArmAction : FixAction
{
    public override string Kind => "arm";

    public override string? KeyFor(FixSession session, FixTarget target) => Target(session, target) is { } edition ? Kind + ":" + edition.Id : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Move the arm to {SplitFiles.NameFor(target.Path, Target(session, target)!.Id)}";

    public override Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        new ArmPlanner(session.Variants, session.Rules.AllowedOf(targets[0].Component), Target(session, targets[0])!).Plan(targets, cancel);

    private static Edition? Target(FixSession session, FixTarget target) =>
        target.Found.Id == RuleIds.RG1108 ? session.Rules.FileEditionFor(session.Rules.AllowedOf(target.Component)) : null;
}
