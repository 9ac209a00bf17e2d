namespace ReleaseGuard.Policy;

/// <summary>A rule of the policy language broken at a place in a policy.</summary>
/// <param name="RuleId">RG6001, RG6002, RG6003, RG6005, RG6007, RG6008 or RG6009.</param>
/// <param name="Severity">Its weight.</param>
/// <param name="Message">What is wrong and the way out.</param>
/// <param name="Location">Where.</param>
public sealed record PolicyProblem(string RuleId, RuleSeverity Severity, string Message, PolicyLocation Location)
{
    /// <summary>The problem as compilers write it.</summary>
    public override string ToString() =>
        $"{Location}: {Severity.ToString().ToLowerInvariant()} {RuleId}: {Message}";
}
