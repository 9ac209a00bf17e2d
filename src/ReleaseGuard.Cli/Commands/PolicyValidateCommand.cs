using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard policy validate</c>: every error of a policy at its line and column, in one run.</summary>
internal static class PolicyValidateCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string?> file = new("FILE") { Description = "The policy; the nearest one at or above the current folder when left out.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> format = Words.ReportFormat();
        Option<string?> output = Words.Output();
        Option<DateTime?> asOf = Words.AsOf();
        ExampleCommand command = new(
            "validate",
            "Check a policy: every error at its line and column, all in one run.",
            "releaseguard policy validate",
            "releaseguard policy validate releaseguard.jsonc --format github")
        {
            file,
            format,
            output,
            asOf,
        };
        command.SetAction(parsed => Validate(
            console,
            parsed.GetValue(file),
            parsed.GetValue(format)!,
            parsed.GetValue(output),
            parsed.GetValue(asOf) ?? DateTime.UtcNow.Date));
        return command;
    }

    private static int Validate(ToolConsole console, string? file, string format, string? output, DateTime asOf)
    {
        string path = PathOf(file, "policy validate");
        PolicyFileResult opened = PolicyFile.Open(path, asOf);
        if (opened.Policy is { } policy)
            opened = opened with { Problems = [.. opened.Problems, .. PolicyOverlaps.Find(policy)] };
        if (format == Words.Text)
            ReportOutput.WriteText(console, output, text => PolicyReport.Write(opened.Problems, Excerpts.Of(opened.Problems), text));
        else
            ResultPrinter.Print(console, PolicyReport.AsResult(opened, new FileInfo(path).Length), format, output, []);

        bool isValid = opened.Policy is not null && opened.Problems.All(problem => problem.Severity != RuleSeverity.Error);
        if (format == Words.Text && output is null)
            ReportOutput.WriteText(console, null, text => PolicyReport.WriteVerdict(path, opened, text));
        return isValid ? ExitCodes.Pass : ExitCodes.WrongUsage;
    }

    /// <summary>The policy that a verb is about: the one named, else the nearest at or above the current folder.</summary>
    public static string PathOf(string? file, string verb)
    {
        string path = file ?? PolicyFile.FindNearest(Environment.CurrentDirectory)
            ?? throw new ToolFailure($"there is no {PolicyFile.Names[0]} at or above the current folder. Name one, or write one with 'releaseguard policy init'.");
        Words.RequireExisting([path]);
        return Directory.Exists(path) ? throw new ToolFailure($"'{path}' is a folder; {verb} takes a file.") : path;
    }

    /// <summary>Says why a policy cannot be used, every error at its place, and ends as wrong usage does.</summary>
    public static int Refuse(ToolConsole console, string path, PolicyFileResult opened)
    {
        PolicyReport.Write(opened.Problems, Excerpts.Of(opened.Problems), new PlainReportText(console.Error));
        console.Error.WriteLine($"releaseguard: the policy '{path}' cannot be used, so nothing was audited. 'releaseguard policy validate {path}' checks it again once mended.");
        return ExitCodes.WrongUsage;
    }
}
