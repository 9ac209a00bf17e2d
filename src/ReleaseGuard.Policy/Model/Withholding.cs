namespace ReleaseGuard.Policy;

/// <summary>How a component was taken out.</summary>
/// <param name="Method">The method.</param>
/// <param name="Note">What a reader should know about it.</param>
/// <param name="Location">The value in the policy.</param>
public sealed record Withholding(WithholdingMethod Method, string? Note, PolicyLocation Location);
