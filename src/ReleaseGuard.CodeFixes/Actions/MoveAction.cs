using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Analyzers.Editions;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Moves;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>Moves code to <c>Name.&lt;Edition&gt;.cs</c>, which only the editions compile that may have it: its text leaves the open source too.</summary>
internal sealed class MoveAction : FixAction
{
    private static readonly string[] Rules =
        [RuleIds.RG1001, RuleIds.RG1002, RuleIds.RG1003, RuleIds.RG1004, RuleIds.RG1006, RuleIds.RG1106, RuleIds.RG1201, RuleIds.RG1202];

    public override string Kind => "move";

    public override string? KeyFor(FixSession session, FixTarget target) => Target(session, target) is { } edition ? Kind + ":" + edition.Id : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Move it to {SplitFiles.NameFor(target.Path, Target(session, target)!.Id)}";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        await new MovePlanner(session.Variants, session.Rules.AllowedOf(targets[0].Component), Target(session, targets[0])!).Plan(targets, cancel).ConfigureAwait(false);

    /// <summary>Whether a finding is one that code is moved for.</summary>
    public static bool Applies(FixTarget target) => Rules.Contains(target.Found.Id);

    private static Edition? Target(FixSession session, FixTarget target) =>
        Applies(target) ? session.Rules.FileEditionFor(session.Rules.AllowedOf(target.Component)) : null;
}
