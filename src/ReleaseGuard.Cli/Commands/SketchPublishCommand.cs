using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.Inspection;
using ReleaseGuard.Inspection.Reports;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard sketch publish --full DIR --open DIR</c>: makes the sketch file of what an edition withholds, and proves it on both editions.</summary>
internal static class SketchPublishCommand
{
    public static Command Create(ToolConsole console)
    {
        Option<string[]> full = new("--full") { Description = "The full edition: folders or files.", HelpName = "DIR", Required = true, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        Option<string[]> open = new("--open") { Description = "The open edition: what it has is not looked for.", HelpName = "DIR", Required = true, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        Option<string?> policy = new("--policy") { Description = "The policy; the nearest one at or above the working folder when left out.", HelpName = "FILE" };
        Option<string?> edition = new("--edition", "-e") { Description = "The edition that withholds; the policy's only guarded one when left out.", HelpName = "ID" };
        Option<string?> component = new("--component") { Description = "The component to publish; every withheld one when left out.", HelpName = "ID" };
        Option<string> output = new("--output", "-o") { Description = $"The sketch file to write (NAME{SketchFile.Extension}).", HelpName = "FILE", Required = true };
        Option<string?> salt = new("--salt") { Description = "32 hexadecimal digits; random when left out.", HelpName = "HEX" };
        Option<bool> secret = new("--secret-salt") { Description = $"Leave the salt out of the file and take it from {SketchCommand.SaltVariable}: outsiders cannot use the file then." };
        Option<bool> hide = new("--hide-names") { Description = "Write opaque ids in place of tensor names." };
        ExampleCommand command = new(
            "publish",
            "Write a sketch of every tensor that an edition withholds. It holds no weights.",
            "releaseguard sketch publish --full dist/avocado-full --open dist/avocado-open --output sketches/cyber-head.rgsketch.json",
            "releaseguard sketch publish --full full/ --open open/ --component avocado.cyber-head --hide-names --output cyber.rgsketch.json")
        {
            full,
            open,
            policy,
            edition,
            component,
            output,
            salt,
            secret,
            hide,
        };
        command.SetAction(parsed =>
        {
            Words.RequireExisting(parsed.GetValue(full)!);
            Words.RequireExisting(parsed.GetValue(open)!);
            string policyPath = parsed.GetValue(policy) ?? PolicyFile.FindNearest(Environment.CurrentDirectory)
                ?? throw new ToolFailure("there is no releaseguard.jsonc at or above the working folder. Name one with --policy FILE.");
            PolicyFileResult opened = PolicyFile.Open(policyPath, DateTime.UtcNow.Date);
            if (opened.Policy is null)
                return PolicyValidateCommand.Refuse(console, policyPath, opened);

            bool isSecret = parsed.GetValue(secret);
            using Interruption interruption = new();
            SketchPublication publication = SketchInspector.Publish(
                parsed.GetValue(full)!,
                parsed.GetValue(open)!,
                opened.Policy,
                FindEdition(opened.Policy, parsed.GetValue(edition)),
                parsed.GetValue(component) is string id ? FindComponent(opened.Policy, id) : null,
                SaltOf(parsed.GetValue(salt), isSecret),
                isSecret,
                parsed.GetValue(hide),
                interruption.Token);
            return Write(console, publication, parsed.GetValue(output)!);
        });
        return command;
    }

    private static SketchSalt SaltOf(string? given, bool isSecret)
    {
        if (given is not null)
            return SketchCommand.Parse(given, "--salt");
        return isSecret
            ? SketchCommand.SecretSalt() ?? throw new ToolFailure($"--secret-salt takes the salt from {SketchCommand.SaltVariable}, which is not set.")
            : SketchSalt.Random();
    }

    private static int Write(ToolConsole console, SketchPublication publication, string output)
    {
        foreach (PublishedTensor tensor in publication.Tensors)
        {
            console.Output.WriteLine($"{VisibleText.Escape(tensor.Subject.Tensor.Name)}{(tensor.Id == tensor.Subject.Tensor.Name ? "" : " as " + VisibleText.Escape(tensor.Id))}{(tensor.IsPublished ? "" : ": not published")}");
            foreach (SketchRefusal refusal in tensor.Refusals)
                console.Output.WriteLine($"  no {Word(refusal.Tier)} tier: {VisibleText.Escape(refusal.Reason)}");
            if (tensor.CodesDropped > 0)
                console.Output.WriteLine(Invariant($"  {tensor.CodesDropped} codes left out: the open edition has them too"));
            if (tensor.Expected.Count > 0)
                console.Output.WriteLine("  expected of " + string.Join(", ", tensor.Expected.Select(e => Invariant($"{e.Transform} {e.Hits}/{e.Codes}"))));
        }

        if (publication.File is null)
        {
            foreach (string problem in publication.Problems)
                console.Error.WriteLine(VisibleText.Escape(problem));
            console.Error.WriteLine("No sketch was written.");
            return ExitCodes.Fail;
        }

        string text = publication.File.ToText();
        ReportOutput.WriteFile(output, writer => writer.Write(text));
        string digest = SketchFile.Read(Encoding.UTF8.GetBytes(text), null, publication.File.Salt).Sha256!;
        console.Output.WriteLine(Invariant($"Wrote {output}: {publication.File.Tensors.Count} tensors; every one fires on the full edition, the open edition is silent."));
        if (publication.File.Tensors.Any(tensor => tensor.Codes.Count > 0))
            console.Output.WriteLine(Invariant($"An unrelated model of 400 billion parameters gives an error by the sketch with a probability below 1e{Math.Ceiling(publication.FalsePositiveBound(400e9)):0}."));
        console.Output.WriteLine($"Name it in the policy: {{ \"sketch\": \"{Path.GetFileName(output)}\", \"sha256\": \"{digest}\" }}");
        return ExitCodes.Pass;
    }

    private static string Word(SketchTier tier) => tier switch
    {
        SketchTier.Exact => "exact",
        SketchTier.OrderFree => "order-free",
        _ => "sketch",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Edition FindEdition(EditionPolicy policy, string? id)
    {
        if (id is not null)
            return policy.FindEdition(id) ?? throw new ToolFailure($"the policy '{policy.Path}' has no edition '{VisibleText.Escape(id)}'. It has {Spelling.Enumerate([.. policy.Editions.Select(edition => edition.Id)])}.");
        return policy.GuardedEditions.Count == 1
            ? policy.GuardedEditions[0]
            : throw new ToolFailure($"the policy '{policy.Path}' guards {policy.GuardedEditions.Count} editions; name the one that withholds with --edition ID.");
    }

    private static Component FindComponent(EditionPolicy policy, string id) =>
        policy.FindComponent(id) ?? throw new ToolFailure($"the policy '{policy.Path}' has no component '{VisibleText.Escape(id)}'.");
}
