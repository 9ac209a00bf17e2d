namespace ReleaseGuard.Policy;

/// <summary>What happens to a thing that neither a manifest nor a component names.</summary>
public enum UnlistedMode
{
    /// <summary>It may ship.</summary>
    Allow,

    /// <summary>It fails (RG3004).</summary>
    Deny,
}
