using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Facts;

/// <summary>Data that an ONNX model keeps in another file of its folder: how that file got there is part of the release. Counterparts of onnx's SymlinkProtection and HardlinkProtection.</summary>
public sealed class ExternalDataTests
{
    private static readonly string Policy = Audit.PolicyText("");

    [Fact]
    public void A_plain_file_beside_the_model_passes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model/m.onnx", Model("d/weights.bin"));
        folder.Write("model/d/weights.bin", new byte[24]);
        Assert.Empty(Audit.Run(folder.Path, Policy).Findings);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.onnx", Model("d/weights.bin"));
        Assert.Equal("RG3007", Assert.Single(Audit.Run(folder.Path, Policy).Findings).RuleId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_symbolic_link_that_leaves_the_folder_is_told(bool isFolder)
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret/weights.bin", new byte[24]);
        folder.Write("release/m.onnx", Model("d/weights.bin"));
        if (isFolder)
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.Path, "release", "d"), Path.Combine(folder.Path, "secret"));
        }
        else
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "release", "d"));
            File.CreateSymbolicLink(Path.Combine(folder.Path, "release", "d", "weights.bin"), Path.Combine(folder.Path, "secret", "weights.bin"));
        }

        var result = Audit.Run(Path.Combine(folder.Path, "release"), Policy);
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains(result.Findings, finding => finding.RuleId == "RG3016");
    }

    [Fact]
    public void A_symbolic_link_inside_the_folder_is_told_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("other/weights.bin", new byte[24]);
        folder.Write("m.onnx", Model("d/weights.bin"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "d"), Path.Combine(folder.Path, "other"));
        var finding = Assert.Single(Audit.Run(folder.Path, Policy).Findings);
        Assert.Equal("RG3016", finding.RuleId);
        Assert.Contains("through a link", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_hard_link_is_told()
    {
        using var folder = new TemporaryFolder();
        var secret = folder.Write("secret/weights.bin", new byte[24]);
        folder.Write("release/m.onnx", Model("weights.bin"));
        using (var link = Process.Start(new ProcessStartInfo("ln", [secret, Path.Combine(folder.Path, "release", "weights.bin")]))!)
        {
            link.WaitForExit();
            Assert.Equal(0, link.ExitCode);
        }

        var finding = Assert.Single(Audit.Run(Path.Combine(folder.Path, "release"), Policy).Findings);
        Assert.Equal("RG3016", finding.RuleId);
        Assert.Contains("2 hard links", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_of_an_archive_of_arrays_is_held_to_its_checksum_where_content_is_read()
    {
        using var folder = new TemporaryFolder();
        byte[] array = [0x93, .. "NUMPY"u8, 1, 0, 61, 0, .. "{'descr': '|u1', 'fortran_order': False, 'shape': (999,), } \n"u8, .. new byte[999]];
        var archive = ArchiveBytes.Zip(CompressionLevel.NoCompression, ("a.npy", array));
        folder.Write("a.npz", archive);
        Assert.Empty(Audit.Run(folder.Path, Policy, fullContent: true).Findings);
        archive[archive.AsSpan().IndexOf("\n\0\0"u8) + 500] = 1;
        folder.Write("a.npz", archive);
        Assert.Empty(Audit.Run(folder.Path, Policy).Findings);
        var finding = Assert.Single(Audit.Run(folder.Path, Policy, fullContent: true).Findings);
        Assert.Equal("RG3013", finding.RuleId);
        Assert.Contains("CRC-32", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>A model with one float tensor of six elements in another file.</summary>
    private static byte[] Model(string location)
    {
        byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
        byte[] Entry(string key, string value) => Field(13, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, Encoding.UTF8.GetBytes(value))]);
        byte[] tensor = [0x08, 6, 0x10, 1, .. Field(8, "w"u8.ToArray()), .. Entry("location", location), .. Entry("length", "24"), 0x70, 1];
        return [0x08, 8, .. Field(7, [.. Field(2, "main"u8.ToArray()), .. Field(5, tensor)]), .. Field(8, [0x10, 17])];
    }
}
