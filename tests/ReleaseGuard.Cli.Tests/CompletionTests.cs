using System;
using System.Diagnostics;
using System.IO;

namespace ReleaseGuard.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _releaseguard releaseguard")]
    [InlineData("zsh", "#compdef releaseguard")]
    [InlineData("fish", "complete -c releaseguard")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName releaseguard")]
    public void Every_shell_has_its_script(string shell, string said)
    {
        ToolRun run = ToolRun.Of("completion", shell);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_shell_is_answered_with_those_there_are() => Assert.Equal(4, ToolRun.Of("completion", "tcsh").ExitCode);

    /// <summary>Where bash is installed, its own completion machinery is asked.</summary>
    [Theory]
    [InlineData("releaseguard au", "audit")]
    [InlineData("releaseguard audit --format s", "sarif")]
    [InlineData("releaseguard policy t", "test")]
    [InlineData("releaseguard explain RG1101", "RG1101")]
    public void Bash_completes_verbs_options_values_and_rules(string line, string expected)
    {
        if (!File.Exists("/bin/bash"))
            return;
        string[] words = line.Split(' ');
        string tool = Path.Combine(AppContext.BaseDirectory, "releaseguard.dll");
        ProcessStartInfo start = new("/bin/bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"releaseguard() {{ dotnet '{tool}' \"$@\"; }}; source <(releaseguard completion bash); COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={words.Length - 1}; COMP_WORDS=({line}); _releaseguard; echo \"${{COMPREPLY[*]}}\"");
        using Process process = Process.Start(start)!;
        string completed = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(expected, completed);
    }
}
