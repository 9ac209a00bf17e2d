using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary>Options and arguments that several verbs share, and what their words must be.</summary>
internal static class Words
{
    public const string Text = "text";
    public const string Json = "json";
    public const string Sarif = "sarif";
    public const string Github = "github";
    public const string Markdown = "markdown";
    public const string Html = "html";
    public const string Junit = "junit";
    public const string CycloneDx = "cyclonedx";

    /// <summary>The forms that every verb that finds things can write.</summary>
    public static Option<string> ReportFormat() => Format(Text, Json, Sarif, Github, Markdown, Html, Junit);

    public static Option<string> Format(params string[] formats)
    {
        Option<string> option = new("--format", "-f")
        {
            Description = "How the report is written: " + string.Join(", ", formats) + ".",
            HelpName = string.Join("|", formats),
            DefaultValueFactory = _ => formats[0],
        };
        option.CompletionSources.Add(formats);
        option.Validators.Add(result =>
        {
            string given = result.Tokens.Count == 0 ? formats[0] : result.Tokens[^1].Value;
            if (!formats.Contains(given, StringComparer.Ordinal))
                result.AddError($"There is no format '{given}' here; --format takes {string.Join(", ", formats)}.{Spelling.Suggest(given, formats)}");
        });
        return option;
    }

    /// <summary>The edition that a verb is about; <c>RELEASEGUARD_EDITION</c> where it is left out.</summary>
    public static Option<string> Edition(string description)
    {
        Option<string> option = new("--edition", "-e") { Description = description, HelpName = "ID", Required = true };
        if (Setting("EDITION") is string edition)
        {
            option.Required = false;
            option.DefaultValueFactory = _ => edition;
        }

        return option;
    }

    /// <summary>The policy to hold things against; <c>RELEASEGUARD_POLICY</c> where it is left out.</summary>
    public static Option<string?> Policy(string description)
    {
        Option<string?> option = new("--policy") { Description = description, HelpName = "FILE" };
        if (Setting("POLICY") is string policy)
            option.DefaultValueFactory = _ => policy;
        return option;
    }

    /// <summary>What the environment chooses in place of an option; null where it chooses nothing.</summary>
    public static string? Setting(string name) => Environment.GetEnvironmentVariable("RELEASEGUARD_" + name) is { Length: > 0 } value ? value : null;

    public static Option<string?> Output() => new("--output", "-o")
    {
        Description = "Write the report to this file instead of standard output; it appears whole or not at all.",
        HelpName = "FILE",
    };

    public static Option<DateTime?> AsOf()
    {
        Option<DateTime?> option = DateOption();
        if (Setting("AS_OF") is string given)
        {
            DateTime date = DateTime.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime parsed)
                ? parsed
                : throw new ToolFailure($"RELEASEGUARD_AS_OF is '{VisibleText.Escape(given)}', which is no date; it takes one as 2027-02-15.");
            option.DefaultValueFactory = _ => date;
        }

        return option;
    }

    private static Option<DateTime?> DateOption() => new("--as-of")
    {
        Description = "The date on which exceptions of the policy are judged, as 2027-02-15; today when left out.",
        HelpName = "DATE",
        CustomParser = result =>
        {
            string given = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (DateTime.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
                return date;
            result.AddError($"'{given}' is no date; --as-of takes one as 2027-02-15.");
            return null;
        },
    };

    public static Argument<string[]> Paths(string description)
    {
        Argument<string[]> argument = new("PATH") { Description = description, Arity = ArgumentArity.OneOrMore };

        // Where many paths are taken, a mistyped option is taken for one: say what it is.
        argument.Validators.Add(result =>
        {
            IEnumerable<string> known = result.Parent is CommandResult command ? command.Command.Options.Select(option => option.Name) : [];
            foreach (string word in result.Tokens.Select(token => token.Value))
                if (word.StartsWith('-') && word.Length > 1 && !Path.Exists(word))
                    result.AddError($"There is no option '{word}' here.{Spelling.Suggest(word, known)}");
        });
        return argument;
    }

    /// <summary>Stops at a path that names nothing, with the nearest name beside it: what was mistyped was not inspected.</summary>
    public static void RequireExisting(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (path.Length > 0 && (File.Exists(path) || Directory.Exists(path)))
                continue;
            throw new ToolFailure($"there is no file or folder '{VisibleText.Escape(path)}', or it may not be read.{NearestTo(path)}");
        }
    }

    /// <summary>Whether a file lies in a folder, so that what is written there would be taken for part of it.</summary>
    public static bool IsBelow(string file, string root)
    {
        if (!Directory.Exists(root))
            return false;
        string relative = Path.GetRelativePath(Path.GetFullPath(root), Path.GetFullPath(file));
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string NearestTo(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            if (path.Length == 0 || !Directory.Exists(folder))
                return "";
            return Spelling.Suggest(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Take(10_000).Select(entry => VisibleText.Escape(Path.GetFileName(entry))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
