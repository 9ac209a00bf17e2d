namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>What MSBuild made of a diagnostic.</summary>
internal enum DiagnosticLevel
{
    /// <summary>The build goes on.</summary>
    Warning,

    /// <summary>The build fails.</summary>
    Error,
}
