using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Benchmarks.Builds;

/// <summary>
/// What running <c>dotnet</c> takes: the time by the clock, and the processor time (user and system) of the process, of its children, and of
/// the MSBuild nodes that outlive it and serve the next build. The nodes are known by a word in their environment that only they were given.
/// </summary>
internal sealed class ProcessTime(string word)
{
    private const double TicksPerSecond = 100;   // USER_HZ, proc(5): the unit of /proc/PID/stat on every Linux

    /// <summary>Runs it to its end.</summary>
    /// <returns>Seconds by the clock, and seconds of processor time; the latter 0 where the system is no Linux.</returns>
    internal (double Clock, double Processor) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDNODEHANDSHAKESALT"] = word;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        var before = Children();
        var alive = Nodes();
        var clock = Stopwatch.StartNew();
        using var process = new Process { StartInfo = start };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = clock.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}{errors.Result}");
        // A node that ended meanwhile is a child of nobody here; what it did last is not counted.
        var nodes = Nodes().Sum(node => node.Value - alive.GetValueOrDefault(node.Key));
        return (elapsed, Children() - before + nodes);
    }

    /// <summary>Processor time of the nodes that are alive, by process.</summary>
    private Dictionary<string, double> Nodes()
    {
        var nodes = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!OperatingSystem.IsLinux())
            return nodes;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (!File.ReadAllText(Path.Combine(folder, "environ")).Contains($"MSBUILDNODEHANDSHAKESALT={word}\0", StringComparison.Ordinal))
                    continue;
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                nodes[folder] = (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or is somebody else's.
            }
        }

        return nodes;
    }

    /// <summary>Processor time of the children that ended.</summary>
    private static double Children()
    {
        if (!OperatingSystem.IsLinux() || getrusage(-1, out var usage) != 0)
            return 0;
        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [DllImport("libc")]
    private static extern int getrusage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
