using System.CommandLine;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard policy …</c>: begins a policy and checks one.</summary>
internal static class PolicyCommand
{
    public static Command Create(ToolConsole console) => new ExampleCommand(
        "policy",
        "Begin a policy, or check one.",
        "releaseguard policy init",
        "releaseguard policy validate releaseguard.jsonc")
    {
        PolicyInitCommand.Create(console),
        PolicyValidateCommand.Create(console),
    };
}
