using ReleaseGuard.Inspection.Differences;

namespace ReleaseGuard.Inspection.Reports;

/// <summary>One line of drift from a manifest.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="What">What it is about: <c>file</c>, <c>licence</c>, <c>tensor</c> or <c>parameters</c>.</param>
/// <param name="Name">The file's path or the tensor's name; empty for totals.</param>
/// <param name="Before">What was approved; null where nothing was.</param>
/// <param name="After">What ships; null where nothing does.</param>
internal sealed record DriftLine(DifferenceKind Kind, string What, string Name, string? Before, string? After)
{
    /// <summary>The line without its mark.</summary>
    public string Text =>
        (What == "file" ? "" : What + " ") + (Name.Length == 0 ? "" : Name + "  ") + (Before is null ? After : After is null ? Before : Before + " -> " + After);
}
