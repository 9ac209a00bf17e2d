using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>O8 to O10: data outside the file. Counterparts of onnx's external_data_test.py (traversal, absolute paths, attribute injection, negative and huge lengths, links).</summary>
public sealed class OnnxExternalDataTests
{
    [Fact]
    public void A_plain_range_in_a_file_of_the_folder_is_fine()
    {
        var facts = ReadTensor(External("w", [2, 3], ("location", "weights/model.onnx.data"), ("offset", "65536"), ("length", "24"), ("checksum", "abc")));
        Assert.Empty(facts.Problems);
        Assert.Equal(["weights/model.onnx.data"], facts.References);
        var tensor = Assert.Single(facts.Tensors);
        Assert.Equal(("weights/model.onnx.data", 65536L, 24L), (tensor.ExternalFile, tensor.ByteOffset, tensor.ByteLength));
    }

    [Fact]
    public void A_missing_length_means_what_the_shape_needs()
    {
        var facts = ReadTensor(External("w", [2, 3], ("location", "d")));
        Assert.Empty(facts.Problems);
        Assert.Equal(24, facts.Tensors[0].ByteLength);
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("a/../../weights.bin")]
    [InlineData("..\\weights.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share\\w")]
    [InlineData("C:\\weights.bin")]
    [InlineData("c:weights.bin")]
    [InlineData("https://example.com/w")]
    [InlineData("file:///etc/passwd")]
    [InlineData("a\0b")]
    [InlineData(".. /weights.bin")]
    public void A_path_that_leaves_the_folder_is_refused(string location) =>
        ReadTensor(External("w", [1], ("location", location))).AssertProblem("O8", ArtifactProblemKind.PathEscape);

    [Theory]
    [InlineData("a//b")]
    [InlineData("./b")]
    [InlineData("b.")]
    [InlineData("a\\b")]
    [InlineData("ab:c")]
    public void A_path_with_two_spellings_is_malformed(string location) =>
        ReadTensor(External("w", [1], ("location", location))).AssertProblem("O8", ArtifactProblemKind.Malformed);

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "1e3")]
    [InlineData("offset", "")]
    [InlineData("length", "-4")]
    [InlineData("length", "99999999999999999999")]
    [InlineData("length", "0x4")]
    [InlineData("__class__", "x")]
    [InlineData("location", "twice")]
    public void Entries_that_are_no_byte_counts_unknown_or_doubled_are_malformed(string key, string value) =>
        ReadTensor(External("w", [1], ("location", "d"), (key, value))).AssertProblem("O8", ArtifactProblemKind.Malformed);

    [Fact]
    public void No_location_is_malformed() => ReadTensor(External("w", [1], ("offset", "0"))).AssertProblem("O8", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_length_that_the_shape_does_not_need_is_malformed() =>
        ReadTensor(External("w", [2, 3], ("location", "d"), ("length", "4096"))).AssertProblem("O5", ArtifactProblemKind.Malformed);

    [Fact]
    public void Raw_data_kept_beside_external_data_is_orphan()
    {
        var facts = ReadTensor(External("w", [2, 3], ("location", "d"), ("length", "24")).Bytes(9, new byte[24]));
        Assert.Equal(24, facts.AssertProblem("O4", ArtifactProblemKind.Orphan).ByteLength);
        Assert.Single(facts.Payloads);
    }

    [Fact]
    public void External_entries_without_the_flag_are_malformed()
    {
        var facts = ReadTensor(Tensor("w", [1]).Message(13, Entry("location", "d")));
        facts.AssertProblem("O8", ArtifactProblemKind.Malformed);
        Assert.Equal(["d"], facts.References);
    }

    [Fact]
    public void Ranges_that_tile_the_file_are_fine()
    {
        Assert.Empty(Check(24, External("a", [3], ("location", "d"), ("length", "12")), External("b", [3], ("location", "d"), ("offset", "12"), ("length", "12"))));
    }

    [Fact]
    public void A_range_past_the_end_is_malformed() =>
        AssertOne(Check(20, External("a", [6], ("location", "d"))), "O8", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_missing_file_is_a_mismatch() =>
        AssertOne(Check(null, External("a", [6], ("location", "d"))), "O8", ArtifactProblemKind.IndexMismatch);

    [Fact]
    public void Tied_ranges_are_noted_and_partial_overlaps_are_malformed()
    {
        AssertOne(Check(24, External("a", [6], ("location", "d")), External("b", [2, 3], ("location", "d"))), "O9", ArtifactProblemKind.Note);
        AssertOne(Check(24, External("a", [4], ("location", "d")), External("b", [4], ("location", "d"), ("offset", "8"))), "O9", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Gaps_and_tails_are_noted_up_to_the_alignment_and_orphan_beyond()
    {
        AssertOne(Check(24 + 4096, External("a", [6], ("location", "d"))), "O10", ArtifactProblemKind.Note);
        AssertOne(Check(24 + 65537, External("a", [6], ("location", "d"))), "O10", ArtifactProblemKind.Orphan);
        AssertOne(Check(200_024, External("a", [6], ("location", "d"), ("offset", "200000"))), "O10", ArtifactProblemKind.Orphan);
    }

    [Fact]
    public void Links_and_odd_files_are_refused()
    {
        var facts = ReadTensor(External("a", [6], ("location", "d")));
        AssertOne(ExternalDataCheck.Check([facts], [new ExternalFileFact("d", 24) { IsLink = true }]), "O8", ArtifactProblemKind.PathEscape);
        AssertOne(ExternalDataCheck.Check([facts], [new ExternalFileFact("d", 24) { HardLinks = 2 }]), "O8", ArtifactProblemKind.PathEscape);
        AssertOne(ExternalDataCheck.Check([facts], [new ExternalFileFact("d", 24) { IsRegular = false }]), "O8", ArtifactProblemKind.PathEscape);
    }

    private static System.Collections.Generic.IReadOnlyList<ArtifactProblem> Check(long? length, params ProtobufBuilder[] tensors) =>
        ExternalDataCheck.Check([Read(Model(Graph(tensors)))], [new ExternalFileFact("d", length)]);

    private static void AssertOne(System.Collections.Generic.IReadOnlyList<ArtifactProblem> problems, string invariant, ArtifactProblemKind kind)
    {
        var problem = Assert.Single(problems);
        Assert.Equal((invariant, kind), (problem.Invariant, problem.Kind));
    }
}
