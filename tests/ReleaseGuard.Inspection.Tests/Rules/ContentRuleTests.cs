using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG3003 and RG3011: what a tensor holds, not what it is called.</summary>
public sealed class ContentRuleTests
{
    private static readonly byte[] Model = SafetensorsBytes.Of(("a.weight", [3, 2]), ("b.weight", [2, 5]), ("empty", [0]));

    [Fact]
    public void A_tensor_is_found_by_its_digest_under_any_name_and_in_any_container()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        folder.Write("model.zip", ArchiveBytes.Zip(System.IO.Compression.CompressionLevel.Optimal, ("inner/x.safetensors", Model)));
        var findings = Audit.Run(folder.Path, Policy(Digest(10, Model.AsSpan(Model.Length - 40))), fullContent: true).Findings;
        Assert.Equal([("RG3003", "b.weight", null), ("RG3003", "b.weight", "inner/x.safetensors")], findings.Select(finding => (finding.RuleId, finding.Location.Tensor!, finding.Location.Entry)));
        Assert.Equal(Model.Length - 40, findings[0].Location.ByteOffset);
        Assert.NotEqual(findings[0].Key, findings[1].Key);
    }

    [Fact]
    public void The_element_count_is_part_of_the_digest()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        Assert.Empty(Audit.Run(folder.Path, Policy(Digest(20, Model.AsSpan(Model.Length - 40))), fullContent: true).Findings);
        Assert.Empty(Audit.Run(folder.Path, Policy(Convert.ToHexStringLower(SHA256.HashData(Model.AsSpan(Model.Length - 40)))), fullContent: true).Findings);
    }

    [Fact]
    public void A_tensor_larger_than_a_block_is_digested_whole()
    {
        using var folder = new TemporaryFolder();
        var model = SafetensorsBytes.Of(("a", [3]), ("large", [700_001]));
        folder.Write("model.safetensors", model);
        var digest = Digest(700_001, model.AsSpan(model.Length - (700_001 * 4)));
        Assert.Equal("large", Assert.Single(Audit.Run(folder.Path, Policy(digest), fullContent: true).Findings).Location.Tensor);
    }

    [Fact]
    public void Without_a_digest_in_the_policy_content_is_not_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"files\": [\"x\"]"))).Findings);
    }

    [Fact]
    public void Rows_of_weights_in_other_files_are_looked_at_across_their_ends()
    {
        using var folder = new TemporaryFolder();
        var weights = Enumerable.Range(1, 400).Select(i => (byte)i).ToArray();
        weights.AsSpan(120, 40).Clear();
        folder.Write("weights_manifest.json", """[{"paths":["a.bin","b.bin"],"weights":[{"name":"y","shape":[10,10],"dtype":"float32"}]}]""");
        folder.Write("a.bin", weights[..130]);
        folder.Write("b.bin", weights[130..]);
        string Rows(string rows) => Audit.PolicyText(Audit.Component($"\"tensors\": [ {{ \"name\": \"y\", \"rows\": \"{rows}\" }} ]"));
        Assert.Equal(Verdict.Pass, Audit.Run(folder.Path, Rows("3..3")).Verdict);
        Assert.Contains("row 4 is the first", Assert.Single(Audit.Run(folder.Path, Rows("3..4")).Findings).Message);
    }

    [Theory]
    [InlineData("1..2", 1L)]
    [InlineData("2..9", 2L)]
    [InlineData("3..9", null)]
    public void Withheld_rows_are_cut_off_or_zero(string rows, long? uncleared)
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var findings = Audit.Run(folder.Path, Audit.PolicyText(Audit.Component($"\"tensors\": [ {{ \"name\": \"a.*\", \"rows\": \"{rows}\" }} ]"))).Findings;
        if (uncleared is null)
        {
            Assert.Empty(findings);
        }
        else
        {
            Assert.Contains($"row {uncleared} is the first with a value", Assert.Single(findings).Message);
        }
    }

    [Fact]
    public void Rows_that_are_zero_are_cleared()
    {
        using var folder = new TemporaryFolder();
        var model = SafetensorsBytes.Of(("a.weight", [3, 2]));
        model.AsSpan(model.Length - 16).Clear();
        folder.Write("model.safetensors", model);
        Assert.Empty(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"a.*\", \"rows\": \"1..2\" } ]"))).Findings);
        Assert.Single(Audit.Run(folder.Path, Audit.PolicyText(Audit.Component("\"tensors\": [ { \"name\": \"a.*\", \"rows\": \"0..2\" } ]"))).Findings);
    }

    [Theory]
    [InlineData("\"shape\": [2, 5], ")]
    [InlineData("\"shape\": [10], ")]
    [InlineData("\"shape\": [5, null], ")]
    [InlineData("\"shape\": [5, 2], \"dtype\": \"F32\", ")]
    public void A_digest_with_a_shape_is_looked_for_though_only_headers_were_asked_for(string conditions)
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var result = Audit.Run(folder.Path, Policy(Digest(10, Model.AsSpan(Model.Length - 40)), conditions));
        Assert.Equal(("RG3003", "b.weight"), (Assert.Single(result.Findings).RuleId, result.Findings[0].Location.Tensor!));
    }

    [Fact]
    public void A_digest_of_a_cast_is_looked_for_in_wider_types_only()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var bfloats = new byte[20];
        for (var i = 0; i < 10; i++)
        {
            var value = BinaryPrimitives.ReadUInt32LittleEndian(Model.AsSpan(Model.Length - 40 + (4 * i)));
            BinaryPrimitives.WriteUInt16LittleEndian(bfloats.AsSpan(2 * i), (ushort)((value + 0x7FFF + ((value >> 16) & 1)) >> 16));
        }

        var finding = Assert.Single(Audit.Run(folder.Path, Policy(Digest(10, bfloats), "\"shape\": [10], \"dtype\": \"BF16\", ")).Findings);
        Assert.Contains("as bf16", finding.Message);
        Assert.Equal(Verdict.Pass, Audit.Run(folder.Path, Policy(Digest(10, bfloats), "\"shape\": [10], \"dtype\": \"F8_E4M3\", ")).Verdict);
    }

    [Fact]
    public void Tensors_of_another_size_are_not_read_for_a_digest_and_nothing_is_missed_by_that()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var result = Audit.Run(folder.Path, Policy(Digest(12, Model.AsSpan(Model.Length - 40)), "\"shape\": [3, 4], "));
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void For_a_digest_without_a_shape_every_byte_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.safetensors", Model);
        var finding = Assert.Single(Audit.Run(folder.Path, Policy(Digest(10, Model.AsSpan(Model.Length - 40)))).Findings);
        Assert.Equal("RG3003", finding.RuleId);
    }

    [Fact]
    public void External_data_is_digested_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        var weights = Enumerable.Range(1, 400).Select(i => (byte)i).ToArray();
        folder.Write("weights_manifest.json", """[{"paths":["a.bin","b.bin"],"weights":[{"name":"y","shape":[10,10],"dtype":"float32"}]}]""");
        folder.Write("a.bin", weights[..130]);
        folder.Write("b.bin", weights[130..]);
        foreach (var full in new[] { false, true })
        {
            var finding = Assert.Single(Audit.Run(folder.Path, Policy(Digest(100, weights), "\"shape\": [100], "), fullContent: full).Findings);
            Assert.Equal(("RG3003", "y"), (finding.RuleId, finding.Location.Tensor!));
        }
    }

    private static string Policy(string digest, string conditions) => Audit.PolicyText(Audit.Component($"\"tensors\": [ {{ {conditions}\"sha256\": \"{digest}\" }} ]"));

    private static string Policy(string digest) => Audit.PolicyText(Audit.Component($"\"tensors\": [ {{ \"sha256\": \"{digest}\" }} ]"));

    private static string Digest(long elements, ReadOnlySpan<byte> bytes)
    {
        var content = new byte[8 + bytes.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, elements);
        bytes.CopyTo(content.AsSpan(8));
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
