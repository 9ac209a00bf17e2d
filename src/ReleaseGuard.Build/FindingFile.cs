using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Build;

/// <summary>
/// The findings of a project's tasks in one SARIF log, because the compiler's log holds only what the compiler reports. Each moment
/// (project, compiler, build, pack, package, publish) is a run of the log and replaces its own run of the build before; the runs lie in a
/// folder beside the log. A file is written only when it changes, and whole or not at all.
/// </summary>
internal static class FindingFile
{
    private static readonly string[] s_moments = ["edition", "project", "compiler", "build", "pack", "package", "publish", "published"];

    internal static void Write(string log, string moment, string edition, IReadOnlyList<Finding> findings)
    {
        try
        {
            var folder = Path.Combine(Path.GetDirectoryName(log)!, Path.GetFileNameWithoutExtension(log));
            var run = Path.Combine(folder, moment + ".json");
            if (findings.Count == 0 && !File.Exists(run))
                return;
            var verdict = findings.Any(static finding => finding.Severity == RuleSeverity.Error) ? Verdict.Fail : Verdict.Pass;
            var result = new InspectionResult(verdict, edition, null, findings, new InspectedTotals(0, 0, 0, 0), []);
            Directory.CreateDirectory(folder);
            if (!Replace(run, output => SarifReport.WriteRun(result, moment, output)) && File.Exists(log))
                return;
            var runs = s_moments.Select(name => Path.Combine(folder, name + ".json")).Where(File.Exists).Select(File.ReadAllText).ToList();
            Replace(log, output => SarifReport.WriteLog(runs, output));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The findings stand in the build's own output; a read-only or full obj takes away only their copy.
        }
    }

    private static bool Replace(string file, Action<TextWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        if (File.Exists(file) && File.ReadAllText(file) == text.ToString())
            return false;
        // Two builds of one project may meet here: each writes a file of its own, and the last one stands.
        var partial = file + "." + Guid.NewGuid().ToString("N").Substring(0, 8);
        File.WriteAllText(partial, text.ToString());
        if (File.Exists(file))
            File.Delete(file);
        File.Move(partial, file);
        return true;
    }
}
