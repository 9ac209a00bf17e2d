using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>What loading a policy gave: every problem of the text in one run, and the policy where it could be understood.</summary>
/// <param name="Policy">
/// Null when the text cannot be held against anything (an RG6001 error). Broken promises inside an understood policy
/// (RG6003 expired, RG6005 too broad, RG6009 loosened) leave the policy usable in its strictest reading: the exception does not count, the base's rule stays.
/// </param>
/// <param name="Problems">All problems, bases first, then by place.</param>
public sealed record PolicyLoadResult(EditionPolicy? Policy, IReadOnlyList<PolicyProblem> Problems)
{
    /// <summary>True when any problem is an error: the policy does not validate.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (var problem in Problems)
            {
                if (problem.Severity == RuleSeverity.Error) return true;
            }

            return false;
        }
    }
}
