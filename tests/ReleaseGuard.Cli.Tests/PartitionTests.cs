using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;

namespace ReleaseGuard.Cli.Tests;

/// <summary><c>audit --partition</c> and <c>merge</c>: several jobs come to the single run's report, or to none that passes.</summary>
public sealed class PartitionTests : IDisposable
{
    private const int Parts = 3;

    private readonly Workshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("junit")]
    public void A_merged_report_equals_the_single_run_byte_for_byte(string format)
    {
        string root = Release(leaks: true);
        ToolRun single = ToolRun.Of("audit", root, "-e", "open", "--content", "full", "-f", format);
        ToolRun merged = ToolRun.Of(["merge", .. WriteParts(root), "-f", format]);
        Assert.Equal(1, single.ExitCode);
        Assert.Contains("RG3003", single.Output, StringComparison.Ordinal);
        Assert.Equal(single, merged);
    }

    [Fact]
    public void A_clean_release_passes_in_parts_too()
    {
        string root = Release(leaks: false);
        ToolRun single = ToolRun.Of("audit", root, "-e", "open", "--content", "full");
        Assert.Equal(0, single.ExitCode);
        Assert.Equal(single, ToolRun.Of(["merge", .. WriteParts(root)]));
    }

    [Fact]
    public void More_parts_than_files_merge_to_the_same_report()
    {
        string root = Release(leaks: true);
        string[] parts = [.. Enumerable.Range(1, 12).Select(number => Part(root, $"{number}/12", $"parts/{number:d2}.json"))];
        Assert.Equal(ToolRun.Of("audit", root, "-e", "open", "--content", "full"), ToolRun.Of(["merge", .. parts]));
    }

    [Fact]
    public void A_lost_part_is_inconclusive_and_named_with_what_was_not_read()
    {
        string[] parts = WriteParts(Release(leaks: false));
        ToolRun run = ToolRun.Of("merge", parts[0], parts[2]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Part 2/3 was not given", run.Output, StringComparison.Ordinal);
        Assert.Contains("--partition 2/3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_part_is_inconclusive_even_when_all_others_are_there()
    {
        string[] parts = WriteParts(Release(leaks: false));
        File.Copy(parts[1], parts[1] + ".again");
        ToolRun run = ToolRun.Of(["merge", .. parts, parts[1] + ".again"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("are both part 2/3", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(-2)]
    public void A_part_that_was_cut_short_is_inconclusive(int keep)
    {
        string[] parts = WriteParts(Release(leaks: false));
        byte[] whole = File.ReadAllBytes(parts[1]);
        File.WriteAllBytes(parts[1], whole[..(keep < 0 ? whole.Length + keep : keep)]);
        ToolRun run = ToolRun.Of(["merge", .. parts]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(Path.GetFileName(parts[1]), run.Output, StringComparison.Ordinal);
        Assert.Contains("Part 2/3 was not given", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_was_edited_is_inconclusive()
    {
        string[] parts = WriteParts(Release(leaks: true));
        string text = File.ReadAllText(parts[0]);
        File.WriteAllText(parts[0], text.Replace("\"unread\": false", "\"unread\":  false", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of(["merge", .. parts]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("was changed: its content does not have the digest at its end", run.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string[]> OtherAudits => new()
    {
        { "edition", ["-e", "enterprise", "--content", "full"] },
        { "date", ["-e", "open", "--content", "full", "--as-of", "2020-01-01"] },
        { "number of parts", ["-e", "open", "--content", "full", "--partition", "2/4"] },
    };

    [Theory]
    [MemberData(nameof(OtherAudits))]
    public void A_part_of_another_audit_is_inconclusive_and_says_what_differs(string what, string[] words)
    {
        string root = Release(leaks: false);
        string[] parts = WriteParts(root);
        string[] share = words.Contains("--partition") ? [] : ["--partition", "2/3"];
        Assert.Equal(0, ToolRun.Of(["audit", root, .. words, .. share, "-o", parts[1]]).ExitCode);
        ToolRun run = ToolRun.Of(["merge", .. parts]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"is a part of another audit: its {what} is ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_under_another_policy_or_root_is_inconclusive()
    {
        string root = Release(leaks: false);
        string[] parts = WriteParts(root);
        string policy = _workshop.PathOf("releaseguard.jsonc");
        string before = File.ReadAllText(policy);
        File.AppendAllText(policy, "\n// changed\n");
        Part(root, "2/3", "parts/2.json");
        File.WriteAllText(policy, before);
        Assert.Contains("its policy digest is", ToolRun.Of(["merge", .. parts]).Output, StringComparison.Ordinal);

        string other = _workshop.Folder("elsewhere");
        File.WriteAllText(Path.Combine(other, "note.txt"), "other");
        Part(other, "2/3", "parts/2.json");
        ToolRun run = ToolRun.Of(["merge", .. parts]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("its paths is", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_or_a_file_that_changes_after_the_parts_is_inconclusive()
    {
        string root = Release(leaks: false);
        string[] parts = WriteParts(root);
        string shard = Path.Combine(root, "model-00001.safetensors");
        DateTime written = File.GetLastWriteTimeUtc(shard);
        File.SetLastWriteTimeUtc(shard, written.AddSeconds(1));
        ToolRun run = ToolRun.Of(["merge", .. parts]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("digest of the files listed is another", run.Output, StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(shard, written);
        Assert.Equal(0, ToolRun.Of(["merge", .. parts]).ExitCode);
        File.AppendAllText(_workshop.PathOf("releaseguard.jsonc"), "\n// changed\n");
        run = ToolRun.Of(["merge", .. parts]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("policy digest is another", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_damaged_parts_is_inconclusive()
    {
        ToolRun run = ToolRun.Of("merge", _workshop.Text("a.json", ""), _workshop.Text("b.json", "{}"), _workshop.PathOf("none.json"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is empty: its job did not end", run.Output, StringComparison.Ordinal);
        Assert.Contains("is not a part of an audit", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_neither_written_among_what_ships_nor_without_content_to_read()
    {
        string root = Release(leaks: false);
        Assert.Contains("would be taken for something that ships", ToolRun.Of("audit", root, "-e", "open", "--content", "full", "--partition", "1/3", "-o", Path.Combine(root, "part.json")).Error, StringComparison.Ordinal);
        Assert.Contains("give --output FILE", ToolRun.Of("audit", root, "-e", "open", "--content", "full", "--partition", "1/3").Error, StringComparison.Ordinal);
        Assert.Equal(4, ToolRun.Of("audit", root, "-e", "open", "--partition", "4/3", "-o", _workshop.PathOf("part.json")).ExitCode);
        File.WriteAllText(_workshop.PathOf("releaseguard.jsonc"), Workshop.Policy);
        Assert.Contains("reads headers only", ToolRun.Of("audit", root, "-e", "open", "--partition", "1/3", "-o", _workshop.PathOf("part.json")).Error, StringComparison.Ordinal);
    }

    /// <summary>Four shards, a package with one in it, a file of noise and a note. With a leak, a shard holds a tensor that the policy withholds by digest under another name.</summary>
    private string Release(bool leaks)
    {
        string root = _workshop.Folder("release");
        for (int shard = 1; shard <= 4; shard++)
            _workshop.Safetensors($"release/model-0000{shard}.safetensors", ($"layers.{shard}.weight", [16 * shard, 8]), (leaks && shard == 3 ? "aux" : $"norm.{shard}", [3, shard]));
        using (ZipArchive zip = ZipFile.Open(Path.Combine(root, "Contoso.nupkg"), ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("models/extra.safetensors").Open())
            entry.Write(Workshop.SafetensorsBytes(("extra", [4, 4])));
        byte[] noise = new byte[200_000];
        new Random(7).NextBytes(noise);
        _workshop.Bytes("release/blob.bin", leaks ? noise : [1, 2, 3]);
        _workshop.Text("release/README.md", "weights");

        byte[] counted = new byte[8 + (3 * 3 * 2)];
        counted[0] = 9;
        string digest = Convert.ToHexStringLower(SHA256.HashData(counted));
        string pattern = leaks ? "{ \"sha256\": \"" + digest + "\" }" : "{ \"sha256\": \"" + new string('a', 64) + "\" }";
        File.WriteAllText(_workshop.PathOf("releaseguard.jsonc"), Workshop.Policy.Replace("{ \"name\": \"heads.cyber.**\" }", pattern, StringComparison.Ordinal));
        return root;
    }

    private string[] WriteParts(string root) => [.. Enumerable.Range(1, Parts).Select(number => Part(root, $"{number}/{Parts}", $"parts/{number}.json"))];

    private string Part(string root, string share, string output)
    {
        _workshop.Folder("parts");
        string path = _workshop.PathOf(output);
        ToolRun run = ToolRun.Of("audit", root, "-e", "open", "--content", "full", "--partition", share, "-o", path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("No verdict yet", run.Output, StringComparison.Ordinal);
        return path;
    }
}
