using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ReleaseGuard.Cli.Commands;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;

namespace ReleaseGuard.Cli;

/// <summary>Prints a verdict in the form asked for. Every verb that finds things prints through here, so they share their formats.</summary>
internal static class ResultPrinter
{
    public static void Print(ToolConsole console, InspectionResult result, string format, string? output, IReadOnlyList<string> roots)
    {
        switch (format)
        {
            case Words.Json:
                ReportOutput.Write(console, output, writer => JsonReport.Write(result, writer));
                break;
            case Words.Sarif:
                ReportOutput.Write(console, output, writer => SarifReport.Write(FromHere(result, roots), writer));
                break;
            case Words.Github:
                ReportOutput.Write(console, output, writer => GithubReport.Write(FromHere(result, roots), writer));
                break;
            case Words.Markdown:
                ReportOutput.Write(console, output, writer => MarkdownReport.Write(result, writer));
                break;
            case Words.Html:
                ReportOutput.Write(console, output, writer => HtmlReport.Write(result, writer));
                break;
            case Words.Junit:
                ReportOutput.Write(console, output, writer => JunitReport.Write(result, writer));
                break;
            default:
                ReportOutput.WriteText(console, output, text => TextReport.Write(result, text));
                break;
        }
    }

    /// <summary>
    /// The same findings with files as seen from the working folder instead of the audited one: what a commit's annotations
    /// and a code scanner resolve paths against.
    /// </summary>
    private static InspectionResult FromHere(InspectionResult result, IReadOnlyList<string> roots)
    {
        if (roots.Count != 1)
            return result;

        string root = roots[0].Replace('\\', '/').TrimEnd('/');
        bool isFolder = Directory.Exists(roots[0]);
        string folder = Path.GetFullPath(isFolder ? root.Length == 0 ? "/" : root : Path.GetDirectoryName(Path.GetFullPath(root)) ?? "/");
        string Here(string file)
        {
            string full = Path.IsPathRooted(file) ? file : Path.Combine(folder, file);
            if (!Path.Exists(full))
                return file;
            string relative = Path.GetRelativePath(Environment.CurrentDirectory, full).Replace('\\', '/');
            return relative.StartsWith("../", StringComparison.Ordinal) ? full.Replace('\\', '/') : relative;
        }

        return result with
        {
            Findings =
            [
                .. result.Findings.Select(finding => finding.Location.File is string file
                    ? finding with { Location = finding.Location with { File = Here(file) } }
                    : finding),
            ],
        };
    }
}
