using System;
using System.Globalization;
using System.IO;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Build;

/// <summary>What every task of ReleaseGuard starts from: a project, an edition and the policy they are held against.</summary>
public abstract class PolicyTask : Microsoft.Build.Utilities.Task
{
    /// <summary>The policy file; empty where the project has none.</summary>
    public string? Policy { get; set; }

    /// <summary>The edition of this build; empty where the project chooses none.</summary>
    public string? Edition { get; set; }

    /// <summary>The date exceptions are judged by, <c>yyyy-MM-dd</c>; empty for today.</summary>
    public string? AsOf { get; set; }

    /// <summary>The project that is built.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The SARIF log of this project's findings, where they outlive the build's output; empty for none.</summary>
    public string? FindingsLog { get; set; }

    /// <summary>What this task inspects, a word: its run in <see cref="FindingsLog"/>.</summary>
    private protected abstract string Moment { get; }

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            return Run();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or a folder that is locked must not look like a defect of this task, nor like a pass.
            Findings.Report(RuleIds.RG9001, RuleSeverity.Error, $"'{Path.GetFileName(ProjectFile)}' could not be inspected: {error.Message} Nothing may be released that was not inspected.", ProjectFile, 1, 1);
            return Fail();
        }
        finally
        {
            if (!string.IsNullOrEmpty(FindingsLog))
                FindingFile.Write(Path.GetFullPath(Path.Combine(ProjectFolder, FindingsLog!)), Moment, Edition ?? "", Findings.All);
        }
    }

    /// <summary>The task's own work.</summary>
    /// <returns>False, with an error logged, to stop the build.</returns>
    private protected abstract bool Run();

    /// <summary>Where findings go.</summary>
    private protected FindingLog Findings => _findings ??= new FindingLog(Log, BuildEngine, ProjectFile);

    private FindingLog? _findings;

    /// <summary>The folder a relative path of this project starts from; a task never asks for the current directory.</summary>
    private protected string ProjectFolder => Path.GetDirectoryName(ProjectFile) ?? "";

    /// <summary>A failure whose reason has been reported already, so that MSBuild does not add an error of its own.</summary>
    /// <returns>False, for the task to return.</returns>
    private protected bool Fail()
    {
        if (BuildEngine is IBuildEngine7 engine)
            engine.AllowFailureWithoutError = true;
        return false;
    }

    /// <summary>Reads the policy; every problem it has is logged at its line.</summary>
    /// <returns>The policy; null when it cannot be used.</returns>
    private protected PolicyFileResult? OpenPolicy()
    {
        if (!TryDate(out var asOf))
            return null;
        if (!File.Exists(Policy))
        {
            // Only a policy that the project names can be missing; one that was looked for is simply not there.
            var (line, column) = ProjectText.FindProperty(ProjectFile, "ReleaseGuardPolicy");
            Findings.Report(RuleIds.RG9003, RuleSeverity.Error, $"There is no policy at '{Policy}', which ReleaseGuardPolicy names. Write one with 'releaseguard policy init'.", ProjectFile, line, column);
            return null;
        }

        var result = PolicyFile.Open(Policy!, asOf);
        foreach (var problem in result.Problems)
        {
            var at = problem.Location;
            Findings.Report(problem.RuleId, problem.Severity, problem.Message, at.Path, at.Line, at.Column, at.EndLine, at.EndColumn);
        }

        return result.Policy is null ? null : result;
    }

    /// <summary>The date exceptions are judged by.</summary>
    /// <param name="asOf">The date.</param>
    /// <returns>False, with an error logged, when the text is no date.</returns>
    private protected bool TryDate(out DateTime asOf)
    {
        asOf = DateTime.UtcNow.Date;
        if (string.IsNullOrWhiteSpace(AsOf))
            return true;
        if (DateTime.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out asOf))
            return true;
        Log.LogError($"ReleaseGuardAsOf is '{AsOf}': write a date as yyyy-MM-dd.");
        return false;
    }
}
