using System;
using System.Collections.Generic;
using ReleaseGuard.Policy.Reading;

namespace ReleaseGuard.Policy;

/// <summary>Turns a policy's text into an <see cref="EditionPolicy"/>, or into everything that is wrong with it.</summary>
public static class PolicyLoader
{
    /// <summary>
    /// Loads a policy. Never throws for any text; all problems come in one run, each at its own place.
    /// </summary>
    /// <param name="source">The policy.</param>
    /// <param name="basePolicies">Finds the policies that <c>extends</c> names; null when there are none to be found.</param>
    /// <param name="asOf">The day against which exceptions are held; today (UTC) when null.</param>
    public static PolicyLoadResult Load(PolicySource source, IBasePolicies? basePolicies = null, DateTime? asOf = null)
    {
        var problems = new PolicyProblems();
        var draft = new BaseChain(basePolicies, problems).ReadWithBases(source);
        var policy = PolicyBuilder.Build(source.Path, draft, problems, (asOf ?? DateTime.UtcNow).Date);
        return new PolicyLoadResult(problems.HasFatal ? null : policy, problems.InOrder());
    }
}
