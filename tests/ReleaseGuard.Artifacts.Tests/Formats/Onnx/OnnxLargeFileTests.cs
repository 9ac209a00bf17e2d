using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static ReleaseGuard.Artifacts.Tests.Formats.Onnx.OnnxFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>Models over the two gigabytes that protobuf's own readers stop at: walked by their structure, in memory and bytes read that do not grow with the weights.</summary>
public sealed class OnnxLargeFileTests
{
    private const long Gigabyte = 1L << 30;

    [Fact]
    public void A_model_of_nine_gigabytes_in_one_message_is_read_by_its_tags()
    {
        var source = Large(
            ("raw", [3, Gigabyte / 4], 9, 3 * Gigabyte),
            ("floats", [Gigabyte * 3 / 4], 4, 3 * Gigabyte),
            ("doubles", [Gigabyte * 3 / 8], 10, 3 * Gigabyte));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var facts = Format.Read(source, CancellationToken.None);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
        Assert.Empty(facts.Problems);
        Assert.Equal(["raw", "floats", "doubles"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([Gigabyte * 3 / 4, Gigabyte * 3 / 4, Gigabyte * 3 / 8], facts.Tensors.Select(tensor => tensor.Parameters));
        Assert.All(facts.Tensors, tensor => Assert.Equal(3 * Gigabyte, tensor.ByteLength));
        Assert.True(facts.Tensors[2].ByteOffset > 6 * Gigabyte);
        Assert.True(facts.BytesRead <= 64 * 1024, $"{facts.BytesRead} bytes read");
        Assert.True(facts.Length > 9 * Gigabyte);
    }

    [Fact]
    public void It_is_recognised_by_its_content() =>
        Assert.Equal("onnx", ArtifactFormats.Detect(Large(("w", [Gigabyte], 9, 4 * Gigabyte)), "model.dat")?.Name);

    [Fact]
    public void What_breaks_behind_the_second_gigabyte_is_told_at_its_place()
    {
        // One byte fewer than the shape needs, three gigabytes in.
        var facts = Format.Read(Large(("a", [Gigabyte * 3 / 4], 9, 3 * Gigabyte), ("b", [Gigabyte / 4], 9, Gigabyte - 1)), CancellationToken.None);
        Assert.True(facts.AssertProblem("O5", ArtifactProblemKind.Malformed).ByteOffset > 3 * Gigabyte);
    }

    [Fact]
    public void A_length_past_the_end_of_a_large_file_is_malformed()
    {
        var source = Large(("a", [Gigabyte], 9, 4 * Gigabyte));
        var cut = new HollowSource("model.onnx", source.Length - 1, source.Places);
        Format.Read(cut, CancellationToken.None).AssertProblem("O1", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void External_data_lies_anywhere_in_files_of_any_size()
    {
        var facts = ReadTensor(External("w", [Gigabyte], ("location", "d"), ("offset", $"{5 * Gigabyte}"), ("length", $"{4 * Gigabyte}")));
        Assert.Empty(facts.Problems);
        Assert.Empty(ExternalDataCheck.Check([facts, Read(Model(Graph(External("v", [5 * Gigabyte / 4], ("location", "d")))))], [new ExternalFileFact("d", 9 * Gigabyte)]));
    }

    private static IArtifactFormat Format => ArtifactFormats.All.Single(format => format.Name == "onnx");

    /// <summary>A model whose initializers have their values in the given field, that many bytes of zeros each.</summary>
    private static HollowSource Large(params (string Name, long[] Dims, int Field, long Bytes)[] tensors)
    {
        // Built from the inside out: lengths first, then the bytes between the zeros at their places.
        var parts = new List<(byte[] Head, long Zeros)>();
        foreach (var (name, dims, field, bytes) in tensors)
        {
            var type = field == 10 ? 11 : 1;
            var inner = Header(name, dims, type).Tag(field, 2).Number((ulong)bytes).ToArray();
            parts.Add(([.. new ProtobufBuilder().Tag(5, 2).Number((ulong)(inner.Length + bytes)).ToArray(), .. inner], bytes));
        }

        var graphLength = parts.Sum(part => part.Head.Length + part.Zeros);
        var places = new List<(long, byte[])>();
        var at = 0L;
        byte[] open = [.. new ProtobufBuilder().Varint(1, 8).Tag(7, 2).Number((ulong)graphLength).ToArray()];
        foreach (var (head, zeros) in parts)
        {
            byte[] written = [.. open, .. head];
            open = [];
            places.Add((at, written));
            at += written.Length + zeros;
        }

        var end = new ProtobufBuilder().Message(8, new ProtobufBuilder().Varint(2, 17)).ToArray();
        places.Add((at, end));
        return new HollowSource("model.onnx", at + end.Length, [.. places]);
    }
}
