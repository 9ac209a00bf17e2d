using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Projects;
using ReleaseGuard.Inspection.Rules;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection;

/// <summary>
/// The proof that a published edition was compiled under the analyzers (RG6012) and that nothing they found was silenced (RG6011), taken
/// from the compiler's own log: no setting, attribute or directive can be forgotten, because what counts is what the compiler did.
/// </summary>
public static class CompilerRunInspector
{
    private const string Crash = "AD0001";

    /// <summary>The codes by which the compiler says that it did not load an analyzer: CS8032 and CS8034 for a broken one, CS9057 for one built for a newer compiler.</summary>
    private static readonly string[] s_notLoaded = ["CS9057", "CS8032", "CS8034"];

    /// <summary>The rules that nobody but the analyzers checks: each must have run.</summary>
    private static readonly string[] s_guarding = [.. RuleCatalog.All.Where(static rule => rule is { IsActive: true, Layers: RuleLayers.Analyzer }).Select(static rule => rule.Id)];

    /// <summary>Every reason not to trust the compilation, in order of place. Nothing is asked of an edition that publishes nothing.</summary>
    /// <param name="run">The compiler's run.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="edition">The edition that was compiled.</param>
    /// <param name="asOf">The date on which exceptions are judged.</param>
    public static IReadOnlyList<Finding> Inspect(CompilerRun run, EditionPolicy policy, Edition edition, DateTime asOf)
    {
        if (!edition.IsGuarded)
        {
            return [];
        }

        var check = new Check(run, policy, edition, new FindingSink(policy, edition, asOf));
        return check.Run();
    }

    private sealed class Check(CompilerRun run, EditionPolicy policy, Edition edition, FindingSink findings)
    {
        private readonly ProjectFileLocator _locator = new(run.ProjectFile, Path.GetDirectoryName(Path.GetFullPath(policy.Path)) ?? string.Empty);
        private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

        private string Project => Path.GetFileName(run.ProjectFile);

        public IReadOnlyList<Finding> Run()
        {
            CheckNoWarn();
            CheckConfiguration();
            if (ReadLog() is { } log && CheckRules(log))
            {
                CheckResults(log);
            }

            return findings.Complete();
        }

        private void CheckNoWarn()
        {
            foreach (var id in run.NoWarn.Select(static id => id.Trim().ToUpperInvariant()).Distinct())
            {
                if (id == Crash)
                {
                    Unproven($"NoWarn of '{Project}' holds AD0001, so a crash of an analyzer would look like a clean build. Take AD0001 out of NoWarn.", Property("NoWarn"), "NoWarn:AD0001");
                }
                else if (IsOurs(id) && _explained.Add(id))
                {
                    Silenced(id, $"is in NoWarn of '{Project}'", $"Take {id} out of NoWarn", Property("NoWarn"), "NoWarn");
                }
            }
        }

        private void CheckConfiguration()
        {
            foreach (var setting in AnalyzerSetting.In(run.ConfigurationFiles))
            {
                var at = new FindingLocation(_locator.Relative(setting.File), setting.Line, setting.Column);
                if (setting.RuleId == Crash)
                {
                    Unproven($"'{setting.Text}': a crash of an analyzer would look like a clean build. Remove the line.", at, "config:AD0001");
                }
                else if (setting.RuleId is { } id && IsOurs(id))
                {
                    _explained.Add(id);
                    Silenced(id, $"is configured away by '{setting.Text}'", "Remove the line", at, "config:" + at.File);
                }
            }
        }

        private CompilerLog? ReadLog()
        {
            if (string.IsNullOrEmpty(run.LogPath) || !File.Exists(run.LogPath))
            {
                var where = string.IsNullOrEmpty(run.LogPath) ? "ErrorLog is empty" : $"'{_locator.Relative(run.LogPath!)}' is not there";
                Unproven($"The compiler of '{Project}' left no log ({where}), so nothing shows that the analyzers ran. Build again, and let no target clear ErrorLog.", Property("ErrorLog"), "log");
                return null;
            }

            if (CompilerLog.Read(run.LogPath!, out var problem) is not { } log)
            {
                Unproven($"The compiler's log '{_locator.Relative(run.LogPath!)}' {problem}, so nothing shows that the analyzers ran. Build again.", Property("ErrorLog"), "log");
                return null;
            }

            if (!log.Version.StartsWith("2.", StringComparison.Ordinal))
            {
                Unproven($"The compiler's log '{_locator.Relative(run.LogPath!)}' is SARIF {log.Version}, which does not list the rules that ran. Write ErrorLog with ',version=2.1' at its end.", Property("ErrorLog"), "log");
                return null;
            }

            return log;
        }

