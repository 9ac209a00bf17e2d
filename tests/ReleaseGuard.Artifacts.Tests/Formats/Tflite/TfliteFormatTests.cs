using System;
using System.Linq;
using System.Text;
using System.Threading;
using ReleaseGuard.Artifacts.Tests.Archives;
using static ReleaseGuard.Artifacts.Tests.Formats.Tflite.FlatBytes;

namespace ReleaseGuard.Artifacts.Tests.Formats.Tflite;

public sealed class TfliteFormatTests
{
    [Fact]
    public void A_clean_model_has_no_problem()
    {
        var facts = Read(Model());
        Assert.Empty(facts.Problems);
        Assert.Empty(facts.Payloads);
        var tensor = facts.Tensors.Single();
        Assert.Equal(("w", "FLOAT32", 6L, 24L), (tensor.Name, tensor.Type.Name, tensor.Parameters, tensor.ByteLength));
        Assert.Equal([2, 3], tensor.Shape);
        Assert.Equal("3", facts.Metadata["version"]);
    }

    [Theory]
    [InlineData(17, 7, 4)]
    [InlineData(19, 5, 2)]
    [InlineData(1, 4, 8)]
    [InlineData(9, 5, 5)]
    public void Sub_byte_and_narrow_types_have_their_size(byte type, int elements, int bytes) =>
        Assert.Empty(Read(Model(shape: [elements], type: type, data: new byte[bytes])).Problems);

    [Fact]
    public void A_string_tensor_has_no_parameters()
    {
        var facts = Read(Model(shape: [2], type: 5, data: new byte[30]));
        Assert.Empty(facts.Problems);
        Assert.Equal(0, facts.Tensors.Single().Parameters);
    }

    [Fact]
    public void Two_tensors_of_one_buffer_count_once()
    {
        var model = Model();
        var graph = ((Table[])model[2])[0];
        graph[0] = new[] { Tensor("w", new[] { 2, 3 }, 0, 1), Tensor("w_tied", new[] { 3, 2 }, 0, 1) };
        Assert.Equal(6, ParameterCount.Count([Read(model)]).Logical);
    }

    [Fact]
    public void Data_behind_the_flatbuffer_is_read_by_its_range()
    {
        var model = Model();
        var length = Write(WithOffset(model, 0)).Length;
        var facts = Read(WithOffset(Model(), (ulong)length), tail: new byte[24]);
        Assert.Empty(facts.Problems);
        Assert.Equal((length, 24L), (facts.Tensors.Single().ByteOffset, facts.Tensors.Single().ByteLength));
    }

    [Fact]
    public void Associated_files_behind_the_model_are_noted()
    {
        var facts = Read(Model(), tail: ZipBytes.Clean());
        Assert.Equal([("T10", ArtifactProblemKind.Note)], facts.Problems.Select(problem => (problem.Invariant, problem.Kind)));
        Assert.Single(facts.Payloads);
    }

    [Fact]
    public void An_external_buffer_in_the_folder_is_a_reference()
    {
        var facts = Read(External("weights.bin", 0, 24));
        Assert.Empty(facts.Problems);
        Assert.Equal(["weights.bin"], facts.References);
        Assert.Equal(("weights.bin", 24L), (facts.Tensors.Single().ExternalFile, facts.Tensors.Single().ByteLength));
    }

