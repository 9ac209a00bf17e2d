namespace ReleaseGuard.Inspection.Projects;

/// <summary>One result in the compiler's log.</summary>
/// <param name="RuleId">Id of the rule or of the compiler's own diagnostic.</param>
/// <param name="Level">SARIF level: <c>error</c>, <c>warning</c>, <c>note</c> or <c>none</c>.</param>
/// <param name="Message">Its text.</param>
/// <param name="File">The file it is about; null where it has none.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
internal sealed record CompilerResult(string RuleId, string Level, string Message, string? File, int? Line, int? Column)
{
    /// <summary>The edition that a result of ReleaseGuard's analyzers is about.</summary>
    public string? Edition { get; init; }

    /// <summary>Whether something in source suppresses it.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>What suppresses it, in the compiler's words: <c>Pragma Directive</c>, <c>SuppressMessageAttribute</c>.</summary>
    public string? SuppressedBy { get; init; }

    /// <summary>What the suppression gives as its reason.</summary>
    public string? Justification { get; init; }
}
