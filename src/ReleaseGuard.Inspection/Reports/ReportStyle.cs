namespace ReleaseGuard.Inspection.Reports;

/// <summary>What a piece of a report for people is, so that a terminal may colour it; plain output ignores it.</summary>
public enum ReportStyle
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>A heading or a name that leads a group.</summary>
    Strong,

    /// <summary>Text that may be overlooked: places, totals, hints.</summary>
    Muted,

    /// <summary>A pass.</summary>
    Good,

    /// <summary>A warning or something undecided.</summary>
    Warning,

    /// <summary>An error or a fail.</summary>
    Bad,

    /// <summary>A rule id, option or command the reader may type.</summary>
    Accent,
}
