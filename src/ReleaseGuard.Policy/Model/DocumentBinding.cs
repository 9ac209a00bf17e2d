namespace ReleaseGuard.Policy;

/// <summary>What a document's stated digest must be that of.</summary>
public enum DocumentBinding
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The weights that ship beside it.</summary>
    Weights,
}
