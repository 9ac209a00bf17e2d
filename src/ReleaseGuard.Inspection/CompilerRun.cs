using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>One run of the compiler as the build started it: plain facts, so that the proof that the analyzers ran does not depend on who gathered them.</summary>
/// <param name="ProjectFile">Full path of the project file.</param>
/// <param name="LogPath">The compiler's log (<c>ErrorLog</c>); null or empty where the compiler was given none.</param>
public sealed record CompilerRun(string ProjectFile, string? LogPath)
{
    /// <summary>The project's <c>RunAnalyzers</c>.</summary>
    public string? RunAnalyzers { get; init; }

    /// <summary>The project's <c>RunAnalyzersDuringBuild</c>.</summary>
    public string? RunAnalyzersDuringBuild { get; init; }

    /// <summary>The project's <c>WarningLevel</c>.</summary>
    public string? WarningLevel { get; init; }

    /// <summary>Ids in the project's <c>NoWarn</c>.</summary>
    public IReadOnlyList<string> NoWarn { get; init; } = [];

    /// <summary>Files of the product that the project imports, searched for the line of a property that the project itself does not set.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>The <c>.editorconfig</c>, <c>.globalconfig</c> and rule set files that the compiler was given.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; init; } = [];
}
