namespace ReleaseGuard.Inspection.Sketches;

/// <summary>Which way the owner read a withheld tensor.</summary>
public enum Orientation
{
    /// <summary>Along its rows, as it is stored.</summary>
    Rows,

    /// <summary>Along the rows of its transpose.</summary>
    Columns,
}
