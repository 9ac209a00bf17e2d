namespace ReleaseGuard.Policy;

/// <summary>The words of the policy language for its enumerations.</summary>
internal static class PolicyWords
{
    /// <summary>The policy's word for a reason; null where none is stated.</summary>
    public static string? Of(WithholdingReason reason) => reason switch
    {
        WithholdingReason.Safety => "safety",
        WithholdingReason.Competitive => "competitive",
        WithholdingReason.Legal => "legal",
        WithholdingReason.Privacy => "privacy",
        WithholdingReason.ThirdParty => "third-party",
        _ => null,
    };

    /// <summary>The policy's word for a severity.</summary>
    public static string Of(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        RuleSeverity.Info => "info",
        _ => "hidden",
    };
}
