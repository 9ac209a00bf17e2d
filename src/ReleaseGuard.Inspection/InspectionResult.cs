using System;
using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>The outcome of one inspection, the same on every run over the same bytes, policy and date.</summary>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Edition">Id of the edition the items were held against.</param>
/// <param name="Policy">Which policy; null when it was not read from a file.</param>
/// <param name="Findings">Everything found, ordered by place and rule.</param>
/// <param name="Inspected">How much was read.</param>
/// <param name="Skipped">What ships and was not looked into.</param>
public sealed record InspectionResult(
    Verdict Verdict,
    string Edition,
    PolicyIdentity? Policy,
    IReadOnlyList<Finding> Findings,
    InspectedTotals Inspected,
    IReadOnlyList<SkippedItem> Skipped)
{
    /// <summary>What ships beside the manifest that approved it; null where it was held against none.</summary>
    public ManifestDrift? Drift { get; init; }

    /// <summary>The exceptions of the policy that are about the edition, with the days they have left.</summary>
    public IReadOnlyList<ExceptionStatus> Exceptions { get; init; } = [];

    /// <summary>What the release is, for a report that shows it; summed up when first asked for, null where no release was read.</summary>
    public Lazy<ReleaseOverview>? Overview { get; init; }
}
