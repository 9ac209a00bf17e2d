using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Fixing;
using ReleaseGuard.Fixing.Reports;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard fix PATH --edition ID</c>: mends what can be mended by a text edit, shows it as a diff, and writes every file or none.</summary>
internal static class FixCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> path = new("PATH") { Description = "A project, a solution, a folder of projects, or what would ship.", HelpName = "PATH" };
        Option<string> edition = Words.Edition("The edition it is to be.");
        Option<string?> policy = Words.Policy("The policy; the nearest releaseguard.jsonc or .json at or above each project or the path when left out.");
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Show what would be changed and write nothing." };
        Option<string[]> rules = new("--rule") { Description = "Fix findings of these rules only. RG6002, which edits the policy, is fixed only when named.", HelpName = "RULE", AllowMultipleArgumentsPerToken = true };
        Option<bool> deletes = new("--delete") { Description = "Also remove files that must not ship." };
        Option<DateTime?> asOf = Words.AsOf();
        Option<string> format = Words.Format(Words.Text, Words.Json);
        Option<string?> output = Words.Output();
        rules.CompletionSources.Add(_ => RuleCatalog.All.Select(rule => new System.CommandLine.Completions.CompletionItem(rule.Id, detail: rule.Title)));
        ExampleCommand command = new(
            "fix",
            "Mend project files, indexes, configuration and metadata for an edition. The change is shown as a diff; every file is written or none.",
            "releaseguard fix Avocado.sln --edition open --dry-run",
            "releaseguard fix src/Avocado/Avocado.csproj --edition open --rule RG2001 RG2002",
            "releaseguard fix dist/avocado-open --edition open --format json")
        {
            path,
            edition,
            policy,
            dryRun,
            rules,
            deletes,
            asOf,
            format,
            output,
        };
        command.SetAction(parsed =>
        {
            Words.RequireExisting([parsed.GetValue(path)!]);
            FixRequest request = new(parsed.GetValue(path)!, parsed.GetValue(edition)!)
            {
                PolicyFile = parsed.GetValue(policy),
                Rules = [.. (parsed.GetValue(rules) ?? []).Select(RuleOf)],
                AsOf = parsed.GetValue(asOf) ?? DateTime.UtcNow.Date,
                IsDryRun = parsed.GetValue(dryRun),
                Deletes = parsed.GetValue(deletes),
            };
            FixResult result = Fix(console, request);
            if (parsed.GetValue(format) == Words.Json)
                ReportOutput.Write(console, parsed.GetValue(output), writer => FixReport.WriteJson(result, writer));
            else
                ReportOutput.WriteText(console, parsed.GetValue(output), text => FixReport.Write(result, text));
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static FixResult Fix(ToolConsole console, FixRequest request)
    {
        using Interruption interruption = new();
        using CountLine? progress = CountLine.For(console);
        try
        {
            return Task.Run(() => Fixer.Fix(request, progress, interruption.Token)).GetAwaiter().GetResult();
        }
        catch (FixProblemException problem)
        {
            throw new ToolFailure(VisibleText.Escape(problem.Message));
        }
    }

    private static string RuleOf(string given) => RuleCatalog.Find(given.ToUpperInvariant())?.Id
        ?? throw new ToolFailure($"there is no rule '{VisibleText.Escape(given)}'.{(RuleCatalog.Nearest(given.ToUpperInvariant()) is string nearest ? $" Did you mean {nearest}?" : "")}");
}
