using System.Collections.Generic;
using System.Linq;
using CsCheck;

namespace ReleaseGuard.Editing.Tests.Diffs;

/// <summary>The diff says exactly what changed: applied to the one text it gives the other.</summary>
public class UnifiedDiffTests
{
    [Fact]
    public void A_change_is_shown_with_three_lines_around_it()
    {
        var before = "a\nb\nc\nd\ne\nf\ng\nh\n";
        Assert.Equal("--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n", UnifiedDiff.Of(before, before.Replace("e", "E"), "x"));
        Assert.Equal("", UnifiedDiff.Of(before, before, "x"));
    }

    [Fact]
    public void A_missing_last_line_break_is_said() =>
        Assert.Equal("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n", UnifiedDiff.Of("a", "a\n", "x"));

    [Fact]
    public void Applied_to_the_one_text_it_gives_the_other()
    {
        var text = Gen.Char["abcd"].Array[0, 30].Select(lines => string.Concat(lines.Select(line => line + "\n")));
        Gen.Select(text, text).Sample((before, after) => Assert.Equal(after, Patched(before, UnifiedDiff.Of(before, after, "x"))), iter: 5_000);
    }

    private static string Patched(string before, string diff)
    {
        if (diff.Length == 0) return before;
        var lines = before.Split('\n').SkipLast(1).ToList();
        var result = new List<string>();
        var at = 0;
        foreach (var line in diff.Split('\n').Skip(2).SkipLast(1))
        {
            if (line.StartsWith("@@", System.StringComparison.Ordinal))
            {
                var range = line.Split(' ')[1].TrimStart('-').Split(',');
                var start = int.Parse(range[0]) - (range.Length > 1 && range[1] == "0" ? 0 : 1);
                while (at < start) result.Add(lines[at++]);
                continue;
            }

            if (line[0] != '+') Assert.Equal(lines[at++], line[1..]);
            if (line[0] != '-') result.Add(line[1..]);
        }

        result.AddRange(lines.Skip(at));
        return string.Concat(result.Select(line => line + "\n"));
    }
}