    public static TheoryData<string, string, ArtifactProblemKind, byte[]> Broken()
    {
        var clean = Write(Model());
        var orphan = Model();
        orphan[4] = ((Table[])orphan[4]).Append(new Table { [0] = new byte[100] }).ToArray();
        var sentinel = Model();
        ((Table[])sentinel[4])[0] = new Table { [0] = new byte[] { 1, 2 } };
        var shared = Model();
        shared[4] = new Table[] { new(), new() { [1] = (ulong)(clean.Length - 20), [2] = 16ul }, new() { [1] = (ulong)(clean.Length - 12), [2] = 10ul } };
        var blob = Model();
        blob[6] = new Table[] { new() { [0] = "notes", [1] = 2u } };
        blob[4] = ((Table[])blob[4]).Append(new Table { [0] = new byte[5000] }).ToArray();
        var options = Model();
        ((Table[])options[2])[0][3] = new Table[] { new() { [5] = new byte[5000] } };
        var quantized = Model();
        ((Table[])((Table[])quantized[2])[0][0])[0][4] = new Table { [2] = new float[50] };
        return new TheoryData<string, string, ArtifactProblemKind, byte[]>
        {
            { "T1", "no 'TFL3'", ArtifactProblemKind.Malformed, new byte[3] },
            { "T2", "the model", ArtifactProblemKind.Malformed, [0xFF, 0xFF, 0xFF, 0x7F, .. clean[4..]] },
            { "T2", "the model", ArtifactProblemKind.Malformed, [0, 0, 0, 0, .. clean[4..]] },
            { "T2", "list of fields", ArtifactProblemKind.Malformed, [8, 0, 0, 0, .. "TFL3"u8, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0] },
            { "T2", "leads outside", ArtifactProblemKind.Malformed, Write(new Table { [0] = 3u, [4] = new RawOffset(0x7FFFFFFF) }) },
            { "T3", "past the end", ArtifactProblemKind.Malformed, Write(new Table { [0] = 3u, [4] = new RawVector(uint.MaxValue, new byte[8]) }) },
            { "T3", "past the end", ArtifactProblemKind.Malformed, Write(Model(shapeVector: new RawVector(1u << 30, [1, 0, 0, 0]))) },
            { "T5", "'no data', holds data", ArtifactProblemKind.Malformed, Write(sentinel) },
            { "T6", "needs 24 bytes", ArtifactProblemKind.Malformed, Write(Model(data: new byte[20])) },
            { "T6", "needs 24 bytes", ArtifactProblemKind.Malformed, Write(Model(data: new byte[28])) },
            { "T6", "type 99", ArtifactProblemKind.Malformed, Write(Model(type: 99)) },
            { "T6", "dimension of -1", ArtifactProblemKind.Malformed, Write(Model(shape: [-1, 6])) },
            { "T6", "more than 2^63-1", ArtifactProblemKind.Malformed, Write(Model(shape: [int.MaxValue, int.MaxValue, int.MaxValue])) },
            { "T6", "uses buffer 9 of 2", ArtifactProblemKind.Malformed, Write(Model(buffer: 9)) },
            { "T7", "past the end of the file", ArtifactProblemKind.Malformed, Write(WithOffset(Model(), ulong.MaxValue)) },
            { "T7", "shares bytes", ArtifactProblemKind.Malformed, Write(shared) },
            { "T8", "used by no tensor", ArtifactProblemKind.Orphan, Write(orphan) },
            { "T9", "metadata 'notes'", ArtifactProblemKind.Metadata, Write(blob) },
            { "T9", "custom options", ArtifactProblemKind.Metadata, Write(options) },
            { "T9", "has 50 numbers", ArtifactProblemKind.Metadata, Write(quantized) },
            { "T9", "looks like base64".Replace("looks", "look"), ArtifactProblemKind.Metadata, Write(Model(description: Convert.ToBase64String(Enumerable.Range(0, 300).Select(i => (byte)(i * 37)).ToArray()))) },
            { "T10", "follow the model", ArtifactProblemKind.Orphan, Write(Model(), tail: Encoding.ASCII.GetBytes("hidden")) },
            { "T10", "follow the model", ArtifactProblemKind.Orphan, Write(Model(), tail: new byte[2000]) },
            { "T11", "climbs", ArtifactProblemKind.PathEscape, Write(External("../weights.bin", 0, 24)) },
            { "T11", "absolute", ArtifactProblemKind.PathEscape, Write(External("/weights.bin", 0, 24)) },
            { "T11", "not a plain path", ArtifactProblemKind.Malformed, Write(External("a\\weights.bin", 0, 24)) },
            { "T11", "which is not there", ArtifactProblemKind.Malformed, Write(External("weights.bin", 0, 24, id: 8)) },
            { "T11", "lies at", ArtifactProblemKind.Malformed, Write(External("weights.bin", ulong.MaxValue, 24)) },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_model_is_told_by_the_invariant_it_breaks(string invariant, string message, ArtifactProblemKind kind, byte[] bytes) =>
        Assert.Contains(Read(bytes).Problems, problem => problem.Invariant == invariant && problem.Kind == kind && problem.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Tables_that_are_walked_again_and_again_are_told()
    {
        // One subgraph table, two thousand times, each with the same two thousand tensors.
        var tensors = Enumerable.Repeat(Tensor("w", new[] { 2, 3 }, 0, 1), 2000).ToArray();
        var graph = new Table { [0] = tensors };
        var model = Model();
        model[2] = Enumerable.Repeat(graph, 2000).ToArray();
        Assert.Contains(Read(model).Problems, problem => problem.Invariant == "T4");
    }

    [Fact]
    public void Bytes_between_the_tables_are_told()
    {
        var model = Model();
        model[20] = new byte[2000];
        Assert.Contains(Read(model).Problems, problem => problem is { Invariant: "T10", Kind: ArtifactProblemKind.Orphan });
    }

    [Fact]
    public void Damaged_copies_are_survived() => Mutations.Hold("tflite", Write(Model()), Write(External("weights.bin", 0, 24)), Write(WithOffset(Model(), 30)));

    internal static Table Model(int[]? shape = null, byte type = 0, byte[]? data = null, uint buffer = 1, string? description = null, object? shapeVector = null) => new()
    {
        [0] = 3u,
        [1] = new Table[] { new() { [0] = (byte)9 } },
        [2] = new Table[]
        {
            new()
            {
                [0] = new[] { Tensor("w", shapeVector ?? shape ?? new[] { 2, 3 }, type, buffer), Tensor("activation", new[] { 1, 3 }, 0, 0) },
                [1] = new[] { 1 },
                [2] = new[] { 1 },
                [3] = new Table[] { new() { [0] = 0u, [1] = new[] { 1, 0 }, [2] = new[] { 1 } } },
                [4] = "main",
            },
        },
        [3] = description ?? "made by a test",
        [4] = new Table[] { new(), new() { [0] = data ?? new byte[24] } },
    };

    internal static Table Tensor(string name, object shape, byte type, uint buffer) => new() { [0] = shape, [1] = type, [2] = buffer, [3] = name };

    internal static Table WithOffset(Table model, ulong offset)
    {
        ((Table[])model[4])[1] = new Table { [1] = offset, [2] = 24ul };
        return model;
    }

    internal static Table External(string path, ulong offset, ulong length, uint id = 7)
    {
        var model = Model(buffer: 0);
        ((Table[])((Table[])model[2])[0][0])[0][10] = id;
        ((Table[])model[4])[1] = new Table();
        model[8] = new Table[] { new() { [0] = path } };
        model[9] = new Table[] { new() { [0] = 7u, [1] = 0u, [2] = offset, [3] = length } };
        return model;
    }

    private static ArtifactFacts Read(Table model, byte[]? tail = null) => Read(Write(model, tail: tail));

    private static ArtifactFacts Read(byte[] bytes)
    {
        var facts = ArtifactFormats.ClaimedBy("a.tflite")!.Read(new CountingSource("model.tflite", bytes), CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        return facts;
    }
}
