using System;
using System.IO;
using System.Linq;
using System.Text;
using ReleaseGuard.EndToEnd.Workspace;

namespace ReleaseGuard.EndToEnd.Channels;

/// <summary>Every channel, every leak: nothing leaves through a gate, and what the gates cannot see an audit of the artifact does. The page docs/channels.md is this table.</summary>
[Collection(RealBuilds.Name)]
public sealed class ChannelMatrixTests(CleanTree tree)
{
    private const string Begin = "<!-- generated:channels -->";
    private const string End = "<!-- /generated:channels -->";

    public static TheoryData<string> Names => [.. ChannelMatrix.Channels.Select(static channel => channel.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Nothing_leaves_through_a_channel_and_the_page_says_what_saw_it(string name)
    {
        var channel = ChannelMatrix.Channels.Single(channel => channel.Name == name);
        var (cells, leavesArtifact, log) = ChannelMatrix.Run(tree, channel);
        var row = $"| {name} | {string.Join(" | ", cells)} |";
        var page = Path.Combine(CleanTree.Repository, "docs", "channels.md");
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_WRITE_DOCS") == "1")
            Write(page, name, row);

        Assert.False(leavesArtifact, log);
        Assert.True(cells.Any(cell => cell.Contains("gate", StringComparison.Ordinal)), log);
        Assert.True(File.ReadAllText(page).Contains(row + "\n", StringComparison.Ordinal), row + "\n" + log);
    }

    private static void Write(string page, string name, string row)
    {
        var text = File.ReadAllText(page);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        var rows = text[start..end].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToDictionary(line => line.Split('|')[1].Trim());
        rows[name] = row;
        var table = new StringBuilder("\n| channel | ").AppendJoin(" | ", ChannelMatrix.Kinds.Select(kind => kind.Name)).Append(" |\n|--|");
        foreach (var _ in ChannelMatrix.Kinds)
            table.Append("--|");
        table.Append('\n');
        foreach (var channel in ChannelMatrix.Channels.Where(channel => rows.ContainsKey(channel.Name)))
            table.Append(rows[channel.Name]).Append('\n');
        File.WriteAllText(page, text[..start] + table + text[end..]);
    }
}
