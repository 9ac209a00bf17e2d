using System;
using System.Diagnostics;
using System.IO;

namespace ReleaseGuard.Cli.Tests;

/// <summary>What the environment and a file of words may choose; each in a process of its own, because the environment is one for all tests.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly Workshop _workshop = new();

    public SettingsTests() => _workshop.Safetensors("dist/model.safetensors", ("heads.cyber.w", [4]));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void The_environment_chooses_what_the_command_line_leaves_out()
    {
        Assert.Equal(4, Run(["audit", "dist"]).ExitCode);
        Assert.Equal(1, Run(["audit", "dist"], ("RELEASEGUARD_EDITION", "open")).ExitCode);
        Assert.Equal(0, Run(["audit", "dist", "--edition", "enterprise"], ("RELEASEGUARD_EDITION", "open")).ExitCode);
        Assert.Equal(4, Run(["audit", "dist"], ("RELEASEGUARD_EDITION", "open"), ("RELEASEGUARD_POLICY", "nowhere.jsonc")).ExitCode);
        (int exitCode, string error) = Run(["audit", "dist"], ("RELEASEGUARD_EDITION", "open"), ("RELEASEGUARD_AS_OF", "soon"));
        Assert.Equal(4, exitCode);
        Assert.Contains("RELEASEGUARD_AS_OF is 'soon'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_words_stands_for_its_words()
    {
        _workshop.Text("ci.rsp", "--edition open\n--format json\n");
        Assert.Equal(1, Run(["audit", "dist", "@ci.rsp"]).ExitCode);
    }

    private (int ExitCode, string Error) Run(string[] words, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = _workshop.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "releaseguard.dll"));
        foreach (string word in words)
            start.ArgumentList.Add(word);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
