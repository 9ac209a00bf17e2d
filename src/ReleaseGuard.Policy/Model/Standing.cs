namespace ReleaseGuard.Policy;

/// <summary>How a component stands to an edition, from open to closed.</summary>
public enum Standing
{
    /// <summary>The edition may contain it.</summary>
    Allowed,

    /// <summary>The edition may contain it behind an edition guard only.</summary>
    Gated,

    /// <summary>The edition must not contain it.</summary>
    Withheld,
}
