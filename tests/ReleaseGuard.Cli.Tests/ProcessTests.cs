using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Cli.Tests;

/// <summary>The tool as a shell starts it: what only a process shows, exit codes, pipes, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int SignalInterrupt = 2;

    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Exit_codes_reach_the_shell()
    {
        _workshop.Safetensors("clean/model.safetensors", ("embed.weight", [2]));
        _workshop.Safetensors("leak/model.safetensors", ("heads.cyber.weight", [2]));
        _workshop.Folder("empty");
        Assert.Equal(0, Run("audit", "clean", "-e", "open").ExitCode);
        Assert.Equal(1, Run("audit", "leak", "-e", "open").ExitCode);
        Assert.Equal(3, Run("audit", "empty", "-e", "open").ExitCode);
        Assert.Equal(4, Run("audit", "clean").ExitCode);
    }

    [Fact]
    public void A_pipe_gets_plain_utf8_without_a_byte_order_mark()
    {
        _workshop.Safetensors("modèle.safetensors", ("tête.weight", [2]));
        ProcessRun run = Run("inspect", "modèle.safetensors");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.StartsWith("modèle.safetensors  safetensors", run.Output, StringComparison.Ordinal);
        Assert.Contains("tête.weight", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_paths_and_the_policy_above_them_are_found_from_the_working_folder()
    {
        _workshop.Safetensors("dist/open/model.safetensors", ("heads.cyber.weight", [2]));
        ProcessRun run = Run("audit", "dist/open", "-e", "open", "-f", "github");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("::error file=dist/open/model.safetensors,title=RG3002::", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_leaves_does_not_change_the_verdict()
    {
        _workshop.Safetensors("leak/model.safetensors", [.. Enumerable.Range(0, 5000).Select(layer => ($"heads.cyber.{layer}.weight", new[] { 1 }))]);
        using Process process = Start("audit", "leak", "-e", "open");
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Empty(error);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void An_interruption_ends_with_130_and_leaves_no_file()
    {
        if (!OperatingSystem.IsLinux())
            return; // Elsewhere nothing tells this process when the other has begun to read.

        // A terabyte of zeros that takes no disk: more than can be read before the signal comes.
        const long Length = 1L << 40;
        string header = "{\"embed.weight\":{\"dtype\":\"U8\",\"shape\":[" + Length + "],\"data_offsets\":[0," + Length + "]}}";
        string model = _workshop.Bytes("full/model.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header)]);
        using (FileStream stream = File.OpenWrite(model))
            stream.SetLength(8 + header.Length + Length);

        using Process process = Start("audit", "full", "-e", "open", "--content", "full", "--output", "report.txt");
        while (!process.HasExited && !HasOpen(process.Id, model))
            Thread.Sleep(20);
        Assert.Equal(0, Kill(process.Id, SignalInterrupt));
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("releaseguard: interrupted; nothing was written.\n", error);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(["releaseguard.jsonc"], [.. Directory.GetFiles(_workshop.Root).Select(path => Path.GetFileName(path)!)]);
    }

    private static bool HasOpen(int process, string path)
    {
        try
        {
            return Directory.GetFiles($"/proc/{process}/fd").Any(descriptor => File.ResolveLinkTarget(descriptor, false)?.FullName == path);
        }
        catch (IOException)
        {
            return false; // A descriptor was closed while it was looked at.
        }
    }

    private ProcessRun Run(params string[] words)
    {
        using Process process = Start(words);
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new ProcessRun(process.ExitCode, output, error);
    }

    private Process Start(params string[] words)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "releaseguard.dll"), .. words])
        {
            WorkingDirectory = _workshop.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private sealed record ProcessRun(int ExitCode, string Output, string Error);
}
