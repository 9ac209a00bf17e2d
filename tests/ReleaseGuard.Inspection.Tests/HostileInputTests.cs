using System;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Tests;

/// <summary>Whatever a file holds: a finding, never an exception, never a pass.</summary>
public sealed class HostileInputTests
{
    private static readonly string Policy = Audit.PolicyText(
        Audit.Component("\"tensors\": [ { \"name\": \"heads.cyber.**\" } ], \"config\": [ { \"file\": \"config.json\", \"path\": \"$.cyber_head\" } ]"),
        "\"model\": { \"limits\": { \"open\": { \"maxParameters\": 1000, \"maxLayers\": 10, \"dtypes\": [\"F32\"] } } }");

    public static TheoryData<string, byte[]> Files()
    {
        var valid = SafetensorsBytes.Of(("a.weight", [2, 2]));
        var assembly = System.IO.File.ReadAllBytes(typeof(HostileInputTests).Assembly.Location);
        return new()
        {
            { "empty.safetensors", [] },
            { "truncated.safetensors", valid[..^4] },
            { "header-length.safetensors", [0, 0, 0, 0, 0, 0, 0, 0x80, (byte)'{', (byte)'}'] },
            { "seven-bytes.safetensors", [1, 2, 3, 4, 5, 6, 7] },
            { "tail.safetensors", [.. valid, 1] },
            { "text.safetensors", "not a model"u8.ToArray() },
            { "config.json", "{ \"num_hidden_layers\": 3, "u8.ToArray() },
            { "config.json", Encoding.UTF8.GetBytes(new string('[', 100_000)) },
            { "app.deps.json", "[1, 2"u8.ToArray() },
            { "a.nuspec", "<package><metadata>"u8.ToArray() },
            { "a.nuspec", "<!DOCTYPE x [<!ENTITY a \"b\">]><package>&a;</package>"u8.ToArray() },
            { "a.dll", assembly[..400] },
            { "a.dll", assembly[..(assembly.Length / 2)] },
            { "model.safetensors.index.json", "{ \"weight_map\": { \"a\": \"../x.safetensors\" } }"u8.ToArray() },
            { "weights.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
            { "weights.zip", "PK\u0003\u0004 and nothing else"u8.ToArray() },
            { "weights.tar", new byte[700] },
            { "weights.tar.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3] },
            { "model.gguf", "GGUF"u8.ToArray() },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_broken_file_is_a_finding_at_its_place(string name, byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        var result = Audit.Run(folder.Path, Policy);
        Assert.NotEqual(Verdict.Pass, result.Verdict);
        Assert.Contains(result.Findings, finding => finding.Location.File == name);
    }

    [Fact]
    public void Any_byte_changed_in_a_package_never_throws()
    {
        using var folder = new TemporaryFolder();
        var zip = ArchiveBytes.Zip(System.IO.Compression.CompressionLevel.Optimal, ("a/model.safetensors", SafetensorsBytes.Of(("a.weight", [2, 2]))), ("a.nuspec", "<package><metadata><id>A</id></metadata></package>"u8.ToArray()));
        for (var at = 0; at < zip.Length; at++)
        {
            var changed = (byte[])zip.Clone();
            changed[at] ^= 0xFF;
            var path = folder.Write("a.nupkg", changed);
            var result = Audit.Run(path, Policy);
            Assert.NotNull(result.Inspected);
        }
    }

    [Fact]
    public void Any_block_of_a_tar_cut_off_never_throws()
    {
        using var folder = new TemporaryFolder();
        var tar = ArchiveBytes.Tar((new string('n', 150) + "/model.safetensors", SafetensorsBytes.Of(("a.weight", [2, 2]))), ("b.txt", [1]));
        for (var length = 512; length < tar.Length; length += 128)
        {
            var path = folder.Write("a.tar", tar.AsSpan(0, length).ToArray());
            Assert.NotNull(Audit.Run(path, Policy).Inspected);
        }
    }
}
