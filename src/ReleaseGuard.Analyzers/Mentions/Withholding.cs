using System.Collections.Immutable;
using ReleaseGuard.Analyzers.Policies;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Analyzers.Mentions;

/// <summary>The components that claim a symbol, and the editions that must therefore not have it or have it only guarded.</summary>
internal sealed class Withholding
{
    public Withholding(ImmutableArray<ComponentStanding> components)
    {
        Components = components;
        foreach (var component in components)
        {
            Withheld |= component.Withheld;
            Gated |= component.Gated;
        }

        Gated &= ~Withheld;
    }

    public ImmutableArray<ComponentStanding> Components { get; }

    /// <summary>Editions that must not contain the symbol.</summary>
    public ulong Withheld { get; }

    /// <summary>Editions that may reach it behind a guard only.</summary>
    public ulong Gated { get; }

    /// <summary>The component to name in a message about an edition: the one that withholds before one that gates.</summary>
    public Component ComponentFor(ulong editionBit)
    {
        foreach (var component in Components)
        {
            if ((component.Withheld & editionBit) != 0) return component.Component;
        }

        foreach (var component in Components)
        {
            if ((component.Gated & editionBit) != 0) return component.Component;
        }

        return Components[0].Component;
    }
}