        private bool CheckRules(CompilerLog log)
        {
            foreach (var crash in log.Results.Where(static result => result.RuleId == Crash && result.Message.IndexOf("ReleaseGuard", StringComparison.Ordinal) >= 0))
            {
                Unproven($"An analyzer of ReleaseGuard crashed, so '{Project}' was not held against the policy: {FirstLine(crash.Message)}. Report it; until it is mended the edition cannot be released.", Property("PropertyGroup"), Crash);
            }

            var missing = s_guarding.Where(id => !log.Rules.Contains(id)).ToList();
            if (missing.Count == 0)
            {
                return true;
            }

            var rules = missing.Count == s_guarding.Length ? "none of the rules that guard a release" : $"not {string.Join(", ", missing.Take(3))}{(missing.Count > 3 ? $" and {missing.Count - 3} more" : "")}";
            var lost = log.Results.FirstOrDefault(static result => s_notLoaded.Contains(result.RuleId));
            if (IsFalse(run.RunAnalyzers))
            {
                Unproven($"RunAnalyzers is false in '{Project}': the compiler ran {rules}. Let edition '{edition.Id}' build with RunAnalyzers = true.", Property("RunAnalyzers"), "rules");
            }
            else if (IsFalse(run.RunAnalyzersDuringBuild) && string.IsNullOrEmpty(run.RunAnalyzers))
            {
                Unproven($"RunAnalyzersDuringBuild is false in '{Project}': the compiler ran {rules}. Let edition '{edition.Id}' build with RunAnalyzersDuringBuild = true.", Property("RunAnalyzersDuringBuild"), "rules");
            }
            else if (lost is { RuleId: "CS9057" })
            {
                Unproven($"The compiler of '{Project}' is too old for the analyzers (CS9057) and ran {rules}. Build edition '{edition.Id}' with the .NET SDK 9.0.300 or Visual Studio 17.14, or a later one.", Property("PropertyGroup"), "rules");
            }
            else if (lost is not null)
            {
                Unproven($"The compiler of '{Project}' could not load the analyzers and ran {rules}: {FirstLine(lost.Message)} ({lost.RuleId}). Restore the package ReleaseGuard again, or build with a later SDK.", Property("PropertyGroup"), "rules");
            }
            else
            {
                Unproven($"The compiler of '{Project}' ran {rules}: the analyzers were switched off or not given to it. Build again with them, let the reference to the package ReleaseGuard include analyzers, and let no target remove Analyzer items.", Property("PropertyGroup"), "rules");
            }

            return false;
        }

        private void CheckResults(CompilerLog log)
        {
            foreach (var result in log.Results.Where(static result => IsOurs(result.RuleId)))
            {
                var at = result.File is null ? Property("PropertyGroup") : new FindingLocation(_locator.Relative(result.File), result.Line, result.Column);
                if (result.IsSuppressed)
                {
                    var why = result.Justification is { Length: > 0 } justification ? $" ('{justification}')" : "";
                    Silenced(result.RuleId, $"is suppressed by {Words(result.SuppressedBy)}{why}", "Remove it", at, "source:" + at.File);
                }
                else if (result.Level is "note" or "none" && result.Edition == edition.Id && policy.SeverityOf(result.RuleId, edition) >= RuleSeverity.Warning && _explained.Add(result.RuleId))
                {
                    Silenced(result.RuleId, $"is lowered to a {result.Level} by {Cause()}", "Remove the setting", Place() ?? at, "lowered");
                }
            }

            foreach (var id in log.Silenced.Where(id => IsOurs(id) && _explained.Add(id)))
            {
                Silenced(id, $"found something that is hidden by {Cause()}", "Remove the setting", Place() ?? Property("PropertyGroup"), "setting");
            }
        }

        /// <summary>The setting that hides what no line names: a bulk severity, else the warning level, else unknown.</summary>
        private string Cause() =>
            Bulk() is { } bulk ? $"'{bulk.Text}'"
            : run.WarningLevel?.Trim() == "0" ? $"WarningLevel 0 of '{Project}'"
            : "a setting of the compiler (NoWarn, WarningLevel, a rule set or an .editorconfig)";

        private FindingLocation? Place() =>
            Bulk() is { } bulk ? new FindingLocation(_locator.Relative(bulk.File), bulk.Line, bulk.Column)
            : run.WarningLevel?.Trim() == "0" ? Property("WarningLevel")
            : null;

        private AnalyzerSetting? Bulk() => AnalyzerSetting.In(run.ConfigurationFiles).FirstOrDefault(static setting => setting.RuleId is null);

        private FindingLocation Property(string name) => _locator.Property(name, run.Imports);

        private void Unproven(string message, FindingLocation at, string subject) =>
            findings.Report(RuleIds.RG6012, message, at, _locator.Relative(run.ProjectFile) + ":" + subject);

        private void Silenced(string id, string how, string nextStep, FindingLocation at, string subject) =>
            findings.Report(
                RuleIds.RG6011,
                $"{id} {how} in edition '{edition.Id}', where nobody approves it and nothing expires. {nextStep}, and write an exception in the policy where the finding is meant to stay.",
                at,
                _locator.Relative(run.ProjectFile) + ":" + id + ":" + subject);

        private static string Words(string? suppressedBy) => suppressedBy switch
        {
            "Pragma Directive" => "a #pragma",
            "SuppressMessageAttribute" => "a SuppressMessage attribute",
            null or "" => "something in source",
            _ => suppressedBy,
        };

        private static bool IsOurs(string id) => RuleCatalog.Find(id) is { IsActive: true } rule && (rule.Layers & RuleLayers.Analyzer) != 0;

        private static bool IsFalse(string? value) => string.Equals(value?.Trim(), "false", StringComparison.OrdinalIgnoreCase);

        private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
    }
}
