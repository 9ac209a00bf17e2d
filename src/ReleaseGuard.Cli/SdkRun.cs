using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using ReleaseGuard.Inspection.CleanBuilds;

namespace ReleaseGuard.Cli;

/// <summary>Runs the .NET SDK in a folder and reads the errors it prints. No node of it outlives the run, and an interruption ends it with its children.</summary>
internal static partial class SdkRun
{
    private const int MaxProblems = 20;

    /// <summary>The errors of one command; null where it succeeded.</summary>
    /// <param name="folder">Where it runs; paths below it are given relative to it.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ToolFailure">There is no SDK.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<BuildProblem>? Run(string folder, IEnumerable<string> arguments, CancellationToken ct)
    {
        ProcessStartInfo start = new("dotnet", [.. arguments, "-nologo", "-nodeReuse:false", "-v:q", "-tl:off", "-clp:NoSummary;DisableConsoleColor"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        List<string> lines = [];
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Add(lines, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new ToolFailure("there is no 'dotnet' on the path; 'releaseguard build' needs the .NET SDK.");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (ct.Register(() => process.Kill(entireProcessTree: true)))
            process.WaitForExit();
        ct.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? null : [.. lines.Select(line => Read(line, folder)).OfType<BuildProblem>().Distinct().Take(MaxProblems)];
    }

    private static void Add(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }

    private static BuildProblem? Read(string line, string folder)
    {
        Match match = Problem().Match(line);
        if (!match.Success)
            return null;
        string file = match.Groups["file"].Value.Trim();
        if (Path.IsPathRooted(file) && Path.GetRelativePath(folder, file) is string relative && !relative.StartsWith("..", StringComparison.Ordinal))
            file = relative.Replace('\\', '/');
        return new BuildProblem(file.Length == 0 ? null : file, Number(match.Groups["line"]), Number(match.Groups["column"]), match.Groups["code"].Value, match.Groups["text"].Value.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\s*(?<file>.*?)(\((?<line>\d{1,9})(,(?<column>\d{1,9}))?[^)]*\))?\s*: error (?<code>[A-Za-z]+\d+)?\s*: (?<text>.*?)(\s\[[^\]]*proj[^\]]*\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Problem();
}
