using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ReleaseGuard.Inspection.Tests.Rules;

/// <summary>RG3007 for sets other than sharded safetensors, and RG3017 for files that stand inside others.</summary>
public sealed class SetRuleTests
{
    private static readonly string Policy = Audit.PolicyText(Audit.Component("\"files\": [\"nothing/**\"]"));

    [Fact]
    public void A_part_of_a_split_gguf_model_that_is_missing_is_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model-00001-of-00002.gguf", SplitPart(0, 2));
        Assert.Contains(Findings(folder, "RG3007"), message => message.Contains("1 of 2 parts are there", StringComparison.Ordinal));
        folder.Write("model-00002-of-00002.gguf", SplitPart(1, 2));
        Assert.Empty(Findings(folder, "RG3007"));
    }

    [Fact]
    public void Weights_files_of_another_length_than_their_manifest_says_are_told()
    {
        const string Manifest = """{"format":"layers-model","weightsManifest":[{"paths":["w.bin"],"weights":[{"name":"w","shape":[4],"dtype":"float32"}]}]}""";
        using var folder = new TemporaryFolder();
        folder.Write("model.json", Encoding.UTF8.GetBytes(Manifest));
        folder.Write("w.bin", new byte[20]);
        Assert.Contains(Findings(folder, "RG3008"), message => message.Contains("4 bytes in the files of group 0", StringComparison.Ordinal));
        folder.Write("w.bin", new byte[16]);
        Assert.Empty(Findings(folder, "RG3008"));
    }

    [Fact]
    public void A_model_behind_the_end_of_another_file_is_told_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a readme line\n", 500)));
        folder.Write("readme.txt", [.. text, .. SplitPart(0, 2)]);
        var finding = Audit.Run(folder.Path, Policy).Findings.Single(finding => finding.RuleId == "RG3017");
        Assert.Equal(text.Length, finding.Location.ByteOffset);
        folder.Write("readme.txt", text);
        Assert.Empty(Findings(folder, "RG3017"));
    }

    private static List<string> Findings(TemporaryFolder folder, string rule) =>
        Audit.Run(folder.Path, Policy).Findings.Where(finding => finding.RuleId == rule).Select(finding => finding.Message).ToList();

    private static byte[] SplitPart(ushort number, ushort count)
    {
        List<byte> bytes = [.. "GGUF"u8, 3, 0, 0, 0, .. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(3L)];
        Add("split.no", 2, BitConverter.GetBytes(number));
        Add("split.count", 2, BitConverter.GetBytes(count));
        Add("split.tensors.count", 5, BitConverter.GetBytes(0));
        return [.. bytes];

        void Add(string key, int type, byte[] value) => bytes.AddRange([.. BitConverter.GetBytes((long)key.Length), .. Encoding.ASCII.GetBytes(key), .. BitConverter.GetBytes(type), .. value]);
    }
}
