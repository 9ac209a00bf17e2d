using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Policies;

/// <summary>
/// Where one component stands in every edition at once. Bit <c>i</c> of a mask is the policy's edition <c>i</c>,
/// so that "which editions break the rule here" is one AND.
/// </summary>
internal sealed class ComponentStanding
{
    public ComponentStanding(EditionPolicy policy, Component component)
    {
        Component = component;
        for (var bit = 0; bit < policy.Editions.Count && bit < EditionMasks.Capacity; bit++)
        {
            switch (policy.Decide(component, policy.Editions[bit]).Standing)
            {
                case Standing.Withheld:
                    Withheld |= 1UL << bit;
                    break;
                case Standing.Gated:
                    Gated |= 1UL << bit;
                    break;
            }
        }
    }

    public Component Component { get; }

    /// <summary>Editions that must not contain the component.</summary>
    public ulong Withheld { get; }

    /// <summary>Editions that may contain it, reached only behind an edition guard.</summary>
    public ulong Gated { get; }

    /// <summary>Editions that may contain it without more ado.</summary>
    public ulong Allowed(ulong all) => all & ~Withheld & ~Gated;
}
