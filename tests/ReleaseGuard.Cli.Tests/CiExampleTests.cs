using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Cli.Tests;

/// <summary>The examples under build/ci say what this tool understands.</summary>
public sealed partial class CiExampleTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public static TheoryData<string> Files => ["github-actions.yml", "azure-pipelines.yml", "pre-commit"];

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_command_of_an_example_is_understood(string file)
    {
        List<string> commands = [.. Command().Matches(File.ReadAllText(PathOf(file))).Select(match => match.Groups["words"].Value)];
        Assert.NotEmpty(commands);
        foreach (string command in commands)
        {
            // The environment of the examples chooses the edition, and the hook names files by a variable.
            string[] words = [.. command.Replace("\"", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            if (words[0] is "audit" or "fix" or "manifest" && !words.Contains("--edition"))
                words = [.. words, "--edition", "open"];
            using ToolConsole console = new(TextWriter.Null, TextWriter.Null);
            Assert.True(CommandTree.Create(console).Parse(words).Errors.Count == 0, command);
        }
    }

    [Fact]
    public void The_hook_lets_a_clean_commit_through_and_refuses_a_leak()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
            return;
        string tool = Path.Combine(AppContext.BaseDirectory, "releaseguard.dll");
        _workshop.Text("bin/releaseguard", $"#!/bin/bash\nexec dotnet '{tool}' \"$@\"\n");
        File.SetUnixFileMode(_workshop.PathOf("bin/releaseguard"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(_workshop.PathOf("repository"));
        File.Move(_workshop.PathOf("releaseguard.jsonc"), _workshop.PathOf("repository/releaseguard.jsonc"));
        Assert.Equal(0, Git("init", "-q").ExitCode);
        File.Copy(PathOf("pre-commit"), _workshop.PathOf("repository/.git/hooks/pre-commit"), overwrite: true);
        Git("add", ".");
        Assert.Equal(0, Git("commit", "-q", "-m", "policy").ExitCode);

        _workshop.Safetensors("repository/model.safetensors", ("heads.cyber.w", [4]));
        Git("add", ".");
        (int exitCode, string said) = Git("commit", "-q", "-m", "leak");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("RG3002", said, StringComparison.Ordinal);
    }

    private (int ExitCode, string Said) Git(params string[] words)
    {
        ProcessStartInfo start = new("git") { WorkingDirectory = _workshop.PathOf("repository"), RedirectStandardOutput = true, RedirectStandardError = true };
        string[] identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=.git/hooks"];
        foreach (string word in identity.Concat(words))
            start.ArgumentList.Add(word);
        start.Environment["PATH"] = _workshop.PathOf("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private static string PathOf(string file) => Path.Combine(RepositorySchemas.RepositoryRoot, "build", "ci", file);

    [GeneratedRegex(@"^\s*(?:- script: |run: |-? *)releaseguard (?<words>[a-z][^|\n]*?)(?: \|\| failed=1)?$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
