namespace ReleaseGuard.Policy;

/// <summary>What a finding does in an edition.</summary>
public enum EnforcementMode
{
    /// <summary>Errors fail.</summary>
    Enforce,

    /// <summary>Findings are reported; content findings do not fail.</summary>
    Audit,
}
