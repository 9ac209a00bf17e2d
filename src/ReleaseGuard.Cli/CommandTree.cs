using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ReleaseGuard.Cli.Commands;

namespace ReleaseGuard.Cli;

/// <summary>All verbs of the tool. Adding a verb adds its class and one line here.</summary>
internal static class CommandTree
{
    public const string ToolName = "releaseguard";

    public static RootCommand Create(ToolConsole console)
    {
        RootCommand root = new("Keeps withheld model components out of the editions that must not have them.")
        {
            AuditCommand.Create(console),
            MergeCommand.Create(console),
            InspectCommand.Create(console),
            DiffCommand.Create(console),
            FixCommand.Create(console),
            BuildCommand.Create(console),
            ManifestCommand.Create(console),
            AttestCommand.Create(console),
            VerifyCommand.Create(console),
            BaselineCommand.Create(console),
            PolicyCommand.Create(console),
            SketchCommand.Create(console),
            ExplainCommand.Create(console),
            CompletionCommand.Create(console),
        };
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new ExampleHelpAction(help);
            else if (option is VersionOption)
                option.Action = new VersionAction();
        }

        return root;
    }

    /// <summary>Prints the help of the whole tool to standard error.</summary>
    public static void WriteHelp(ToolConsole console) =>
        Create(console).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = console.Error, Error = console.Error });

    /// <summary>The words that lead to a command: <c>releaseguard policy init</c>.</summary>
    public static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? PathOf(parent) + " " + result.Command.Name : ToolName;
}
