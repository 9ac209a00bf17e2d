using System.Linq;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>
/// RG3003, RG3018 and RG3019: a withheld tensor known again by its content, under any name. One rule for each tier of the sketch; the surest
/// tier that knows a tensor reports it, the others stay silent about it.
/// </summary>
internal sealed class WithheldContentRule(SketchTier tier) : IInspectionRule
{
    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        foreach (var (file, component, hit) in context.ContentHits.Where(hit => hit.Hit.Tier == tier))
        {
            var isSuspicion = hit.Evidence == SketchEvidence.Suspect;
            context.Findings.Report(
                RuleIdOf(tier),
                component,
                $"'{file.Place.Display}' holds tensor '{hit.Subject.Tensor.Name}', which {Describe(hit)}",
                isSuspicion
                    ? "Compare the two tensors where both editions are at hand, then take this one out or publish the sketch again."
                    : "Take it out of the file and of its index, and write both again.",
                file.Place.ToLocation(hit.Subject.Tensor),
                file.Place.ToSubject(hit.Subject.Tensor.Name),
                hit.Subject.Tensor.Name + "=" + string.Join("+", hit.Withheld),
                isSuspicion);
        }
    }

    /// <summary>The rule that reports hits of a tier.</summary>
    public static string RuleIdOf(SketchTier tier) => tier switch
    {
        SketchTier.Exact => RuleIds.RG3003,
        SketchTier.OrderFree => RuleIds.RG3018,
        _ => RuleIds.RG3019,
    };

    /// <summary>What a hit says, to be put after "which".</summary>
    public static string Describe(SketchHit hit)
    {
        var withheld = hit.Withheld.Count <= 4
            ? string.Join(", ", hit.Withheld.Select(static id => $"'{id}'"))
            : $"'{hit.Withheld[0]}' and {hit.Withheld.Count - 1} more";
        return hit switch
        {
            { Tier: SketchTier.Exact or SketchTier.OrderFree } => $"is the withheld {withheld} ({hit.Detail})",
            { Evidence: SketchEvidence.Suspect } => $"may come from the withheld {withheld} ({hit.Detail})",
            _ => $"comes from the withheld {withheld} ({hit.Detail})",
        };
    }
}
