using System.CommandLine;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard policy …</c>: begins a policy, checks one, tests one.</summary>
internal static class PolicyCommand
{
    public static Command Create(ToolConsole console) => new ExampleCommand(
        "policy",
        "Begin a policy, check one, or test what it catches.",
        "releaseguard policy init",
        "releaseguard policy validate releaseguard.jsonc",
        "releaseguard policy test")
    {
        PolicyInitCommand.Create(console),
        PolicyValidateCommand.Create(console),
        PolicyTestCommand.Create(console),
    };
}
