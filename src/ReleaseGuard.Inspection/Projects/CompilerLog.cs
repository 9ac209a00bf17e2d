using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Projects;

/// <summary>
/// What the compiler says it did, read from its own log (<c>/errorlog</c>, SARIF 2.1.0): every rule whose analyzer ran, and every result,
/// those included that something in source suppressed. What a setting suppressed leaves no result, only a mark on its rule.
/// </summary>
internal sealed class CompilerLog
{
    /// <summary>A log of a large solution in one project; more is no log any more.</summary>
    private const int MaxBytes = 512 * 1024 * 1024;

    private CompilerLog(string version, IReadOnlyCollection<string> rules, IReadOnlyCollection<string> silenced, IReadOnlyList<CompilerResult> results)
    {
        Version = version;
        Rules = rules;
        Silenced = silenced;
        Results = results;
    }

    /// <summary>The SARIF version it is written in; only from 2.1.0 on does it list the rules that ran.</summary>
    public string Version { get; }

    /// <summary>Ids of the rules that ran.</summary>
    public IReadOnlyCollection<string> Rules { get; }

    /// <summary>Ids of the rules of which a setting suppressed something.</summary>
    public IReadOnlyCollection<string> Silenced { get; }

    /// <summary>What was reported, suppressed or not.</summary>
    public IReadOnlyList<CompilerResult> Results { get; }

    /// <summary>Reads a log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="problem">Why it could not be read; null when it was.</param>
    /// <returns>The log; null with a problem.</returns>
    public static CompilerLog? Read(string path, out string? problem)
    {
        try
        {
            using var source = new FileArtifactSource(path, Path.GetFileName(path));
            if (JsonFile.Read(source, CancellationToken.None, out var unread, MaxBytes) is not { } root)
            {
                problem = unread!.Message;
                return null;
            }

            problem = null;
            return Of(root);
        }
        catch (Exception error) when (FolderWalk.IsInputError(error))
        {
            problem = FolderWalk.Describe(error);
            return null;
        }
    }

    private static CompilerLog Of(JsonValue root)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var silenced = new HashSet<string>(StringComparer.Ordinal);
        var results = new List<CompilerResult>();
        foreach (var run in root["runs"]?.Items ?? [])
        {
            foreach (var rule in run["tool"]?["driver"]?["rules"]?.Items ?? [])
            {
                if (rule["id"]?.Text is not { } id)
                {
                    continue;
                }

                rules.Add(id);
                if (rule["properties"]?["suppressionKinds"]?.Items.Any(static kind => kind.Text == "external") == true)
                {
                    silenced.Add(id);
                }
            }

            results.AddRange((run["results"]?.Items ?? []).Select(ResultOf));
        }

        return new CompilerLog(root["version"]?.Text ?? string.Empty, rules, silenced, results);
    }

    private static CompilerResult ResultOf(JsonValue result)
    {
        var place = result["locations"]?.Items.FirstOrDefault()?["physicalLocation"];
        var region = place?["region"];
        var suppression = result["suppressions"]?.Items.FirstOrDefault();
        return new CompilerResult(
            result["ruleId"]?.Text ?? string.Empty,
            result["level"]?.Text ?? "warning",
            result["message"]?["text"]?.Text ?? string.Empty,
            PathOf(place?["artifactLocation"]?["uri"]?.Text),
            (int?)region?["startLine"]?.Whole,
            (int?)region?["startColumn"]?.Whole)
        {
            Edition = result["properties"]?["customProperties"]?["Edition"]?.Text,
            IsSuppressed = suppression is not null,
            SuppressedBy = suppression?["properties"]?["suppressionType"]?.Text,
            Justification = suppression?["justification"]?.Text,
        };
    }

    private static string? PathOf(string? uri) =>
        uri is null ? null : Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);
}
