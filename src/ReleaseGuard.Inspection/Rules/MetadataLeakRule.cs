using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>RG3014: metadata that tells about the people and machines that made the model, or carries more than text. Oversized and encoded values are named by the reader.</summary>
internal sealed class MetadataLeakRule : IInspectionRule
{
    private const string NextStep = "Strip it when the file is written.";

    // Every repetition is over one character class that ends where the next part begins, so matching stays linear.
    private static readonly (string What, Regex Pattern)[] Patterns =
    [
        ("a path of the machine it was made on", new Regex(@"(?<![\w./])/(?:home|Users|root|mnt|data|scratch|tmp|var|opt|workspace|private|gpfs|lustre|nfs|fsx|efs|srv)/[^\s""',;]{1,200}", RegexOptions.CultureInvariant)),
        ("a path of the machine it was made on", new Regex(@"(?<![A-Za-z])[A-Za-z]:\\[^\s""',;]{1,200}", RegexOptions.CultureInvariant)),
        ("a network share", new Regex(@"\\\\[A-Za-z0-9._-]{1,64}\\[^\s""',;]{1,200}", RegexOptions.CultureInvariant)),
        ("an internal store", new Regex(@"(?:s3|gs|hdfs|abfss?|wasbs?|oss|file|ssh)://[^\s""',;]{1,200}", RegexOptions.CultureInvariant)),
        ("a mail address", new Regex(@"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,8}", RegexOptions.CultureInvariant)),
    ];

    private static readonly HashSet<string> TellingKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "username", "user_name", "login", "host", "hostname", "run", "run_name", "run_id", "run_dir", "experiment", "experiment_name",
        "job", "job_id", "job_name", "cwd", "argv", "cmdline", "command", "command_line", "output_dir", "checkpoint_dir", "checkpoint_path",
    };

    private static readonly string[] TellingPrefixes = ["wandb", "mlflow", "slurm", "ss_"];

    /// <inheritdoc/>
    public void Inspect(RuleContext context)
    {
        ArtifactProblems.Report(context, ArtifactProblemKind.Metadata, RuleIds.RG3014, NextStep);
        foreach (var file in context.Facts.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var pair in file.Artifact?.Metadata ?? new Dictionary<string, string>())
            {
                if (Leak(pair.Key, pair.Value) is { } what)
                {
                    Report(context, file, $"metadata '{pair.Key}'", what, file.Place.ToLocation(), pair.Key);
                }
            }

            if (file.Json is { } json && file.SideList is null)
            {
                Inspect(context, file, json, "$");
            }
        }
    }

    private static void Inspect(RuleContext context, FileFacts file, JsonValue value, string path)
    {
        if (value.Kind == JsonValue.ValueKind.Text && Match(value.Text) is { } what)
        {
            Report(context, file, path, what, file.Place.ToLocation(value.Line, value.Column), path);
        }

        foreach (var property in value.Properties)
        {
            Inspect(context, file, property.Value, path + "." + property.Name);
        }

        for (var index = 0; index < value.Items.Count; index++)
        {
            Inspect(context, file, value.Items[index], $"{path}[{index}]");
        }
    }

    private static void Report(RuleContext context, FileFacts file, string where, string what, FindingLocation location, string key) =>
        context.Findings.Report(RuleIds.RG3014, $"'{file.Place.Display}': {where} holds {what}. {NextStep}", location, file.Place.Inner + ":" + key);

    private static string? Leak(string key, string value)
    {
        if (value.Length > 0)
        {
            if (TellingKeys.Contains(key))
            {
                return $"a name of the run or of who ran it ('{Short(value)}')";
            }

            foreach (var prefix in TellingPrefixes)
            {
                if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return $"a record of the training run ('{Short(value)}')";
                }
            }
        }

        return Match(value);
    }

    private static string? Match(string text)
    {
        foreach (var (what, pattern) in Patterns)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return $"{what} ('{Short(match.Value)}')";
            }
        }

        return null;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text.Substring(0, 57) + "...";
}
