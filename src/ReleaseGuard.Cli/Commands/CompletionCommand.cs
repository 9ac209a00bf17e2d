using System.CommandLine;
using System.IO;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard completion SHELL</c>: the script that makes a shell complete verbs, options, rules and formats.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(ToolConsole console)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh.", HelpName = "bash|zsh|fish|pwsh" };
        shell.AcceptOnlyFromAmong(Shells);
        ExampleCommand command = new(
            "completion",
            "Write the script that lets a shell complete this tool's words.",
            "releaseguard completion bash",
            "releaseguard completion fish")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream("completion/" + parsed.GetValue(shell))!;
            using StreamReader reader = new(script);
            ReportOutput.Write(console, null, output => output.Write(reader.ReadToEnd()));
            return ExitCodes.Pass;
        });
        return command;
    }
}
