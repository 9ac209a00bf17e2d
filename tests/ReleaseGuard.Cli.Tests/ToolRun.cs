using System;
using System.IO;

namespace ReleaseGuard.Cli.Tests;

/// <summary>One run of the tool inside the test's process, as a script would see it: no terminal, text captured.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static ToolRun Of(params string[] words)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        using ToolConsole console = new(output, error);
        int exitCode = ToolProgram.Run(words, console);
        string said = error.ToString();

        // Whatever was done to the tool: it never shows its insides.
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("a defect of ReleaseGuard", said, StringComparison.Ordinal);
        return new ToolRun(exitCode, output.ToString(), said);
    }
}
