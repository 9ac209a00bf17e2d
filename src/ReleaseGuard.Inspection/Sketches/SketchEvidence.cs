namespace ReleaseGuard.Inspection.Sketches;

/// <summary>What hits of the ordinal sketch amount to.</summary>
public enum SketchEvidence
{
    /// <summary>No more than chance gives.</summary>
    None,

    /// <summary>A few hits that chance makes unlikely: a warning.</summary>
    Suspect,

    /// <summary>The withheld tensor, or weights made from it: an error.</summary>
    Withheld,
}
