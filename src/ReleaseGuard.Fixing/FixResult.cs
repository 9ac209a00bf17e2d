using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Fixing;

/// <summary>What a fix did, or would do.</summary>
/// <param name="Edition">Id of the edition that was fixed.</param>
/// <param name="IsDryRun">Whether nothing was written.</param>
/// <param name="Fixed">Findings that the changes mend.</param>
/// <param name="Unfixed">Findings that stay, each with its reason.</param>
/// <param name="Changes">The files changed, in ordinal order.</param>
/// <param name="Unread">What could not be read or evaluated: nothing is known of it.</param>
/// <param name="Inspected">Number of projects or files that were looked at.</param>
public sealed record FixResult(
    string Edition,
    bool IsDryRun,
    IReadOnlyList<Finding> Fixed,
    IReadOnlyList<UnfixedFinding> Unfixed,
    IReadOnlyList<FileChange> Changes,
    IReadOnlyList<string> Unread,
    int Inspected)
{
    /// <summary>The state after the fix (of a dry run: as it is): fail while an error is there, inconclusive where something was not read.</summary>
    public Verdict Verdict =>
        Unfixed.Any(static left => left.Finding.Severity == RuleSeverity.Error) || (IsDryRun && Fixed.Any(static finding => finding.Severity == RuleSeverity.Error)) ? Verdict.Fail
        : Unread.Count > 0 ? Verdict.Inconclusive
        : Inspected == 0 ? Verdict.NothingInspected
        : Verdict.Pass;
}
