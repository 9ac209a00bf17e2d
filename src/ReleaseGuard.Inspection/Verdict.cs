namespace ReleaseGuard.Inspection;

/// <summary>What one inspection concludes. Only <see cref="Pass"/> lets a release go out.</summary>
public enum Verdict
{
    /// <summary>Everything that ships was read and no rule that guards the edition was broken.</summary>
    Pass,

    /// <summary>At least one rule of severity error is broken.</summary>
    Fail,

    /// <summary>No rule is known to be broken, but something could not be read.</summary>
    Inconclusive,

    /// <summary>There was nothing to read: an empty root, or a path that names nothing.</summary>
    NothingInspected,
}
