using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Cuts;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Puts the code between <c>#if</c> and <c>#endif</c>, with a throw in the other arm where a value or an effect is needed. Not where an edition
/// that must not have it publishes its source: there the text itself would be the leak.
/// </summary>
internal sealed class WrapAction : FixAction
{
    public override string Kind => "wrap";

    private static readonly string[] Rules =
        [RuleIds.RG1001, RuleIds.RG1002, RuleIds.RG1003, RuleIds.RG1004, RuleIds.RG1006, RuleIds.RG1106, RuleIds.RG1201, RuleIds.RG1202];

    public override string? KeyFor(FixSession session, FixTarget target) => Condition(session, target) is { } condition ? Kind + ":" + condition : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Compile it only where it may be: #if {Condition(session, target)}";

    public override Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel) =>
        new WrapPlanner(session.Variants, session.Rules.AllowedOf(targets[0].Component), Condition(session, targets[0])!).Plan(targets, cancel);

    public static string? Condition(FixSession session, FixTarget target)
    {
        if (!Rules.Contains(target.Found.Id)) return null;
        var allowed = session.Rules.AllowedOf(target.Component);
        return (session.Rules.Masks.All & ~allowed & session.Rules.Masks.PublishingSource) != 0 ? null : session.Rules.ConditionFor(allowed);
    }
}
