using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>A policy read from disk, or every reason why it could not be used.</summary>
/// <param name="Policy">The policy; null when a problem is an error.</param>
/// <param name="Identity">Path and digest of the file; null when it could not be read.</param>
/// <param name="Problems">Everything wrong with it, in one run.</param>
public sealed record PolicyFileResult(
    EditionPolicy? Policy,
    PolicyIdentity? Identity,
    IReadOnlyList<PolicyProblem> Problems)
{
    /// <summary>Full paths of the policies that it extends.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];
}
