using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.CodeFixes.Editions;
using ReleaseGuard.CodeFixes.Guards;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.CodeFixes.Actions;

/// <summary>
/// Marks the member around a use <c>[RequiresEdition]</c>: its callers are asked for the guard instead. Not where callers could not know,
/// as behind an override or an interface, or where there are none to test it, as of an entry point or an initializer.
/// </summary>
internal sealed class PropagateAction : FixAction
{
    public override string Kind => "propagate";

    /// <summary>Where nobody is left to ask, the guard is tested.</summary>
    public override string? Otherwise => "guard";

    public override string? KeyFor(FixSession session, FixTarget target) =>
        target.Found.Id == RuleIds.RG1101 && session.RequiredBy(target) is { } edition ? Kind + ":" + edition : null;

    public override string TitleFor(FixSession session, FixTarget target) => $"Let its callers test: [RequiresEdition(\"{session.RequiredBy(target)}\")]";

    public override async Task<FixDraft?> Plan(FixSession session, IReadOnlyList<FixTarget> targets, CancellationToken cancel)
    {
        var reader = new EditionReader(session.Variants, session.ProvenBy(targets[0]));
        var changes = ImmutableDictionary.CreateBuilder<string, FileChange>(StringComparer.Ordinal);
        foreach (var file in targets.GroupBy(target => target.Path, StringComparer.Ordinal))
        {
            if (await reader.Model(file.Key, cancel).ConfigureAwait(false) is not { } model) return null;
            var marking = new RequirementMark(model, session.RequiredBy(targets[0])!, cancel);
            foreach (var target in file)
            {
                if (!marking.Take(target.Span)) return null;
            }

            changes[file.Key] = marking.Change();
        }

        var draft = new FixDraft { Changes = changes.ToImmutable() };
        return (await session.Variants.NewProblems(draft, session.Rules.Masks.All, cancel).ConfigureAwait(false)).Count == 0 ? draft : null;
    }
}
