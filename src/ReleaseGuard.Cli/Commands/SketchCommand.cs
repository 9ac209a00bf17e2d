using System;
using System.CommandLine;
using ReleaseGuard.Inspection.Sketches;

namespace ReleaseGuard.Cli.Commands;

/// <summary><c>releaseguard sketch …</c>: publishes sketches of withheld tensors, and looks for them.</summary>
internal static class SketchCommand
{
    /// <summary>The variable that hands a secret salt to every verb that reads sketch files; a command line would show it to all.</summary>
    public const string SaltVariable = "RELEASEGUARD_SKETCH_SALT";

    public static Command Create(ToolConsole console) => new ExampleCommand(
        "sketch",
        "Find withheld weights without having them: publish sketches of them, and look for them.",
        "releaseguard sketch publish --full dist/avocado-full --open dist/avocado-open --output sketches/cyber-head.rgsketch.json",
        "releaseguard sketch check dist/avocado-open --sketch sketches/cyber-head.rgsketch.json")
    {
        SketchPublishCommand.Create(console),
        SketchCheckCommand.Create(console),
    };

    /// <summary>The secret salt from the environment; null when there is none.</summary>
    public static SketchSalt? SecretSalt()
    {
        string? text = Environment.GetEnvironmentVariable(SaltVariable);
        return string.IsNullOrEmpty(text) ? null : Parse(text, SaltVariable);
    }

    public static SketchSalt Parse(string text, string from) =>
        SketchSalt.Parse(text) ?? throw new ToolFailure($"{from} is no salt: one has 32 digits of 0-9 and a-f.");
}
