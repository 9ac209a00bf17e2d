using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Differences;

/// <summary>One document that is not the same in both releases.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Path">Its path.</param>
/// <param name="LicenceBefore">The licence it was; null where it was none.</param>
/// <param name="LicenceAfter">The licence it is; null where it is none.</param>
/// <param name="Changes">Of a changed document the lines that went and came, in order.</param>
public sealed record DocumentDifference(DifferenceKind Kind, string Path, string? LicenceBefore, string? LicenceAfter, IReadOnlyList<LineChange> Changes);
