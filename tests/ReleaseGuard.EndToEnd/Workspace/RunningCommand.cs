using System.Diagnostics;
using System.Text;

namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>A command that was started: it is waited for, or killed as a machine kills it, without a word to it.</summary>
internal sealed class RunningCommand
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    internal RunningCommand(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it ended by itself.</summary>
    internal bool HasEnded => _process.HasExited;

    internal RunResult Wait()
    {
        _process.WaitForExit();
        using (_process)
        {
            lock (_output)
                return new RunResult(_process.ExitCode, _output.ToString());
        }
    }

    /// <summary>SIGKILL for it and all it started.</summary>
    internal void Kill()
    {
        _process.Kill(entireProcessTree: true);
        Wait();
    }

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
