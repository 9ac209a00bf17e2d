using System;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Build;

/// <summary>Proves by the compiler's log that the analyzers held the sources against the policy and that nothing they found was silenced.</summary>
[MSBuildMultiThreadableTask]
public sealed class InspectCompilation : PolicyTask
{
    /// <summary>The compiler's log.</summary>
    public string? CompilerLog { get; set; }

    /// <summary>The project's <c>RunAnalyzers</c>.</summary>
    public string? RunAnalyzers { get; set; }

    /// <summary>The project's <c>RunAnalyzersDuringBuild</c>.</summary>
    public string? RunAnalyzersDuringBuild { get; set; }

    /// <summary>The project's <c>WarningLevel</c>.</summary>
    public string? WarningLevel { get; set; }

    /// <summary>The project's <c>NoWarn</c>.</summary>
    public string? NoWarn { get; set; }

    /// <summary>The configuration files and rule sets that the compiler was given.</summary>
    public string[] ConfigurationFiles { get; set; } = [];

    /// <summary>Files of the product that the project imports.</summary>
    public string[] Imports { get; set; } = [];

    /// <summary>Where a passed proof is remembered, so that a build that compiles nothing reads no log.</summary>
    public string? Stamp { get; set; }

    /// <summary>A file that is written where the proof failed: an input of the next compilation, which then runs although no source changed.</summary>
    public string? CompileAgain { get; set; }

    /// <inheritdoc/>
    private protected override string Moment => "compiler";

    /// <inheritdoc/>
    private protected override bool Run()
    {
        if (string.IsNullOrEmpty(Edition) || string.IsNullOrEmpty(Policy))
            return true;
        if (OpenPolicy() is not { Policy: { } policy } opened || policy.FindEdition(Edition!) is not { } edition || !TryDate(out var asOf))
            return Fail();
        if (!edition.IsGuarded)
            return true;

        var log = string.IsNullOrEmpty(CompilerLog) ? null : Path.GetFullPath(Path.Combine(ProjectFolder, CompilerLog!));
        var files = ConfigurationFiles.Select(file => Path.GetFullPath(Path.Combine(ProjectFolder, file))).ToList();
        var stamp = PassStamp.At(Stamp, ProjectFolder);
        var identity = PassStamp.Identity([opened.Identity?.Sha256, edition.Id, AsOf, RunAnalyzers, RunAnalyzersDuringBuild, WarningLevel, NoWarn], [.. opened.Bases, .. files, .. log is null ? Array.Empty<string>() : [log]]);
        if (stamp.Holds(identity))
            return true;

        var run = new CompilerRun(ProjectFile, log)
        {
            RunAnalyzers = RunAnalyzers,
            RunAnalyzersDuringBuild = RunAnalyzersDuringBuild,
            WarningLevel = WarningLevel,
            NoWarn = (NoWarn ?? "").Split([';', ',', ' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries),
            Imports = Imports.Where(File.Exists).ToList(),
            ConfigurationFiles = files,
        };
        var findings = CompilerRunInspector.Inspect(run, policy, edition, asOf);
        if (findings.Count == 0)
        {
            stamp.Write(identity);
            return true;
        }

        foreach (var finding in findings)
            Findings.Report(finding, Path.GetDirectoryName(policy.Path) ?? "");
        PassStamp.At(CompileAgain, ProjectFolder).Write(identity);
        return Findings.ErrorCount == 0 || Fail();
    }
}
