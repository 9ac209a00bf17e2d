using System;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.Gguf;

/// <summary>One hostile file for each invariant and for each class of llama.cpp's tests/test-gguf.cpp, beside the file without the defect.</summary>
public sealed class GgufFormatTests
{
    [Theory]
    [InlineData(false, 3u)]
    [InlineData(true, 3u)]
    [InlineData(false, 2u)]
    [InlineData(false, 1u)]
    public void A_clean_file_has_no_problem_in_any_version_and_byte_order(bool isBigEndian, uint version)
    {
        var facts = GgufBytes.Read(GgufBytes.CleanParts(isBigEndian, version).Build());
        Assert.Empty(facts.Problems);
        Assert.Equal(["token_embd.weight", "blk.0.ffn.weight"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(("F32", 32L, 128L), (facts.Tensors[0].Type.Name, facts.Tensors[0].Parameters, facts.Tensors[0].ByteLength));
        Assert.Equal(("Q4_0", 96L, 54L), (facts.Tensors[1].Type.Name, facts.Tensors[1].Parameters, facts.Tensors[1].ByteLength));
        Assert.Equal([4, 8], facts.Tensors[0].Shape);
        Assert.Equal("llama", facts.Metadata["general.architecture"]);
        Assert.Equal("10000", facts.Metadata["llama.rope.freq_base"]);
        Assert.Equal("1099511627776", facts.Metadata["llama.big"]);
        Assert.Equal("[1, -2]", facts.Metadata["llama.small"]);
        Assert.Equal("true", facts.Metadata["general.bool"]);
        Assert.Equal(["a", "b"], facts.Vocabulary);
        Assert.Equal(isBigEndian, facts.Tensors[0].Storage?.Kind == TensorStorageKind.BigEndian);
    }

    [Fact]
    public void An_empty_header_is_clean() => Assert.Empty(GgufBytes.Read(new GgufBytes().Build()).Problems);

    [Fact]
    public void A_dimension_of_zero_is_clean() =>
        Assert.Empty(GgufBytes.Read(new GgufBytes().Tensor("a", 0, [0, 4], 0).Tensor("b", 0, [4], 16).Build()).Problems);

    [Fact]
    public void An_alignment_of_one_is_clean() =>
        Assert.Empty(GgufBytes.Read(new GgufBytes { Alignment = 1 }.Value("general.alignment", 4, 1u).Tensor("a", 0, [3], 12).Tensor("b", 0, [4], 16).Build()).Problems);

    [Fact]
    public void Only_the_header_is_read()
    {
        var bytes = new GgufBytes().Tensor("a", 0, [200_000], 800_000).Build();
        Assert.True(GgufBytes.Read(bytes).BytesRead < 20_000);
    }

    public static TheoryData<string, string, byte[]> Broken() => new()
    {
        { "G1", "version 0", new GgufBytes { Version = 0 }.Build() },
        { "G1", "version 4", new GgufBytes { Version = 4 }.Build() },
        { "G1", "version 4", new GgufBytes { Version = 4, IsBigEndian = true }.Build() },
        { "G1", "begin with 'GGUF'", "GGUF\u0003"u8.ToArray() },
        { "G2", "tensors do not fit", new GgufBytes { TensorCount = ulong.MaxValue }.Build() },
        { "G2", "tensors do not fit", new GgufBytes { TensorCount = 1UL << 40 }.Build() },
        { "G2", "metadata values do not fit", new GgufBytes { ValueCount = ulong.MaxValue }.Build() },
        { "G2", "metadata values do not fit", new GgufBytes { ValueCount = 2 }.Build() },
        { "G2", "before its counts", new GgufBytes().Build()[..20] },
        { "G3", "key reaches past the end", new GgufBytes().RawKey("abcd"u8.ToArray(), ulong.MaxValue, 0, new byte[16]).Build() },
        { "G3", "key has 0 bytes", new GgufBytes().Raw("", 0, [1]).Build() },
        { "G3", "key has 70000 bytes", new GgufBytes().Raw(new string('k', 70_000), 0, [1]).Build() },
        { "G3", "visible ASCII", new GgufBytes().Raw("general.na me", 0, [1]).Build() },
        { "G3", "visible ASCII", new GgufBytes().Raw("general.é", 0, [1]).Build() },
        { "G3", "string 'general.name' reaches", new GgufBytes().Raw("general.name", 8, [.. BitConverter.GetBytes(ulong.MaxValue), .. new byte[20]]).Build() },
        { "G3", "is not UTF-8", new GgufBytes().Raw("general.name", 8, [2, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x80]).Build() },
        { "G3", "item 1 of array", new GgufBytes().Raw("general.tags", 9, [8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 65, 99, 0, 0, 0, 0, 0, 0, 0]).Build() },
        { "G4", "twice", new GgufBytes().Value("general.a", 4, 1u).Value("general.a", 4, 2u).Build() },
        { "G5", "has type 13", new GgufBytes().Raw("general.a", 13, new byte[20]).Build() },
        { "G5", "has type 4294967295", new GgufBytes().Raw("general.a", uint.MaxValue, new byte[20]).Build() },
        { "G5", "items of type 99", new GgufBytes().Raw("general.a", 9, [99, 0, 0, 0, .. new byte[20]]).Build() },
        { "G5", "do not fit", new GgufBytes().Raw("general.a", 9, [0, 0, 0, 0, .. BitConverter.GetBytes(ulong.MaxValue), 0]).Build() },
        { "G5", "do not fit", new GgufBytes().Raw("general.a", 9, [10, 0, 0, 0, .. BitConverter.GetBytes(1UL << 61), 0]).Build() },
        { "G5", "holds arrays", new GgufBytes().Raw("general.a", 9, [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7]).Build() },
        { "G5", "ends inside", new GgufBytes().Value("general.a", 10, 1ul).Build()[..^3] },
        { "G6", "bool of 2", new GgufBytes().Value("general.a", 7, (byte)2).Build() },
        { "G6", "bool of 3", new GgufBytes().Array("general.a", 7, (byte)0, (byte)3).Build() },
        { "G7", "not a power of two", new GgufBytes().Value("general.alignment", 4, 13u).Build() },
        { "G7", "not a power of two", new GgufBytes().Value("general.alignment", 4, 0u).Build() },
        { "G7", "not UInt32", new GgufBytes().Value("general.alignment", 5, 32).Build() },
        { "G8", "64 bytes", new GgufBytes().Tensor(new string('n', 64), 0, [8], 32).Build() },
        { "G8", "past the end", new GgufBytes().Tensor("a", 0, [8], 32, nameLength: ulong.MaxValue).Build() },
        { "G8", "twice", new GgufBytes().Tensor("a", 0, [8], 32).Tensor("a", 0, [8], 32).Build() },
        { "G9", "5 dimensions", new GgufBytes().Tensor("a", 0, [1, 1, 1, 1, 8], 32).Build() },
        { "G9", "4294967295 dimensions", new GgufBytes().Tensor("a", 0, [8], 32, dimensions: uint.MaxValue).Build() },
        { "G10", "dimension of 18446744073709551615", new GgufBytes().Tensor("a", 0, [ulong.MaxValue], 32).Build() },
        { "G10", "more than 2^63-1", new GgufBytes().Tensor("a", 0, [1UL << 62, 1UL << 62], 32).Build() },
        { "G11", "has type 43", new GgufBytes().Tensor("a", 43, [8], 32).Build() },
        { "G11", "has type 4,", new GgufBytes().Tensor("a", 4, [32], 32).Build() },
        { "G11", "has type 36,", new GgufBytes().Tensor("a", 36, [32], 32).Build() },
        { "G12", "not whole blocks", new GgufBytes().Tensor("a", 2, [31], 18).Build() },
        { "G13", "does not fit 63 bits", new GgufBytes().Tensor("a", 0, [1UL << 62], 32).Build() },
        { "G13", "does not fit 63 bits", new GgufBytes().Tensor("a", 24, [0x7FFFFFFFFFFFFFF0], 32).Build() },
        { "G14", "begins at 64", new GgufBytes().Tensor("a", 0, [8], 32).Tensor("b", 0, [8], 32, offset: 64).Build() },
        { "G14", "begins at 0", new GgufBytes().Tensor("a", 0, [8], 32).Tensor("b", 0, [8], 32, offset: 0).Build() },
        { "G15", "not a multiple of 32", new GgufBytes().Tensor("a", 0, [8], 32, offset: 4).Build() },
        { "G16", "after the end", new GgufBytes { CutData = 8 }.Tensor("a", 0, [8], 32).Build() },
        { "G16", "after the end", new GgufBytes().Tensor("a", 24, [0x7FFFFFFFFFFFFFC0], 32).Tensor("b", 24, [0x7FFFFFFFFFFFFFC0], 32, offset: 0x7FFFFFFFFFFFFFC0).Build() },
        { "G16", "after the end", new GgufBytes().Tensor("a", 0, [8], 32, offset: ulong.MaxValue - 31).Build() },
        { "G17", "belong to no tensor", new GgufBytes { Tail = [1, 2, 3] }.Tensor("a", 0, [8], 32).Build() },
        { "G17", "64 bytes before tensor 'b'", new GgufBytes().Tensor("a", 0, [8], 32).Tensor("b", 0, [8], 32, offset: 96).Build() },
        { "G17", "padding after the header are not zero", new GgufBytes { PaddingByte = 7 }.Tensor("a", 0, [8], 32).Build() },
        { "G17", "outside the tensor table", new GgufBytes().Array("general.notes", 6, [.. Enumerable.Repeat<object>(1.5f, 2000)]).Build() },
        { "G17", "bytes of text", new GgufBytes().Texts("general.notes", [.. Enumerable.Repeat("some words", 1000)]).Build() },
        { "G17", "look like hexadecimal", new GgufBytes().Text("general.description", string.Concat(Enumerable.Repeat("0123456789abcdef", 20))).Build() },
        { "G17", "none that a loader", new GgufBytes().Text("general.architecture", "llama").Value("secret.value", 4, 1u).Build() },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_by_the_invariant_it_breaks(string invariant, string message, byte[] bytes) =>
        Assert.Contains(GgufBytes.Read(bytes).Problems, problem => problem.Invariant == invariant && problem.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("XXXX")]
    [InlineData("FUGG")]
    public void Another_magic_is_no_gguf_and_a_name_that_claims_it_is_malformed(string magic)
    {
        var source = new CountingSource("model.gguf", new GgufBytes { Magic = magic }.Build());
        Assert.Null(ArtifactFormats.Detect(source, "x.dat"));
        Assert.Equal("G1", ArtifactFormats.Detect(source)!.Read(source, CancellationToken.None).Problems.Single().Invariant);
    }

    [Fact]
    public void Scores_beside_a_vocabulary_of_the_same_length_are_no_hiding_place()
    {
        var tokens = Enumerable.Range(0, 2000).Select(i => $"token{i}").ToArray();
        var scores = Enumerable.Repeat<object>(1f, 2000).ToArray();
        Assert.Empty(GgufBytes.Read(new GgufBytes().Texts("tokenizer.ggml.tokens", tokens).Array("tokenizer.ggml.scores", 6, scores).Build()).Problems);
        Assert.Contains(GgufBytes.Read(new GgufBytes().Texts("tokenizer.ggml.tokens", "a").Array("tokenizer.ggml.scores", 6, scores).Build()).Problems, problem => problem.Kind == ArtifactProblemKind.Metadata);
    }

    [Fact]
    public void A_large_array_is_in_the_capacity()
    {
        var facts = GgufBytes.Read(new GgufBytes().Array("general.notes", 6, [.. Enumerable.Repeat<object>(1.5f, 2000)]).Build());
        Assert.Equal(8000, ParameterCount.Count([facts]).Capacity);
    }

    [Fact]
    public void A_crafted_count_cannot_claim_more_parameters_than_the_bytes_hold() =>
        Assert.InRange(GgufBytes.Read(new GgufBytes().Tensor("a", 0, [1UL << 40, 1UL << 20], 32).Build()).Tensors.Single().Parameters, 0, 8);

    [Theory]
    [InlineData("example.gguf")]
    [InlineData("official-writer.gguf")]
    public void A_real_file_is_clean(string name)
    {
        if (SharedData.Find(name) is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var facts = ArtifactFormats.Detect(source, "x")!.Read(source, CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind != ArtifactProblemKind.Note);
        Assert.NotEmpty(facts.Tensors);
    }

    [Fact]
    public void Damaged_copies_are_survived() =>
        Mutations.Hold("gguf", GgufBytes.Clean(), GgufBytes.CleanParts(isBigEndian: true).Build(), GgufBytes.CleanParts(version: 1).Build());

    [Fact]
    public void Every_cut_is_survived()
    {
        var clean = GgufBytes.Clean();
        for (var length = 8; length < clean.Length; length++)
        {
            Assert.NotEmpty(GgufBytes.Read(clean[..length]).Problems);
        }
    }
}
