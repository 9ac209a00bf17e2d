namespace ReleaseGuard.Inspection.Rules;

/// <summary>One rule: turns the facts of a release into findings. Stateless; reads nothing itself.</summary>
internal interface IInspectionRule
{
    /// <summary>Reports every place where the rule is broken.</summary>
    void Inspect(RuleContext context);
}
