namespace ReleaseGuard.Inspection.Sketches;

/// <summary>By which tier a withheld tensor was known again, surest first.</summary>
public enum SketchTier
{
    /// <summary>Same elements in the same order, as stored or after a float cast: RG3003.</summary>
    Exact,

    /// <summary>Same elements in another order, or several withheld tensors in one: RG3018.</summary>
    OrderFree,

    /// <summary>Maxima at the same places: RG3019.</summary>
    Ordinal,
}
