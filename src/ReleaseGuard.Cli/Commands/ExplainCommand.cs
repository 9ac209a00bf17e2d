using System;
using System.CommandLine;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Claims;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard explain RULE|THING</c>: a rule's page, from the same files as the documentation; or what the policy says of a symbol, a file, a tensor, and whose it is.</summary>
internal static partial class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> subject = new("SUBJECT") { Description = "A rule id, such as RG3002; or a symbol, file, tensor, assembly, package, token or text.", HelpName = "SUBJECT" };
        subject.CompletionSources.Add(_ => RuleCatalog.All.Select(known => new System.CommandLine.Completions.CompletionItem(known.Id, detail: known.Title)));
        Option<string?> policy = Words.Policy("The policy; the nearest one at or above the current folder when left out.");
        Option<DateTime?> asOf = Words.AsOf();
        ExampleCommand command = new(
            "explain",
            "Explain a rule; or why a thing is withheld: by which component and pattern, from which editions, whose it is, since which decision.",
            "releaseguard explain RG1001",
            "releaseguard explain T:Avocado.Heads.Cyber.ExploitHead",
            "releaseguard explain heads.cyber.out.weight --policy releaseguard.jsonc",
            "releaseguard explain dist/avocado-open/heads/cyber/model.safetensors")
        {
            subject,
            policy,
            asOf,
        };
        command.SetAction(parsed =>
        {
            string given = parsed.GetValue(subject)!.Trim();
            if (RuleCatalog.Find(given.ToUpperInvariant()) is RuleDescription description)
                ReportOutput.WriteText(console, null, text => RulePageText.Write(description, RulePages.Find(description.Id), text));
            else if (RuleLike().IsMatch(given) || (parsed.GetValue(policy) is null && PolicyFile.FindNearest(Environment.CurrentDirectory) is null))
                throw Unknown(given);
            else
                return Explain(console, given, PolicyValidateCommand.PathOf(parsed.GetValue(policy), "explain --policy"), parsed.GetValue(asOf) ?? DateTime.UtcNow.Date);
            return ExitCodes.Pass;
        });
        return command;
    }

    private static int Explain(ToolConsole console, string thing, string path, DateTime asOf)
    {
        PolicyFileResult opened = PolicyFile.Open(path, asOf);
        if (opened.Policy is not EditionPolicy policy)
            return PolicyValidateCommand.Refuse(console, path, opened);
        ReportOutput.WriteText(console, null, text => ClaimReport.Write(thing, policy, PolicyClaims.Find(policy, thing), text));
        return ExitCodes.Pass;
    }

    private static ToolFailure Unknown(string id) =>
        new($"there is no rule '{VisibleText.Escape(id)}'."
            + (RuleCatalog.Nearest(id.ToUpperInvariant()) is string nearest ? $" Did you mean {nearest}?" : "")
            + " Rules are named RG1001 to RG9003. Symbols, files and tensors are explained by a policy: name it with --policy FILE.");

    [GeneratedRegex("^RG[0-9]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuleLike();
}
