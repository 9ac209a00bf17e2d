using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Build;

/// <summary>Writes findings as MSBuild errors and warnings, each once in a build: a project is instantiated more than once by pack and by several frameworks.</summary>
internal sealed class FindingLog
{
    private readonly TaskLoggingHelper _log;
    private readonly string _projectFile;
    private readonly ConcurrentDictionary<string, bool> _reported;
    private readonly List<Finding> _findings = [];
    private readonly List<(Finding Finding, string? File)> _placed = [];

    internal FindingLog(TaskLoggingHelper log, IBuildEngine engine, string projectFile)
    {
        _log = log;
        _projectFile = projectFile;
        _reported = ReportedIn(engine);
    }

    /// <summary>Errors found, those included that were reported earlier in this build.</summary>
    internal int ErrorCount { get; private set; }

    /// <summary>Everything found by this task, those included that were reported earlier in this build.</summary>
    internal IReadOnlyList<Finding> All => _findings;

    /// <summary>The same, each with the file it was reported at.</summary>
    internal IReadOnlyList<(Finding Finding, string? File)> Placed => _placed;

    /// <summary>A finding whose file is relative to a folder.</summary>
    internal void Report(Finding finding, string folder) => Report(finding, finding.Location.File is { } file ? Path.Combine(folder, file) : null, 0, 0);

    internal void Report(string ruleId, RuleSeverity severity, string message, string? file, int? line, int? column, int endLine = 0, int endColumn = 0) =>
        Report(new Finding(ruleId, severity, null, message, new FindingLocation(file, line, column), $"{ruleId}:{message}"), file, endLine, endColumn);

    /// <summary>A finding about a file that is not named as the finding names it: what ships under one path lies on disk under another.</summary>
    internal void Report(Finding finding, string? file, int endLine, int endColumn)
    {
        var (ruleId, severity, message, line, column) = (finding.RuleId, finding.Severity, finding.Message, finding.Location.Line, finding.Location.Column);
        _findings.Add(finding);
        _placed.Add((finding, file));
        if (severity == RuleSeverity.Error)
            ErrorCount++;
        // Without a file MSBuild would name the line of ReleaseGuard's own targets.
        var place = string.IsNullOrEmpty(file) ? _projectFile : Path.Combine(Path.GetDirectoryName(_projectFile) ?? "", file);
        // Of a file that several projects import, the same line is one finding, whichever project came first.
        var said = place == _projectFile ? message : message.Replace($"'{Path.GetFileName(_projectFile)}'", "").Replace(Path.GetFileName(_projectFile) + " >", "");
        if (!_reported.TryAdd($"{ruleId}|{place}|{line}|{column}|{said}", true))
            return;
        var help = RuleCatalog.Find(ruleId)?.HelpLink;
        switch (severity)
        {
            case RuleSeverity.Error:
                _log.LogError(null, ruleId, null, help, place, line ?? 0, column ?? 0, endLine, endColumn, message);
                break;
            case RuleSeverity.Warning:
                _log.LogWarning(null, ruleId, null, help, place, line ?? 0, column ?? 0, endLine, endColumn, message);
                break;
            case RuleSeverity.Info:
                _log.LogMessage(null, ruleId, null, place, line ?? 0, column ?? 0, endLine, endColumn, MessageImportance.Normal, message);
                break;
        }
    }

    private static ConcurrentDictionary<string, bool> ReportedIn(IBuildEngine engine)
    {
        const string key = "ReleaseGuard.Build.FindingLog";
        if (engine is not IBuildEngine4 lasting)
            return new();
        // Another assembly load context may have put its own type there: then this task reports by itself.
        if (lasting.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is ConcurrentDictionary<string, bool> known)
            return known;
        var created = new ConcurrentDictionary<string, bool>();
        lasting.RegisterTaskObject(key, created, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return created;
    }
}
