using System;

namespace ReleaseGuard.Policy;

/// <summary>What an edition publishes.</summary>
[Flags]
public enum EditionOutputs
{
    /// <summary>Nothing: the edition stays in the house.</summary>
    None = 0,

    /// <summary>Model weights.</summary>
    Weights = 1,

    /// <summary>Source code, inactive preprocessor arms included.</summary>
    Source = 2,

    /// <summary>Packages.</summary>
    Packages = 4,

    /// <summary>Documentation.</summary>
    Docs = 8,

    /// <summary>Training or evaluation data.</summary>
    Data = 16,
}
