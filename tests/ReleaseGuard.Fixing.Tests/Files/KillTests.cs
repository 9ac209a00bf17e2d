using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace ReleaseGuard.Fixing.Tests.Files;

/// <summary>The tool killed at random moments of its work: after the next run every file is old, or every file is new.</summary>
public sealed class KillTests : IDisposable
{
    private const int Files = 60;
    private const string Old = "{ \"layers\": 1, \"cyber_head\": 2 }\n";
    private const string New = "{ \"layers\": 1 }\n";

    private readonly FixFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_killed_fix_loses_nothing_and_leaves_no_mixture()
    {
        var random = new Random(11);
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < Files; i++) _folder.Write($"dist/part{i}/config.json", Old);
            using (var process = Start())
            {
                // Past start-up and reading, where nothing is at stake, the process is at work for a few tenths of a second.
                WaitForWork(process);
                Thread.Sleep(random.Next(0, 60));
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            // Whoever comes next tidies up first; a dry run changes nothing else.
            FileTransaction.Recover(_folder.Root, isTogether: true);
            var texts = Enumerable.Range(0, Files).Select(i => _folder.Read($"dist/part{i}/config.json")).Distinct().ToList();
            Assert.True(texts.Count == 1 && texts[0] is Old or New, $"round {round}: {texts.Count} kinds of content");
            Assert.False(Directory.Exists(_folder.PathOf(FileTransaction.WorkFolder)));
            Assert.Equal(Files, Directory.EnumerateFiles(_folder.PathOf("dist"), "*", SearchOption.AllDirectories).Count());
        }
    }

    private void WaitForWork(Process process)
    {
        while (!process.HasExited && !Directory.Exists(_folder.PathOf(FileTransaction.WorkFolder))) Thread.Sleep(1);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        IEnumerable<string> words = [Path.Combine(AppContext.BaseDirectory, "releaseguard.dll"), "fix", _folder.PathOf("dist"), "--edition", "open"];
        foreach (var word in words) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
