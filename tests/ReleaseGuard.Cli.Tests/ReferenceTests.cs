using System;
using System.CommandLine;
using System.IO;
using System.Text.RegularExpressions;

namespace ReleaseGuard.Cli.Tests;

/// <summary>docs/cli.md says what the tool says. <c>RELEASEGUARD_WRITE_DOCS=1 dotnet test tests/ReleaseGuard.Cli.Tests</c> writes its help blocks again.</summary>
public partial class ReferenceTests
{
    [Fact]
    public void The_reference_prints_the_help_of_every_verb_as_it_is()
    {
        string path = Path.Combine(RepositorySchemas.RepositoryRoot, "docs", "cli.md");
        string page = File.ReadAllText(path);
        string fresh = HelpBlock().Replace(page, block =>
        {
            ToolRun help = ToolRun.Of([.. block.Groups["verb"].Value.Split(' '), "--help"]);
            Assert.Equal(0, help.ExitCode);

            // Help calls the tool by the name of its process, which here is the test runner's.
            string text = help.Output.Replace("  " + RootCommand.ExecutableName + " ", "  releaseguard ", StringComparison.Ordinal);
            return $"<!-- help:{block.Groups["verb"].Value} -->\n```\n{Regex.Replace(text.Trim(), " +\n", "\n")}\n```\n<!-- /help -->";
        });
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_WRITE_DOCS") == "1")
            File.WriteAllText(path, page = fresh);
        Assert.Equal(fresh, page);
    }

    [GeneratedRegex("<!-- help:(?<verb>[^>]+) -->\n.*?<!-- /help -->", RegexOptions.Singleline)]
    private static partial Regex HelpBlock();
}
