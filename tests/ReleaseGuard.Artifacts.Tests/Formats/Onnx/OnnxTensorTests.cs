using System;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>O3 to O7: dimensions, the one value field, its length, types, names; and every place where a tensor can stand.</summary>
public sealed class OnnxTensorTests
{
    [Fact]
    public void A_negative_dimension_is_malformed() => ReadTensor(Tensor("w", [-1, 3], rawBytes: 12)).AssertProblem("O3", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_product_past_63_bits_is_malformed() => ReadTensor(Tensor("w", [1L << 62, 1L << 62, 1L << 32], rawBytes: 4)).AssertProblem("O3", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_scalar_and_an_empty_tensor_are_fine()
    {
        var facts = Read(Model(Graph(Tensor("scalar", []), Header("none", [0, 4]))));
        Assert.Empty(facts.Problems);
        Assert.Equal([1L, 0L], facts.Tensors.Select(tensor => tensor.Parameters));
    }

    [Fact]
    public void Values_in_two_fields_are_malformed_and_the_second_is_orphan()
    {
        var facts = ReadTensor(Tensor("w", [2]).Bytes(4, new byte[8]));
        facts.AssertProblem("O4", ArtifactProblemKind.Malformed);
        facts.AssertProblem("O4", ArtifactProblemKind.Orphan);
    }

    [Fact]
    public void No_values_at_all_are_malformed() => ReadTensor(Header("w", [2])).AssertProblem("O4", ArtifactProblemKind.Malformed);

    [Fact]
    public void Values_in_another_types_field_are_malformed() => ReadTensor(Header("w", [2]).PackedVarints(7, [1, 2])).AssertProblem("O4", ArtifactProblemKind.Malformed);

    [Fact]
    public void Raw_data_too_short_is_malformed() => ReadTensor(Tensor("w", [2, 3], rawBytes: 23)).AssertProblem("O5", ArtifactProblemKind.Malformed);

    [Fact]
    public void Raw_data_too_long_is_malformed_and_its_excess_is_a_payload()
    {
        var facts = ReadTensor(Tensor("w", [2, 3], rawBytes: 24 + 4096));
        facts.AssertProblem("O5", ArtifactProblemKind.Malformed);
        Assert.Equal(4096, facts.AssertProblem("O5", ArtifactProblemKind.Orphan).ByteLength);
        Assert.Equal(24, facts.Tensors[0].ByteLength);
        Assert.Equal(4096, Assert.Single(facts.Payloads).ByteLength);
    }

    [Theory]
    [InlineData(21, 5, 3)]
    [InlineData(23, 4, 2)]
    [InlineData(25, 5, 2)]
    [InlineData(26, 4, 1)]
    public void Sub_byte_types_pack_into_whole_bytes(int type, int elements, int bytes)
    {
        Assert.Empty(ReadTensor(Tensor("w", [elements], type, bytes)).Problems);
        ReadTensor(Tensor("w", [elements], type, bytes + 1)).AssertProblem("O5", ArtifactProblemKind.Malformed);
    }

    [Theory]
    [InlineData(10, 2, 2)]
    [InlineData(3, 3, 3)]
    [InlineData(22, 5, 3)]
    public void Narrow_types_may_stand_in_int32_data(int type, int elements, int values)
    {
        var facts = ReadTensor(Header("w", [elements], type).PackedVarints(5, Enumerable.Repeat(1L, values)));
        Assert.Empty(facts.Problems);
        Assert.Equal(elements, facts.Tensors[0].Parameters);
        Assert.Equal(TensorStorageKind.Scalars, facts.Tensors[0].Storage?.Kind);
        ReadTensor(Header("w", [elements], type).PackedVarints(5, Enumerable.Repeat(1L, values + 1))).AssertProblem("O5", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Float_data_packed_is_the_elements_and_unpacked_is_counted()
    {
        var packed = ReadTensor(Header("w", [2]).Bytes(4, new byte[8]));
        Assert.Empty(packed.Problems);
        Assert.Null(packed.Tensors[0].Storage);
        Assert.Equal(8, packed.Tensors[0].ByteLength);

        var unpacked = ReadTensor(Header("w", [2]).Float(4, 1).Float(4, 2));
        Assert.Empty(unpacked.Problems);
        Assert.Equal(TensorStorageKind.Scalars, unpacked.Tensors[0].Storage?.Kind);

        ReadTensor(Header("w", [2]).Bytes(4, new byte[7])).AssertProblem("O1", ArtifactProblemKind.Malformed);
        ReadTensor(Header("w", [2]).Bytes(4, new byte[12])).AssertProblem("O5", ArtifactProblemKind.Malformed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    [InlineData(-1)]
    public void A_type_that_does_not_exist_is_malformed(int type) => ReadTensor(Tensor("w", [2], type)).AssertProblem("O6", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_name_used_twice_or_missing_is_malformed()
    {
        Read(Model(Graph(Tensor("w", [2]), Tensor("w", [3])))).AssertProblem("O7", ArtifactProblemKind.Malformed);
        ReadTensor(Tensor("", [2])).AssertProblem("O7", ArtifactProblemKind.Malformed);
        var sparse = Graph(Tensor("w", [2])).Message(15, Sparse("w", 2));
        Read(Model(sparse)).AssertProblem("O7", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Sparse_initializers_list_values_and_indices()
    {
        var facts = Read(Model(Graph().Message(15, Sparse("s", 3))));
        Assert.Empty(facts.Problems);
        Assert.Equal(["s", "s/indices"], facts.Tensors.Select(tensor => tensor.Name));
        var broken = new ProtobufBuilder().Message(1, Tensor("s", [3])).Message(2, Tensor("", [2], 7, 16)).Varint(3, 100);
        Read(Model(Graph().Message(15, broken))).AssertProblem("O5", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Tensors_are_found_in_every_place()
    {
        var attributes = new[]
        {
            Node("Constant", "c1", Attribute("value", 4, a => a.Message(5, Tensor("", [5])))),
            Node("Constant", "c2", Attribute("value_floats", 6, a => a.Float(7, 1).Float(7, 2))),
            Node("Constant", "c3", Attribute("value_ints", 7, a => a.Varint(8, 1))),
            Node("Constant", "c4", Attribute("value_float", 1, a => a.Float(2, 1))),
            Node("Constant", "c5", Attribute("sparse_value", 11, a => a.Message(22, Sparse("", 2)))),
            Node("Custom", "c6", Attribute("weights", 9, a => a.Message(10, Tensor("", [7])).Message(10, Tensor("named", [8])))),
            Node("TreeEnsembleClassifier", "c7", Attribute("nodes_values", 6, a => a.Bytes(7, new byte[40]))),
            Node("TreeEnsembleClassifier", "c8", Attribute("nodes_featureids", 7, a => a.PackedVarints(8, new long[100]))),
            Node("Conv", "c9", Attribute("kernel_shape", 7, a => a.Varint(8, 3).Varint(8, 3))),
            Node("If", "c10", Attribute("then_branch", 5, a => a.Message(6, Graph(Tensor("inner", [9]))))),
        };
        var graph = Graph();
        foreach (var node in attributes)
        {
            graph.Message(1, node);
        }

        var function = new ProtobufBuilder().Text(1, "f").Message(7, Node("Constant", "in_function", Attribute("value", 4, a => a.Message(5, Tensor("", [11])))))
            .Message(11, Attribute("default", 4, a => a.Message(5, Tensor("", [12]))));
        var training = new ProtobufBuilder().Message(2, Graph(Tensor("trained", [13])));
        var facts = Read(Model(graph).Message(20, training).Message(25, function));
        Assert.Empty(facts.Problems);
        Assert.Equal(
            [
                "c1:5", "c2:2", "c3:1", "c4:1", "c5:2", "c5/indices:2", "c6_node/weights:7", "named:8", "c7_node/nodes_values:10",
                "c8_node/nodes_featureids:100", "inner:9", "trained:13", "in_function:11", "f/default:12",
            ],
            facts.Tensors.Select(tensor => $"{tensor.Name}:{tensor.Parameters}"));
    }

    [Fact]
    public void An_attribute_with_values_of_two_kinds_is_malformed_and_orphan()
    {
        var facts = Read(Model(Graph().Message(1, Node("Constant", "c", Attribute("value", 4, a => a.Message(5, Tensor("", [1])).Bytes(7, new byte[4000]))))));
        facts.AssertProblem("O4", ArtifactProblemKind.Malformed);
        facts.AssertProblem("O4", ArtifactProblemKind.Orphan);
    }

    [Fact]
    public void An_attribute_that_lies_about_its_type_is_malformed() =>
        Read(Model(Graph().Message(1, Node("Constant", "c", Attribute("value", 7, a => a.Message(5, Tensor("", [1]))))))).AssertProblem("O4", ArtifactProblemKind.Malformed);

    [Fact]
    public void Long_and_encoded_strings_are_metadata_problems_or_payloads()
    {
        var encoded = Convert.ToBase64String(Enumerable.Range(0, 900).Select(i => (byte)(i * 37)).ToArray());
        Read(Model(Graph(Tensor("w", [1]))).Message(14, Entry("notes", encoded))).AssertProblem("O12", ArtifactProblemKind.Metadata);
        Read(Model(Graph(Tensor("w", [1])).Text(10, new string('a', 2000)))).AssertProblem("O12", ArtifactProblemKind.Metadata);
        var attribute = Read(Model(Graph().Message(1, Node("Custom", "c", Attribute("blob", 3, a => a.Bytes(4, new byte[5000]))))));
        Assert.Equal(5000, Assert.Single(attribute.Payloads).ByteLength);
    }

    private static ProtobufBuilder Sparse(string name, int count) => new ProtobufBuilder()
        .Message(1, Tensor(name, [count]))
        .Message(2, Tensor("", [count], 7, count * 8))
        .Varint(3, 100);

    private static ProtobufBuilder Attribute(string name, int type, Action<ProtobufBuilder> value)
    {
        var attribute = new ProtobufBuilder().Text(1, name);
        value(attribute);
        return attribute.Varint(20, type);
    }
}
