using System;
using System.CommandLine;
using System.Linq;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard explain RULE</c>: the rule's page on the terminal, from the same files as the documentation.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> rule = new("RULE") { Description = "A rule id, such as RG3002.", HelpName = "RULE" };
        rule.CompletionSources.Add(_ => RuleCatalog.All.Select(known => new System.CommandLine.Completions.CompletionItem(known.Id, detail: known.Title)));
        ExampleCommand command = new(
            "explain",
            "Explain a rule: what it finds, why, what to do, what it cannot see.",
            "releaseguard explain RG1001",
            "releaseguard explain RG3002")
        {
            rule,
        };
        command.SetAction(parsed =>
        {
            string id = parsed.GetValue(rule)!.Trim();
            RuleDescription description = RuleCatalog.Find(id.ToUpperInvariant()) ?? throw Unknown(id);
            ReportOutput.WriteText(console, null, text => RulePageText.Write(description, RulePages.Find(description.Id), text));
            return ExitCodes.Pass;
        });
        return command;
    }

    private static ToolFailure Unknown(string id) =>
        new($"there is no rule '{Inspection.Reports.VisibleText.Escape(id)}'."
            + (RuleCatalog.Nearest(id.ToUpperInvariant()) is string nearest ? $" Did you mean {nearest}?" : "")
            + " Rules are named RG1001 to RG9003.");
}
