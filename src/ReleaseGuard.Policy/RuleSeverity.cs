namespace ReleaseGuard.Policy;

/// <summary>How much a finding weighs: only an <see cref="Error"/> fails a verdict.</summary>
public enum RuleSeverity
{
    /// <summary>Switched off: not reported.</summary>
    Hidden,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>To be mended; does not fail.</summary>
    Warning,

    /// <summary>Fails the build and the audit.</summary>
    Error,
}
