using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ReleaseGuard.Cli.Commands;

namespace ReleaseGuard.Cli;

/// <summary>All verbs of the tool. Adding a verb adds its class and one line here.</summary>
internal static class CommandTree
{
    public const string ToolName = "releaseguard";

    private static readonly (string Name, Func<ToolConsole, Command> Create)[] Verbs =
    [
        ("audit", AuditCommand.Create),
        ("merge", MergeCommand.Create),
        ("inspect", InspectCommand.Create),
        ("diff", DiffCommand.Create),
        ("fix", FixCommand.Create),
        ("build", BuildCommand.Create),
        ("manifest", ManifestCommand.Create),
        ("attest", AttestCommand.Create),
        ("verify", VerifyCommand.Create),
        ("baseline", BaselineCommand.Create),
        ("policy", PolicyCommand.Create),
        ("sketch", SketchCommand.Create),
        ("explain", ExplainCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>The commands that the words need: one verb where the first word names it, because making all of them takes longer than most runs do; all of them otherwise.</summary>
    public static RootCommand Create(ToolConsole console, string? first = null)
    {
        RootCommand root = new("Keeps withheld model components out of the editions that must not have them.");
        bool isVerb = Array.Exists(Verbs, verb => verb.Name == first);
        foreach ((string name, Func<ToolConsole, Command> create) in Verbs)
            if (first != "--version" && (!isVerb || name == first))
                root.Subcommands.Add(create(console));
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
