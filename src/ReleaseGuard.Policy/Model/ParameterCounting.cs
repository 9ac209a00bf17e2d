namespace ReleaseGuard.Policy;

/// <summary>How parameters are counted against a limit.</summary>
public enum ParameterCounting
{
    /// <summary>Tied weights once, quantisation scales not counted.</summary>
    Logical,

    /// <summary>Every stored element.</summary>
    Stored,
}
