namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>One error or warning of a build.</summary>
internal sealed record BuildDiagnostic(string Code, DiagnosticLevel Level, string File, int Line, string Project, string Text);
