using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing;

/// <summary>A finding that stays.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Why">Why it was not fixed and what a person can do, a sentence.</param>
public sealed record UnfixedFinding(Finding Finding, string Why);
