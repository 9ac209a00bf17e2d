using System;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.Hdf5.Hdf5Builder;

namespace ReleaseGuard.Artifacts.Tests.Formats.Hdf5;

/// <summary>H1 to H12: each defect alone; <see cref="A_clean_file_has_no_problems"/> is the twin of all.</summary>
public sealed class Hdf5FormatTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_clean_file_has_no_problems(bool bySymbols)
    {
        var bytes = Clean(bySymbols);
        Assert.Equal("hdf5", ArtifactFormats.Detect(new MemoryArtifactSource("x", bytes))?.Name);
        var facts = ReadAs("hdf5", bytes);
        Assert.Empty(facts.Problems);
        Assert.Equal(["layer/kernel", "layer/bias"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([6L, 3L], facts.Tensors.Select(tensor => tensor.Parameters));
        Assert.All(facts.Tensors, tensor => Assert.Equal((byte)7, bytes[tensor.ByteOffset + tensor.ByteLength - 1]));
    }

    [Fact]
    public void A_superblock_of_no_known_version_is_malformed() => Broken(Clean(), 8, 9).AssertProblem("H1", ArtifactProblemKind.Malformed);

    [Fact]
    public void Offsets_of_three_bytes_are_malformed() => Broken(Clean(), 13, 3).AssertProblem("H1", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_cut_file_is_malformed_wherever_it_is_cut()
    {
        var clean = Clean();
        for (var length = 0; length < clean.Length; length++)
        {
            Assert.Contains(ReadAs("hdf5", clean[..length]).Problems, problem => problem.Kind == ArtifactProblemKind.Malformed);
        }
    }

    [Fact]
    public void A_root_outside_the_file_is_malformed() => ReadAs("hdf5", new Hdf5Builder().Finish(1 << 20)).AssertProblem("H1", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_header_that_is_none_is_malformed()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Add(new byte[64]))))).AssertProblem("H2", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_continuation_that_comes_back_is_malformed()
    {
        var file = new Hdf5Builder();
        var self = file.Position;
        ReadAs("hdf5", file.Finish(file.ObjectHeader((0x10, [.. U64(self), .. U64(40)])))).AssertProblem("H2", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_group_whose_tree_is_not_there_is_malformed()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.ObjectHeader((0x11, [.. U64(8), .. U64(8)])))).AssertProblem("H3", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Dimensions_that_overflow_or_a_type_that_is_none_are_malformed()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Dataset([1L << 62, 1L << 62], new byte[8]))))).AssertProblem("H4", ArtifactProblemKind.Malformed);
        file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Dataset([2], new byte[8], [0x11, 0, 0, 0, 0, 0, 0, 0]))))).AssertProblem("H4", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_shape_that_its_bytes_do_not_fill_is_malformed_and_excess_is_a_payload()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Dataset([3], new byte[8]))))).AssertProblem("H5", ArtifactProblemKind.Malformed);
        file = new Hdf5Builder();
        var facts = ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Dataset([3], new byte[5000])))));
        Assert.Equal(4988, facts.AssertProblem("H5", ArtifactProblemKind.Orphan).ByteLength);
        Assert.Equal(4988, Assert.Single(facts.Payloads).ByteLength);
    }

    [Fact]
    public void A_shape_with_nothing_stored_is_malformed()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("bomb", file.ObjectHeader(Dataspace(1 << 30, 1 << 10), (3, Float32), Contiguous(-1, 0)))))).AssertProblem("H5", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Data_outside_the_file_is_malformed()
    {
        var file = new Hdf5Builder();
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.ObjectHeader(Dataspace(2), (3, Float32), Contiguous(100, 1 << 30)))))).AssertProblem("H5", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Datasets_over_the_same_bytes_are_malformed()
    {
        var file = new Hdf5Builder();
        var data = file.Add(new byte[16]);
        var one = file.ObjectHeader(Dataspace(4), (3, Float32), Contiguous(data, 16));
        var two = file.ObjectHeader(Dataspace(2), (3, Float32), Contiguous(data + 8, 8));
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("one", one), ("two", two)))).AssertProblem("H5", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void Chunks_are_counted_and_checked()
    {
        Assert.Empty(Chunked([4], [2], 2, 8).Problems);
        Assert.Equal(4, Chunked([4], [2], 2, 8).Tensors.Single().Parameters);
        Chunked([400], [2], 2, 8).AssertProblem("H5", ArtifactProblemKind.Malformed);
        Chunked([2], [2], 2, 8).AssertProblem("H5", ArtifactProblemKind.Malformed);
        Chunked([4], [2], 2, 7).AssertProblem("H5", ArtifactProblemKind.Malformed);
        Assert.Empty(Chunked([4], [2], 2, 5, 1).Problems);
        Chunked([4 << 20], [2 << 20], 2, 50, 1).AssertProblem("H5", ArtifactProblemKind.Malformed);
        Chunked([4], [2], 2, 8, 32000).AssertProblem("H7", ArtifactProblemKind.Unread);
    }

    [Fact]
    public void Links_and_storage_outside_the_file_are_refused()
    {
        var file = new Hdf5Builder();
        var root = file.ObjectHeader(ExternalLink("x", "/etc/passwd"));
        Assert.Contains("/etc/passwd", ReadAs("hdf5", file.Finish(root)).AssertProblem("H6", ArtifactProblemKind.PathEscape).Message, StringComparison.Ordinal);

        file = new Hdf5Builder();
        var names = file.Add([0, 0, 0, 0, 0, 0, 0, 0, .. "/etc/shadow\0"u8]);
        var heap = file.Add([.. "HEAP"u8, 0, 0, 0, 0, .. U64(24), .. U64(-1), .. U64(names)]);
        var dataset = file.ObjectHeader(Dataspace(2), (3, Float32), Contiguous(-1, 0), (7, [1, 0, 0, 0, .. U16(1), .. U16(1), .. U64(heap), .. U64(8), .. U64(0), .. U64(8)]));
        Assert.Contains("/etc/shadow", ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", dataset)))).AssertProblem("H6", ArtifactProblemKind.PathEscape).Message, StringComparison.Ordinal);

        file = new Hdf5Builder();
        dataset = file.ObjectHeader(Dataspace(2), (3, Float32), (8, [4, 3, .. U64(0), .. U32(0)]));
        ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", dataset)))).AssertProblem("H6", ArtifactProblemKind.PathEscape);
    }

    [Fact]
    public void Attributes_are_metadata_and_long_or_encoded_ones_are_reported()
    {
        Assert.Equal("hello", WithAttribute("note", "hello").Metadata["note"]);
        WithAttribute("note", new string('x', 2000)).AssertProblem("H8", ArtifactProblemKind.Metadata);
        var encoded = Convert.ToBase64String(Enumerable.Range(0, 300).Select(i => (byte)(i * 37)).ToArray());
        WithAttribute("model_config", encoded).AssertProblem("H8", ArtifactProblemKind.Metadata);
    }

    [Fact]
    public void A_lambda_layer_can_run_code()
    {
        Assert.Empty(WithAttribute("model_config", """{"layers": [{"class_name": "Dense"}]}""").Problems);
        WithAttribute("model_config", """{"layers": [{"class_name" : "Lambda"}]}""").AssertProblem("H11", ArtifactProblemKind.Executable);
    }

    [Fact]
    public void Bytes_that_nothing_owns_are_orphan()
    {
        var file = new Hdf5Builder();
        var hidden = new byte[8000];
        hidden[4000] = 1;
        file.Add(hidden);
        Assert.InRange(ReadAs("hdf5", file.Finish(file.GroupByLinks(("x", file.Dataset([1], new byte[4]))))).AssertProblem("H9", ArtifactProblemKind.Orphan).ByteLength ?? 0, 8000, 8008);

        ReadAs("hdf5", [.. Clean(), 1, 2, 3]).AssertProblem("H9", ArtifactProblemKind.Orphan);
        var user = new byte[512];
        user[0] = 1;
        var facts = ReadAs("hdf5", [.. user, .. Clean()]);
        Assert.Equal(512, facts.AssertProblem("H9", ArtifactProblemKind.Orphan).ByteLength);
        Assert.Equal(2, facts.Tensors.Count);
    }

    [Fact]
    public void A_second_name_is_listed_and_counted_once_and_a_circle_ends()
    {
        var file = new Hdf5Builder();
        var dataset = file.Dataset([2], new byte[8]);
        var facts = ReadAs("hdf5", file.Finish(file.GroupByLinks(("a", dataset), ("b", dataset))));
        Assert.Equal(["a", "b"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(2, facts.Tensors.Sum(tensor => tensor.UniqueParameters));

        file = new Hdf5Builder();
        var root = file.Position;
        facts = ReadAs("hdf5", file.Finish(file.GroupByLinks(("self", root))));
        facts.AssertProblem("H10", ArtifactProblemKind.Note);
    }

    [Fact]
    public void The_real_file_is_read_as_h5py_reads_it()
    {
        if (SharedData.Find("intent.h5") is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var facts = ArtifactFormats.Detect(source, "no-extension")!.Read(source, System.Threading.CancellationToken.None);
        Assert.Equal("hdf5", facts.Format);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind != ArtifactProblemKind.Note);
        Assert.Equal(143_619, facts.Tensors.Sum(tensor => tensor.Parameters));
    }

    [Fact]
    public void Damaged_files_never_throw_and_are_never_read_outside() => Mutations.Hold("hdf5", Clean(), Clean(true), ChunkedBytes([4], [2], 2, 8, 1));

    internal static byte[] Clean(bool bySymbols = false)
    {
        var file = new Hdf5Builder();
        var kernel = file.Dataset([2, 3], [.. new byte[23], 7]);
        var bias = file.Dataset([3], [.. new byte[11], 7]);
        var layer = bySymbols ? file.GroupBySymbols(("kernel", kernel), ("bias", bias)) : file.GroupByLinks(("kernel", kernel), ("bias", bias));
        return file.Finish(bySymbols ? file.GroupBySymbols(("layer", layer)) : file.GroupByLinks(("layer", layer)));
    }

    private static ArtifactFacts Broken(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return ReadAs("hdf5", bytes);
    }

    private static ArtifactFacts WithAttribute(string name, string text)
    {
        var file = new Hdf5Builder();
        return ReadAs("hdf5", file.Finish(file.ObjectHeader(Attribute(name, text))));
    }

    private static ArtifactFacts Chunked(long[] shape, int[] chunk, int count, int stored, int? filter = null) => ReadAs("hdf5", ChunkedBytes(shape, chunk, count, stored, filter));

    internal static byte[] ChunkedBytes(long[] shape, int[] chunk, int count, int stored, int? filter = null)
    {
        var file = new Hdf5Builder();
        var keys = Enumerable.Range(0, count).SelectMany(i => (byte[])[.. U32(stored), .. U32(0), .. U64(i * chunk[0]), .. U64(0), .. U64(file.Add(new byte[stored]))]).ToArray();
        var tree = file.Add([.. "TREE"u8, 1, 0, .. U16(count), .. U64(-1), .. U64(-1), .. keys, .. new byte[(64 * 32) + 24 - keys.Length]]);
        var layout = (8, (byte[])[3, 2, 2, .. U64(tree), .. U32(chunk[0]), .. U32(4)]);
        var pipeline = (0x0B, (byte[])[1, 1, 0, 0, 0, 0, 0, 0, .. U16(filter ?? 0), .. U16(0), .. U16(0), .. U16(0)]);
        var header = filter is null ? file.ObjectHeader(Dataspace(shape), (3, Float32), layout) : file.ObjectHeader(Dataspace(shape), (3, Float32), layout, pipeline);
        return file.Finish(file.GroupByLinks(("x", header)));
    }
}
