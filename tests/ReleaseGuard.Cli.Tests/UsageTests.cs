using System;
using System.Linq;
using System.Text.RegularExpressions;
using ReleaseGuard.Policy.Rules;

namespace ReleaseGuard.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("adit")]
    [InlineData("audit")]
    [InlineData("audit .")]
    [InlineData("audit . --edition")]
    [InlineData("audit . --edition open --content half")]
    [InlineData("audit . --edition open --format xml")]
    [InlineData("audit . --edition open --as-of yesterday")]
    [InlineData("audit . --edition open --as-of 2027-02-30")]
    [InlineData("audit . --edition open --editoin open")]
    [InlineData("inspect")]
    [InlineData("inspect . --format sarif")]
    [InlineData("policy")]
    [InlineData("policy tset")]
    [InlineData("policy validate a b")]
    [InlineData("explain")]
    public void Wrong_words_end_with_4_and_say_where_help_is(string words)
    {
        ToolRun run = ToolRun.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adit", "'audit'")]
    [InlineData("inspect . --formt json", "\"--format\"")]
    [InlineData("inspect . --format jsn", "\"json\"")]
    public void A_mistyped_word_is_answered_with_the_nearest(string words, string nearest) =>
        Assert.Contains("Did you mean " + nearest + "?", ToolRun.Of(words.Split(' ')).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("audit")]
    [InlineData("inspect")]
    [InlineData("policy")]
    [InlineData("diff")]
    [InlineData("manifest")]
    [InlineData("manifest write")]
    [InlineData("manifest check")]
    [InlineData("policy init")]
    [InlineData("policy validate")]
    [InlineData("explain")]
    public void Help_of_a_verb_ends_with_examples_that_parse(string verb)
    {
        ToolRun run = ToolRun.Of([.. verb.Split(' '), "--help"]);
        Assert.Equal(0, run.ExitCode);
        string[] examples = [.. run.Output.Split('\n').SkipWhile(line => line != "Examples:").Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            string[] words = [.. Regex.Split(example.Trim(), " +").Skip(1)];
            using ToolConsole console = new(System.IO.TextWriter.Null, System.IO.TextWriter.Null);
            Assert.Empty(CommandTree.Create(console).Parse(words).Errors);
        }
    }

    [Fact]
    public void Help_of_the_tool_tells_the_exit_codes()
    {
        ToolRun run = ToolRun.Of("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 pass   1 fail   2 inconclusive   3 nothing inspected   4 wrong usage or invalid policy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_is_a_version_alone() => Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", ToolRun.Of("--version").Output);

    [Fact]
    public void Shell_completion_knows_verbs_and_rules()
    {
        Assert.Contains("inspect", ToolRun.Of("[suggest]", "ins").Output, StringComparison.Ordinal);
        Assert.Contains("RG3002", ToolRun.Of("[suggest:14]", "explain RG3002").Output, StringComparison.Ordinal);
    }

    public static TheoryData<string> ActiveRules => [.. RuleCatalog.All.Where(rule => rule.IsActive).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(ActiveRules))]
    public void Explain_tells_title_severity_layers_and_link_of_every_active_rule(string id)
    {
        ToolRun run = ToolRun.Of("explain", id.ToLowerInvariant());
        RuleDescription rule = RuleCatalog.Get(id);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(id + ": " + rule.Title + "\nSeverity:    ", run.Output, StringComparison.Ordinal);
        Assert.Contains(rule.HelpLink, run.Output, StringComparison.Ordinal);
        Assert.Contains(rule.Summary, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<!-- generated", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("```", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_prints_the_page_of_a_rule()
    {
        string output = ToolRun.Of("explain", "RG1001").Output;
        Assert.Contains("\nWhy\n", output, StringComparison.Ordinal);
        Assert.Contains("\nWhat to do\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RG3020", "RG300")]
    [InlineData("nothing", "Rules are named")]
    public void Explain_answers_an_unknown_rule_with_the_nearest(string id, string said)
    {
        ToolRun run = ToolRun.Of("explain", id);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
