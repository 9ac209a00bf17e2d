using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Cli.Terminal;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard audit PATH… --edition ID</c>: holds what would ship against the policy and gives the verdict.</summary>
internal static class AuditCommand
{
    private const string Headers = "headers";
    private const string Full = "full";

    public static Command Create(ToolConsole console)
    {
        Argument<string[]> paths = Words.Paths("What would ship: folders, packages, archives or single files.");
        Option<string> edition = new("--edition", "-e") { Description = "The edition the paths are to be.", HelpName = "ID", Required = true };
        Option<string?> policy = new("--policy") { Description = "The policy; the nearest releaseguard.jsonc or .json at or above the path when left out.", HelpName = "FILE" };
        Option<string?> product = new("--product") { Description = "The product, for its limits and required files; the policy's only one when left out.", HelpName = "ID" };
        Option<string> content = new("--content") { Description = "What is read of model files: headers, or full for every byte and its digest.", HelpName = "headers|full", DefaultValueFactory = _ => Headers };
        content.AcceptOnlyFromAmong(Headers, Full);
        Option<string> format = Words.Format(Words.Text, Words.Json, Words.Sarif, Words.Github);
        Option<string?> output = Words.Output();
        Option<DateTime?> asOf = Words.AsOf();
        ExampleCommand command = new(
            "audit",
            "Hold folders, packages and weights against the policy: what is withheld from the edition must not be in them.",
            "releaseguard audit dist/avocado-open --edition open",
            "releaseguard audit Avocado.Packaging.1.0.0.nupkg --edition open --format sarif --output audit.sarif",
            "releaseguard audit weights/ --edition open --content full --as-of 2027-02-15")
        {
            paths,
            edition,
            policy,
            product,
            content,
            format,
            output,
            asOf,
        };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetValue(paths)!;
            Words.RequireExisting(given);
            DateTime date = parsed.GetValue(asOf) ?? DateTime.UtcNow.Date;
            string policyPath = parsed.GetValue(policy) ?? NearestPolicy(given);
            PolicyFileResult opened = PolicyFile.Open(policyPath, date);
            if (opened.Policy is null)
                return PolicyValidateCommand.Refuse(console, policyPath, opened);

            InspectionRequest request = new(
                ShippedItems(given),
                opened.Policy,
                FindEdition(opened.Policy, parsed.GetValue(edition)!),
                parsed.GetValue(product) is string id ? FindProduct(opened.Policy, id) : null,
                date,
                parsed.GetValue(content) == Full)
            {
                PolicyIdentity = opened.Identity,
                PolicyProblems = opened.Problems,
            };
            InspectionResult result;
            using (Interruption interruption = new())
            using (ProgressLine? progress = ProgressLine.For(console))
                result = EditionInspector.Inspect(request, progress, interruption.Token);
            ResultPrinter.Print(console, result, parsed.GetValue(format)!, parsed.GetValue(output), given);
            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static string NearestPolicy(string[] paths)
    {
        string? nearest = null;
        foreach (string path in paths)
        {
            string full = Path.GetFullPath(path);
            string found = PolicyFile.FindNearest(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!)
                ?? throw new ToolFailure($"there is no releaseguard.jsonc at or above '{VisibleText.Escape(path)}'. Name one with --policy FILE, or write one with 'releaseguard policy init'.");
            if (nearest is not null && nearest != found)
                throw new ToolFailure($"the paths lie under two policies, '{nearest}' and '{found}'. Audit them one by one, or name one with --policy FILE.");
            nearest = found;
        }

        return nearest!;
    }

    /// <summary>One path is the root of what ships. Of several, each keeps the name it was given by, so that two of one name stay two.</summary>
    private static List<ShippedItem> ShippedItems(string[] paths) => paths.Length == 1
        ? [new ShippedItem(paths[0], "")]
        : [.. paths.Select(path => new ShippedItem(path, Relative(path)))];

    private static string Relative(string path) =>
        string.Join('/', path.Replace('\\', '/').Split('/').Where(segment => segment is not ("" or "." or "..")));

    private static Edition FindEdition(EditionPolicy policy, string id) =>
        policy.FindEdition(id) ?? throw new ToolFailure(
            $"the policy '{policy.Path}' has no edition '{VisibleText.Escape(id)}'.{DidYouMean(policy.NearestEdition(id))} It has {Spelling.Enumerate([.. policy.Editions.Select(edition => edition.Id)])}.");

    private static Product FindProduct(EditionPolicy policy, string id) =>
        policy.FindProduct(id) ?? throw new ToolFailure(
            $"the policy '{policy.Path}' has no product '{VisibleText.Escape(id)}'.{DidYouMean(policy.NearestProduct(id))}"
            + (policy.Products.Count == 0 ? "" : $" It has {Spelling.Enumerate([.. policy.Products.Select(product => product.Id)])}."));

    private static string DidYouMean(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";
}
