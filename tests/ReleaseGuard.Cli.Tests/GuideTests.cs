using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace ReleaseGuard.Cli.Tests;

/// <summary>docs/guide.md does what it says: its commands are run as they stand there, in their order, in an empty folder.</summary>
public sealed partial class GuideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("releaseguard-guide-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_command_of_the_guide_ends_as_the_guide_says()
    {
        string page = File.ReadAllText(Path.Combine(RepositorySchemas.RepositoryRoot, "docs", "guide.md"));
        List<string> blocks = [.. Block().Matches(page).Select(block => block.Groups["text"].Value)];
        Assert.True(blocks.Count >= 7);
        Assert.True(blocks.Sum(block => block.Split('\n').Count(line => line.StartsWith("releaseguard ", StringComparison.Ordinal))) >= 18);

        string work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
        StringBuilder script = new($"set -euo pipefail\nreleaseguard() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "releaseguard.dll")}' \"$@\"; }}\n");
        foreach (string block in blocks)
            script.Append(ExitLine().Replace(block, "code=0; ${command} || code=$?; if [ $code -ne ${exit} ]; then echo \"ended with $code: ${command}\"; exit 9; fi")).Append('\n');
        ProcessStartInfo bash = new("bash", ["-c", script.ToString()]) { WorkingDirectory = work, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(bash)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Contains("exposes 66.7 % of the first's parameters", output, StringComparison.Ordinal);
        foreach (string file in new[] { "report.html", "audit.sarif", "open.cdx.json", "open.sig", "open.svr.json", "editions/open.manifest.json" })
            Assert.True(File.Exists(Path.Combine(work, file)), file);
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^(?<command>releaseguard .*?) # exit (?<exit>[0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex ExitLine();
}
