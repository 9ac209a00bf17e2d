using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>How the policy is held.</summary>
/// <param name="Mode">By edition id; editions absent from it enforce.</param>
/// <param name="Exceptions">What exceptions must keep to.</param>
/// <param name="Unmatched">Weight of an entry that matches nothing where it must (RG6002).</param>
/// <param name="Inconclusive">Weight of what could not be read (RG9001).</param>
/// <param name="Elsewhere">Weight of a finding about another edition than the one being built.</param>
public sealed record PolicySettings(
    IReadOnlyDictionary<string, EnforcementMode> Mode,
    ExceptionSettings Exceptions,
    RuleSeverity Unmatched,
    RuleSeverity Inconclusive,
    RuleSeverity Elsewhere);
