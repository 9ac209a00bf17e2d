namespace ReleaseGuard.Policy;

/// <summary>Why a component is withheld.</summary>
public enum WithholdingReason
{
    /// <summary>The policy does not say.</summary>
    Unspecified,

    /// <summary>It could do harm.</summary>
    Safety,

    /// <summary>It is what the company lives on.</summary>
    Competitive,

    /// <summary>Law forbids it.</summary>
    Legal,

    /// <summary>It holds or reveals personal data.</summary>
    Privacy,

    /// <summary>It belongs to somebody else.</summary>
    ThirdParty,
}
