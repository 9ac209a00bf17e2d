using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using static ReleaseGuard.Inspection.Tests.ArchiveBytes;

namespace ReleaseGuard.Inspection.Tests.Containers;

/// <summary>Archives are folders to the rules; what cannot be opened keeps the verdict from being a pass.</summary>
public sealed class ArchiveTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ], \"files\": [\"heads/cyber/**\"]"));
    private static readonly byte[] Leaking = SafetensorsBytes.Of(("heads.cyber.weight", [2, 2]));
    private static readonly byte[] Clean = SafetensorsBytes.Of(("model.weight", [2, 2]));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_tensor_in_a_package_is_found_at_its_entry(CompressionLevel level)
    {
        using var folder = new TemporaryFolder();
        var package = folder.Write("Contoso.1.0.0.nupkg", Zip(level, ("models/model.safetensors", Leaking)));
        var finding = Assert.Single(Audit.Run(package, Policy).Findings);
        Assert.Equal(("RG3002", "Contoso.1.0.0.nupkg", "models/model.safetensors"), (finding.RuleId, finding.Location.File, finding.Location.Entry));
    }

    [Fact]
    public void A_file_pattern_finds_the_file_in_an_archive_inside_an_archive()
    {
        using var folder = new TemporaryFolder();
        var inner = Zip(CompressionLevel.Optimal, ("heads/cyber/prompts.txt", "x"u8.ToArray()));
        folder.Write("outer.zip", Zip(CompressionLevel.Optimal, ("content/inner.zip", inner)));
        var finding = Assert.Single(Audit.Run(folder.Path, Policy).Findings);
        Assert.Equal(("RG3001", "outer.zip", "content/inner.zip!/heads/cyber/prompts.txt"), (finding.RuleId, finding.Location.File, finding.Location.Entry));
    }

    [Fact]
    public void An_archive_is_told_by_its_content_not_by_its_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", Zip(CompressionLevel.Optimal, ("a.safetensors", Leaking)));
        Assert.Equal(Verdict.Fail, Audit.Run(folder.Path, Policy).Verdict);
    }

    [Fact]
    public void A_tar_and_a_gzipped_tar_are_opened()
    {
        using var folder = new TemporaryFolder();
        var tar = Tar(("release/heads/cyber/a.bin", [1, 2, 3]), ("release/model.safetensors", Leaking));
        folder.Write("a.tar", tar);
        folder.Write("b.tar.gz", GZip(tar));
        var findings = Audit.Run(folder.Path, Policy).Findings;
        Assert.Equal(["a.tar|RG3001", "a.tar|RG3002", "b.tar.gz|RG3001", "b.tar.gz|RG3002"], findings.Select(finding => finding.Location.File + "|" + finding.RuleId));
        Assert.Equal("b.tar!/release/heads/cyber/a.bin", findings[2].Location.Entry);
    }

    [Fact]
    public void A_name_longer_than_a_tar_header_is_read_whole()
    {
        using var folder = new TemporaryFolder();
        var name = "heads/cyber/" + new string('n', 200) + "/" + new string('m', 90) + ".bin";
        folder.Write("a.tar", Tar((name, [1])));
        Assert.Equal(name, Assert.Single(Audit.Run(folder.Path, Policy).Findings).Location.Entry);
    }

    [Fact]
    public void A_clean_archive_passes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.zip", Zip(CompressionLevel.Optimal, ("model.safetensors", Clean)));
        folder.Write("b.tar", Tar(("model.safetensors", Clean)));
        folder.Write("c.tgz", GZip(Tar(("model.safetensors", Clean))));
        var result = Audit.Run(folder.Path, Policy);
        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public void A_source_file_that_speaks_of_tar_is_no_tar()
    {
        // As npm's tar-stream has it: the magic just at the place where a header would.
        using var folder = new TemporaryFolder();
        folder.Write("headers.js", "// " + new string('x', 253) + "\nustar\n" + new string('y', 600));
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText("")).Findings);
    }

    [Fact]
    public void A_tar_entry_that_leaves_the_folder_is_RG3016()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.tar", Tar(("../../etc/passwd", [1])));
        Assert.Contains(Audit.Run(folder.Path, Policy).Findings, finding => finding.RuleId == "RG3016");
    }

    [Fact]
    public void A_tar_whose_checksum_does_not_hold_is_malformed_and_not_passed()
    {
        using var folder = new TemporaryFolder();
        var tar = Tar(("a.txt", [1]), ("b.txt", [2]));
        tar[tar.AsSpan().LastIndexOf("b.txt"u8)] ^= 1;
        folder.Write("a.tar", tar);
        Assert.Equal(["RG3013", "RG9001"], Audit.Run(folder.Path, Policy).Findings.Select(finding => finding.RuleId));
    }

    [Fact]
    public void Bytes_after_the_end_of_a_tar_are_RG3008()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.tar", [.. Tar(("a.txt", [1])), .. "hidden"u8]);
        Assert.Equal("RG3008", Assert.Single(Audit.Run(folder.Path, Policy).Findings).RuleId);
    }

    [Fact]
    public void Bytes_after_the_end_of_a_gzip_are_RG3008()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt.gz", [.. GZip("text"u8.ToArray()), .. new byte[100]]);
        Assert.Equal("RG3008", Assert.Single(Audit.Run(folder.Path, Policy).Findings).RuleId);
    }

    [Fact]
    public void A_truncated_gzip_is_inconclusive()
    {
        using var folder = new TemporaryFolder();
        var text = string.Concat(Enumerable.Range(0, 5000).Select(number => number.ToString()));
        folder.Write("a.txt.gz", GZip(Encoding.UTF8.GetBytes(text)).AsSpan(0, 2000).ToArray());
        Assert.Equal(Verdict.Inconclusive, Audit.Run(folder.Path, Policy).Verdict);
    }

    [Fact]
    public void A_bomb_is_inconclusive_and_is_not_inflated_whole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bomb.gz", GZip(new byte[80 << 20]));
        var result = Audit.Run(folder.Path, Policy);
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Contains(result.Skipped, skipped => skipped.Reason.Contains("inflates to far more"));
    }

    [Fact]
    public void Archives_nested_too_deeply_are_inconclusive()
    {
        using var folder = new TemporaryFolder();
        var bytes = Zip(CompressionLevel.NoCompression, ("a.txt", [1]));
        for (var depth = 0; depth < 12; depth++)
        {
            bytes = Zip(CompressionLevel.NoCompression, ("inner.zip", bytes));
        }

        folder.Write("deep.zip", bytes);
        Assert.Equal(Verdict.Inconclusive, Audit.Run(folder.Path, Policy).Verdict);
    }

    [Fact]
    public void An_empty_archive_alone_is_nothing_inspected()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Verdict.NothingInspected, Audit.Run(folder.Write("a.zip", Zip(CompressionLevel.Optimal)), Policy).Verdict);
    }

    [Fact]
    public void An_archive_that_is_cut_short_is_never_a_pass()
    {
        using var folder = new TemporaryFolder();
        var zip = Zip(CompressionLevel.NoCompression, ("model.safetensors", Clean));
        folder.Write("a.zip", zip.AsSpan(0, zip.Length - 60).ToArray());
        Assert.NotEqual(Verdict.Pass, Audit.Run(folder.Path, Policy).Verdict);
    }
}
