using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using ReleaseGuard.Inspection;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard policy init</c>: a policy to begin with, and the schema that editors complete and check it by.</summary>
internal static class PolicyInitCommand
{
    private static readonly string PolicyName = PolicyFile.Names[0];

    public static Command Create(ToolConsole console)
    {
        Argument<string> folder = new("DIR") { Description = "The folder; the current one when left out.", DefaultValueFactory = _ => "." };
        Option<bool> force = new("--force") { Description = "Overwrite files that exist." };
        ExampleCommand command = new(
            "init",
            $"Write a {PolicyName} to begin with, and the {PolicySchema.FileName} that editors complete and check it by.",
            "releaseguard policy init",
            "releaseguard policy init products/avocado --force")
        {
            folder,
            force,
        };
        command.SetAction(parsed => Init(console, parsed.GetValue(folder)!, parsed.GetValue(force)));
        return command;
    }

    private static int Init(ToolConsole console, string folder, bool force)
    {
        if (File.Exists(folder))
            throw new ToolFailure($"'{folder}' is a file; policy init takes a folder.");
        string policy = Path.Combine(folder, PolicyName);
        string schema = Path.Combine(folder, PolicySchema.FileName);
        string[] existing = [.. new[] { policy, schema }.Where(File.Exists)];
        if (existing.Length > 0 && !force)
            throw new ToolFailure($"{Spelling.Enumerate(existing)} exist{(existing.Length == 1 ? "s" : "")} already; nothing was written. --force overwrites.");

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolFailure($"the folder '{folder}' cannot be made: permission denied, or a file is in the way.");
        }

        ReportOutput.WriteFile(policy, output => output.Write(PolicyTemplate.Text));
        ReportOutput.WriteFile(schema, output => output.Write(PolicySchema.Json));
        console.Output.WriteLine($"Wrote {policy} and {schema}.");
        console.Output.WriteLine($"Next: name your editions and withheld components there, then 'releaseguard policy validate {policy}'.");
        return ExitCodes.Pass;
    }
}
