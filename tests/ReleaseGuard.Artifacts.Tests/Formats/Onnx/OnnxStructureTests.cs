using System;
using System.Collections.Generic;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>O1, O2, O11: the protobuf itself, merged fields, recursion. Each defect stands alone; <see cref="A_clean_model_has_no_problems"/> is the twin of all.</summary>
public sealed class OnnxStructureTests
{
    [Fact]
    public void A_clean_model_has_no_problems()
    {
        var facts = Read(Clean());
        Assert.Empty(facts.Problems);
        Assert.Empty(facts.Payloads);
        Assert.Equal(["w", "b"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2L, 3L], facts.Tensors[0].Shape);
        Assert.Equal(9, facts.Tensors.Sum(tensor => tensor.Parameters));
        Assert.All(facts.Tensors, tensor => Assert.Equal(tensor.Parameters * 4, tensor.ByteLength));
        Assert.Equal("8", facts.Metadata["ir_version"]);
    }

    [Fact]
    public void It_is_recognised_by_content()
    {
        var bytes = Clean();
        Assert.Equal("onnx", ArtifactFormats.Detect(new MemoryArtifactSource("weights.dat", bytes))?.Name);
        Assert.Null(ArtifactFormats.Detect(new MemoryArtifactSource("x", "hello, world: this is text"u8.ToArray())));
    }

    [Fact]
    public void Weights_are_not_read()
    {
        var facts = Read(Model(Graph(Tensor("w", [1000, 1000]))));
        Assert.Empty(facts.Problems);
        Assert.True(facts.BytesRead < 20_000, $"{facts.BytesRead} bytes read");
    }

    public static TheoryData<string, byte[]> BrokenProtobuf => new()
    {
        { "a length past the end", [.. Clean(), 0x3A, 0x7F] },
        { "a varint of eleven bytes", [.. Clean(), 0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] },
        { "a varint cut off", [.. Clean(), 0x28, 0x80] },
        { "a group", [.. Clean(), 0x2B, 0x2C] },
        { "field number zero", [.. Clean(), 0x00, 0x00] },
        { "wire type 7", [.. Clean(), 0x2F] },
        { "a fixed64 cut off", [.. Clean(), 0x29, 1, 2, 3] },
        { "a text with a varint's wire type", [.. Clean(), 0x18, 0x01] },
    };

    [Theory]
    [MemberData(nameof(BrokenProtobuf))]
    public void Broken_protobuf_is_malformed(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Read(bytes).AssertProblem("O1", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_cut_file_is_malformed_wherever_it_is_cut()
    {
        var clean = Clean();
        for (var length = 0; length < clean.Length; length++)
        {
            var facts = Read(clean[..length]);
            // Cut after the graph the file is a smaller, well-formed model: protobuf has no end mark.
            Assert.True(facts.Problems.Count > 0 || facts.Tensors.Count == 2, $"cut at {length}");
        }
    }

    [Fact]
    public void A_file_without_graph_or_version_is_malformed()
    {
        Assert.Equal(2, Read([]).Problems.Count(problem => problem.Kind == ArtifactProblemKind.Malformed));
    }

    [Fact]
    public void Unknown_fields_are_orphan_bytes()
    {
        var facts = Read(Model(Graph(Tensor("w", [2, 3]))).Bytes(99, new byte[5000]));
        Assert.Equal(5000, facts.AssertProblem("O1", ArtifactProblemKind.Orphan).ByteLength - 4);
        Assert.Single(facts.Payloads);
    }

    [Fact]
    public void Unknown_fields_are_found_at_any_depth()
    {
        var type = new ProtobufBuilder().Message(1, new ProtobufBuilder().Varint(1, 1).Bytes(15, new byte[64]));
        var info = new ProtobufBuilder().Text(1, "x").Message(2, type);
        Read(Model(Graph(Tensor("w", [2, 3])).Message(11, info))).AssertProblem("O1", ArtifactProblemKind.Orphan);
    }

    [Fact]
    public void A_second_graph_counts_and_is_reported()
    {
        var facts = Read(Model(Graph(Tensor("w", [2, 3]))).Message(7, Graph(Tensor("hidden", [4]))));
        facts.AssertProblem("O2", ArtifactProblemKind.Malformed);
        Assert.Equal(10, facts.Tensors.Sum(tensor => tensor.Parameters));
    }

    [Fact]
    public void Earlier_raw_data_that_a_later_one_replaces_is_reported()
    {
        ReadTensor(Tensor("w", [2, 3]).Bytes(9, new byte[24])).AssertProblem("O2", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Nesting_without_end_is_malformed_and_does_not_overflow_the_stack()
    {
        var graph = Graph(Tensor("deep", [1]));
        for (var i = 0; i < 3000; i++)
        {
            graph = new ProtobufBuilder().Message(1, Node("If", "y", new ProtobufBuilder().Text(1, "then_branch").Message(6, graph).Varint(20, 5)));
        }

        Read(Model(graph)).AssertProblem("O1", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Functions_that_call_each_other_in_a_circle_are_malformed()
    {
        var clean = Model(Graph(Tensor("w", [1]))).Message(25, Function("f", "g")).Message(25, Function("g", "Add"));
        Assert.Empty(Read(clean).Problems);
        var circle = Model(Graph(Tensor("w", [1]))).Message(25, Function("f", "g")).Message(25, Function("g", "f"));
        Read(circle).AssertProblem("O11", ArtifactProblemKind.Malformed);
        var self = Model(Graph(Tensor("w", [1]))).Message(25, Function("f", "f"));
        Read(self).AssertProblem("O11", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Packed_and_unpacked_dimensions_are_the_same()
    {
        var packed = new ProtobufBuilder().PackedVarints(1, [2, 3]).Varint(2, 1).Text(8, "w").Bytes(9, new byte[24]);
        var facts = ReadTensor(packed);
        Assert.Empty(facts.Problems);
        Assert.Equal([2L, 3L], facts.Tensors[0].Shape);
    }

    [Fact]
    public void Millions_of_empty_records_stay_bounded()
    {
        var graph = new ProtobufBuilder();
        var empty = new List<byte>(400_000);
        for (var i = 0; i < 200_000; i++)
        {
            empty.AddRange([0x2A, 0x00]);
        }

        var facts = Read(Model(graph.Raw([.. empty])));
        Assert.InRange(facts.Problems.Count, 1, 1100);
        Assert.InRange(facts.BytesRead, 0, 1_000_000);
    }

    private static ProtobufBuilder Function(string name, string calls) => new ProtobufBuilder()
        .Text(1, name)
        .Text(10, "local")
        .Message(7, Node(calls, "y").Text(7, "local"));
}
