using System;
using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>RG7003: which components an edition may have now that it might not have when it was approved, without a decision recorded since.</summary>
public static class WidenedComponents
{
    /// <summary>Each such component with what to say of it.</summary>
    /// <param name="policy">The policy now.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="approved">How the components stood when it was approved; null where the manifest does not say.</param>
    /// <param name="manifest">The manifest's name.</param>
    public static IEnumerable<(Component? Component, string Id, string Message, PolicyLocation? Location)> Of(
        EditionPolicy policy, Edition edition, IReadOnlyList<ManifestComponent>? approved, string manifest)
    {
        if (policy is null)
            throw new ArgumentNullException(nameof(policy));
        if (edition is null)
            throw new ArgumentNullException(nameof(edition));

        foreach (ManifestComponent before in approved ?? [])
        {
            if (before.Standing == Standing.Allowed)
                continue;
            Component? component = policy.FindComponent(before.Id);
            string was = before.Standing == Standing.Gated ? "might be in edition '" + edition.Id + "' behind a guard only" : "was withheld from edition '" + edition.Id + "'";
            if (component is null)
            {
                yield return (null, before.Id, $"{before.Id} {was} when '{manifest}' was approved, and the policy names it no more, so nothing keeps it out. "
                    + $"Bring it back; where it may ship, name '{edition.Id}' in its editions and record in its 'decision' who decided that.", null);
                continue;
            }

            Standing now = policy.Decide(component, edition).Standing;
            bool isWider = now == Standing.Allowed || (now == Standing.Gated && before.Standing == Standing.Withheld);
            if (isWider && (string.IsNullOrWhiteSpace(component.Decision) || component.Decision == before.Decision))
            {
                yield return (component, before.Id, $"{before.Id} {was} when '{manifest}' was approved, and may be in it now{(now == Standing.Gated ? " behind a guard" : "")}; "
                    + (component.Decision is null ? "no decision is recorded" : $"the recorded decision is still '{component.Decision}', the one that withheld it")
                    + $"{(component.Owner is null ? "" : ", owner " + component.Owner)}. Record the new decision in the component's 'decision', or withhold it again.", component.Location);
            }
        }
    }
}
