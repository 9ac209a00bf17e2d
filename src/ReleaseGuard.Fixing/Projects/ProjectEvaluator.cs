using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Fixing;

/// <summary>
/// Asks MSBuild itself what a project has: <c>dotnet msbuild P -getItem:… -getProperty:…</c> evaluates it as a build would, and builds nothing.
/// What a target adds while building is not in it.
/// </summary>
internal static class ProjectEvaluator
{
    private static readonly string[] s_properties =
    [
        "ReleaseEdition", "IsPackable", "IsPublishable", "IsTestProject", "TargetFramework", "TargetFrameworks",
        "DirectoryBuildPropsPath", "DirectoryBuildTargetsPath", "DirectoryPackagesPropsPath", "ReleaseGuardPolicy",
    ];

    private static readonly string[] s_shippedPaths = ["PackagePath", "Link", "TargetPath"];

    /// <summary>The project for each of its frameworks.</summary>
    /// <param name="project">Full path.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="ct">Stops MSBuild.</param>
    /// <exception cref="FixProblemException">MSBuild cannot be started or cannot evaluate it.</exception>
    public static async Task<IReadOnlyList<EvaluatedProject>> Evaluate(string project, string edition, CancellationToken ct)
    {
        var whole = await Evaluate(project, edition, null, ct).ConfigureAwait(false);
        var frameworks = whole.Property("TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (whole.Property("TargetFramework").Length > 0 || frameworks.Length == 0) return [whole];
        var all = new List<EvaluatedProject> { whole };
        foreach (var framework in frameworks) all.Add(await Evaluate(project, edition, framework, ct).ConfigureAwait(false));
        return all;
    }

    /// <summary>The project as it stands, in the edition it chooses itself and for no framework in particular.</summary>
    /// <param name="project">Full path.</param>
    /// <param name="ct">Stops MSBuild.</param>
    /// <exception cref="FixProblemException">MSBuild cannot be started or cannot evaluate it.</exception>
    public static Task<EvaluatedProject> Evaluate(string project, CancellationToken ct) => Evaluate(project, null, null, ct);

    private static async Task<EvaluatedProject> Evaluate(string project, string? edition, string? framework, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(project)!,
        };
        foreach (var argument in new[] { "msbuild", project, "-nologo", "-getItem:" + string.Join(',', ProjectGraph.ItemTypes), "-getProperty:" + string.Join(',', s_properties) }) start.ArgumentList.Add(argument);
        if (edition is not null) start.ArgumentList.Add("-p:ReleaseEdition=" + edition);
        if (framework is not null) start.ArgumentList.Add("-p:TargetFramework=" + framework);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        string output, errors;
        int exitCode;
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                var reading = process.StandardOutput.ReadToEndAsync(ct);
                errors = await process.StandardError.ReadToEndAsync(ct).ConfigureAwait(false);
                output = await reading.ConfigureAwait(false);
                await process.WaitForExitAsync(ct).ConfigureAwait(false);
                exitCode = process.ExitCode;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception)
        {
            throw new FixProblemException("'dotnet' cannot be started. Projects are evaluated by the .NET SDK: put it on the PATH.");
        }

        var name = Path.GetFileName(project);
        if (exitCode != 0) throw new FixProblemException($"'{name}' cannot be evaluated: {FirstError(output + "\n" + errors)}");
        try
        {
            return Read(project, framework, output);
        }
        catch (JsonException)
        {
            throw new FixProblemException($"'{name}' cannot be evaluated: MSBuild did not answer in JSON. 'dotnet msbuild -getItem' needs SDK 8.0 or later.");
        }
    }

    private static EvaluatedProject Read(string project, string? framework, string output)
    {
        using var json = JsonDocument.Parse(output);
        var properties = json.RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString() ?? "", StringComparer.Ordinal);
        var items = new List<ProjectGraphItem>();
        foreach (var type in json.RootElement.GetProperty("Items").EnumerateObject())
        {
            foreach (var item in type.Value.EnumerateArray())
            {
                // Originals kept while the edit is proved are no part of the project.
                if (item.GetProperty("Identity").GetString()!.Contains(FileTransaction.WorkFolder, StringComparison.Ordinal)) continue;
                string Text(string metadata) => item.TryGetProperty(metadata, out var value) ? value.GetString() ?? "" : "";
                items.Add(new ProjectGraphItem(type.Name, Text("Identity"), ProjectGraph.IsFile(type.Name) ? Text("FullPath") : null, Text("DefiningProjectFullPath"))
                {
                    ShippedPath = s_shippedPaths.Select(Text).FirstOrDefault(path => path.Length > 0),
                });
            }
        }

        return new EvaluatedProject(project, framework, properties, items);
    }

    private static string FirstError(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? "MSBuild said nothing.";
    }
}
