using System.Collections.Generic;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>TensorProto.segment: a tensor given in several TensorProtos of one name is one tensor where they tile it, and never unseen where they do not (O4).</summary>
public sealed class OnnxSegmentTests
{
    [Fact]
    public void Segments_that_tile_a_tensor_are_one_tensor_in_pieces()
    {
        var facts = Read(Model(Graph(Segment(4, 6), Tensor("b", [3]), Segment(0, 4))));
        Assert.All(facts.Problems, problem => Assert.Equal(ArtifactProblemKind.Note, problem.Kind));
        Assert.Equal(["b", "w"], facts.Tensors.Select(tensor => tensor.Name));
        var whole = facts.Tensors[1];
        Assert.Equal([2L, 3L], whole.Shape);
        Assert.Equal((6L, 24L, 0L), (whole.Parameters, whole.ByteLength, whole.ByteOffset));
        Assert.Equal(TensorStorageKind.Pieces, whole.Storage?.Kind);
        Assert.Equal([16L, 8L], whole.Storage!.Pieces.Select(piece => piece.ByteLength));
        Assert.True(whole.Storage.Pieces[0].ByteOffset > whole.Storage.Pieces[1].ByteOffset);
    }

    [Fact]
    public void One_segment_that_is_all_of_it_lies_where_its_values_are()
    {
        var tensor = Assert.Single(ReadTensor(Segment(0, 6)).Tensors);
        Assert.Null(tensor.Storage);
        Assert.Equal((6L, 24L), (tensor.Parameters, tensor.ByteLength));
    }

    [Theory]
    [InlineData(0, 4, 5, 6)]
    [InlineData(0, 4, 3, 6)]
    [InlineData(1, 4, 4, 6)]
    [InlineData(0, 2, 2, 5)]
    [InlineData(0, 6, 0, 6)]
    public void Segments_that_leave_a_hole_or_overlap_are_malformed_and_each_is_listed(long begin, long end, long nextBegin, long nextEnd)
    {
        var facts = Read(Model(Graph(Segment(begin, end), Segment(nextBegin, nextEnd))));
        facts.AssertProblem("O4", ArtifactProblemKind.Malformed);
        Assert.Equal((end - begin) + (nextEnd - nextBegin), facts.Tensors.Sum(tensor => tensor.Parameters));
        Assert.Equal(2, facts.Tensors.Count);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 2)]
    [InlineData(0, 7)]
    public void A_segment_outside_its_tensor_is_malformed(long begin, long end) =>
        ReadTensor(Header("w", [2, 3]).Message(3, Range(begin, end)).Bytes(9, new byte[24])).AssertProblem("O4", ArtifactProblemKind.Malformed);

    [Fact]
    public void Segments_of_different_shapes_or_types_are_malformed()
    {
        Read(Model(Graph(Segment(0, 4), Header("w", [6]).Message(3, Range(4, 6)).Bytes(9, new byte[8])))).AssertProblem("O4", ArtifactProblemKind.Malformed);
        Read(Model(Graph(Segment(0, 4), Header("w", [2, 3], 6).Message(3, Range(4, 6)).Bytes(9, new byte[8])))).AssertProblem("O4", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_segment_has_exactly_its_elements() =>
        Read(Model(Graph(Segment(0, 4), Header("w", [2, 3]).Message(3, Range(4, 6)).Bytes(9, new byte[24])))).AssertProblem("O5", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_whole_tensor_of_the_name_of_a_segmented_one_is_malformed() =>
        Read(Model(Graph(Segment(0, 6), Tensor("w", [2, 3])))).AssertProblem("O7", ArtifactProblemKind.Malformed);

    [Fact]
    public void Segments_kept_in_other_files_or_spelled_out_are_listed_one_by_one()
    {
        var outside = External("w", [2, 3], ("location", "d"), ("offset", "8"), ("length", "16")).Message(3, Range(0, 4));
        var facts = Read(Model(Graph(outside, Header("w", [2, 3]).Message(3, Range(4, 6)).Float(4, 1).Float(4, 2))));
        Assert.All(facts.Problems, problem => Assert.Equal(ArtifactProblemKind.Note, problem.Kind));
        Assert.Equal(["w[0..4]:d", "w[4..6]:"], facts.Tensors.Select(tensor => $"{tensor.Name}:{tensor.ExternalFile}"));
    }

    [Fact]
    public void Segments_in_attributes_and_sparse_tensors_are_put_together_too()
    {
        var attribute = new ProtobufBuilder().Text(1, "weights").Message(10, Segment(0, 4)).Message(10, Segment(4, 6)).Varint(20, 9);
        var facts = Read(Model(Graph().Message(1, Node("Custom", "c", attribute))));
        Assert.Equal(6, Assert.Single(facts.Tensors).Parameters);
        var sparse = new ProtobufBuilder().Message(1, Header("s", [2]).Message(3, Range(0, 2)).Bytes(9, new byte[8])).Message(2, Tensor("", [2], 7, 16)).Varint(3, 100);
        Assert.Equal(["s/indices", "s"], Read(Model(Graph().Message(15, sparse))).Tensors.Select(tensor => tensor.Name));
    }

    private static ProtobufBuilder Segment(long begin, long end) =>
        Header("w", [2, 3]).Message(3, Range(begin, end)).Bytes(9, new byte[(end - begin) * 4]);

    private static ProtobufBuilder Range(long begin, long end) => new ProtobufBuilder().Varint(1, begin).Varint(2, end);
}
