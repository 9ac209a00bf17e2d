namespace ReleaseGuard.Policy;

/// <summary>How a component was taken out; the reversible ones ask for evidence (RG5006).</summary>
public enum WithholdingMethod
{
    /// <summary>The policy does not say.</summary>
    Unspecified,

    /// <summary>Its weights are not in the edition; the rest was trained with them.</summary>
    WeightsRemoved,

    /// <summary>The edition was never trained with it.</summary>
    NeverTrained,

    /// <summary>Its data was filtered before training.</summary>
    DataFiltered,

    /// <summary>Unlearned after training.</summary>
    Unlearned,

    /// <summary>Tuned to refuse.</summary>
    RefusalTuned,

    /// <summary>Present, masked at run time.</summary>
    RuntimeMasked,

    /// <summary>Its code is not in the edition.</summary>
    CodeRemoved,
}
