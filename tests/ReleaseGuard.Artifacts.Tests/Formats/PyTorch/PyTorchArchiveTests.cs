using System;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.PyTorch;

/// <summary>P1 to P7 on the zip form: the archive, its records, tensors laid over storages. The clean file is the twin of every defect.</summary>
public sealed class PyTorchArchiveTests
{
    [Fact]
    public void A_clean_archive_has_no_problems_and_places_its_tensors()
    {
        var bytes = CleanZip();
        Assert.Equal("pytorch", ArtifactFormats.Detect(new MemoryArtifactSource("x", bytes))?.Name);
        var facts = ReadAs("pytorch", bytes);
        Assert.Empty(facts.Problems);
        var tensor = Assert.Single(facts.Tensors);
        Assert.Equal(("w", "F32", 6L, 24L), (tensor.Name, tensor.Type.Name, tensor.Parameters, tensor.ByteLength));
        Assert.Null(tensor.Storage);
        Assert.All(bytes[(int)tensor.ByteOffset..(int)(tensor.ByteOffset + tensor.ByteLength)], b => Assert.Equal(0, b));
    }

    [Fact]
    public void A_record_outside_the_folder_is_malformed() =>
        ReadAs("pytorch", ZipOf(("a/data.pkl", Dictionary(p => p.Op("N")), false), ("b/extra", new byte[9], false))).AssertProblem("P1", ArtifactProblemKind.Malformed);

    [Fact]
    public void An_archive_without_a_pickle_is_malformed() => ReadAs("pytorch", ZipOf(("a/version", "3\n"u8.ToArray(), false))).AssertProblem("P1", ArtifactProblemKind.Malformed);

    [Fact]
    public void Bytes_around_the_archive_are_reported()
    {
        Assert.Contains(ReadAs("pytorch", [.. CleanZip(), 1, 2, 3]).Problems, problem => problem.Invariant.StartsWith('Z'));
    }

    [Fact]
    public void A_pickle_that_fails_its_checksum_is_malformed()
    {
        var bytes = CleanZip();
        var at = bytes.AsSpan().IndexOf("_rebuild_tensor_v2"u8);
        bytes[at] = (byte)'X';
        ReadAs("pytorch", bytes).AssertProblem("Z13", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_compressed_record_is_malformed_and_still_counted()
    {
        var facts = ReadAs("pytorch", ZipOf(("a/data.pkl", Dictionary(p => p.Tensor("0", 600, 0, [600], [1])), false), ("a/data/0", new byte[2400], true)));
        facts.AssertProblem("P2", ArtifactProblemKind.Malformed);
        Assert.Equal(TensorStorageKind.Compressed, facts.Tensors.Single().Storage?.Kind);
        Assert.Equal(600, facts.Tensors.Single().Parameters);
    }

    [Fact]
    public void A_compressed_pickle_is_followed_and_reported_where_its_record_lies()
    {
        var pickle = new PickleBuilder().Global("os", "system").Text(new string('a', 2000)).Raw(0x85).Op("R.").ToArray();
        var bytes = ZipOf(("a/data.pkl", pickle, true), ("a/version", "3\n"u8.ToArray(), false));
        var facts = ReadAs("pytorch", bytes);
        facts.AssertProblem("P2", ArtifactProblemKind.Malformed);
        Assert.InRange(facts.AssertProblem("P8", ArtifactProblemKind.Executable).ByteOffset ?? -1, 0, bytes.Length);
    }

    [Fact]
    public void A_storage_longer_or_shorter_than_its_record_is_malformed()
    {
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 7, 0, [2, 3], [3, 1])), ("data/0", new byte[24]))).AssertProblem("P3", ArtifactProblemKind.Malformed);
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, 0, [2, 3], [3, 1])), ("data/0", new byte[28]))).AssertProblem("P3", ArtifactProblemKind.Malformed);
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 1L << 62, 0, [2, 3], [3, 1])), ("data/0", new byte[28]))).AssertProblem("P3", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_storage_with_two_stories_is_malformed()
    {
        var pickle = new PickleBuilder().Op("}(").Text("a").Tensor("0", 6, 0, [6], [1]).Text("b").Tensor("0", 3, 0, [3], [1], "DoubleStorage").Op("u.").ToArray();
        ReadAs("pytorch", Zip(pickle, ("data/0", new byte[24]))).AssertProblem("P3", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_missing_record_is_not_read() =>
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("5", 6, 0, [6], [1])))).AssertProblem("P3", ArtifactProblemKind.Unread);

    [Theory]
    [InlineData(1, new long[] { 2, 3 }, new long[] { 3, 1 })]
    [InlineData(0, new long[] { 7 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 5, 1 })]
    [InlineData(-1, new long[] { 1 }, new long[] { 1 })]
    [InlineData(0, new long[] { 1L << 62, 1L << 62 }, new long[] { 1, 1 })]
    [InlineData(0, new long[] { -2 }, new long[] { 1 })]
    [InlineData(0, new long[] { 4, 4 }, new long[] { 1L << 62, 1L << 62 })]
    [InlineData(0, new long[] { 1L << 40, 1L << 20 }, new long[] { long.MaxValue, long.MaxValue })]
    public void A_view_that_leaves_its_storage_is_malformed(long offset, long[] size, long[] stride) =>
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, offset, size, stride)), ("data/0", new byte[24]))).AssertProblem("P4", ArtifactProblemKind.Malformed);

    [Fact]
    public void Negative_strides_are_malformed() =>
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, 5, [6], [-1])), ("data/0", new byte[24]))).AssertProblem("P5", ArtifactProblemKind.Malformed);

    [Fact]
    public void Sizes_and_strides_of_different_rank_are_malformed() =>
        ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, 0, [6], [1, 1])), ("data/0", new byte[24]))).AssertProblem("P5", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_record_that_nothing_names_is_orphan()
    {
        var facts = ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ("data/0", new byte[24]), ("data/1", new byte[4000])));
        Assert.Equal(4000, facts.AssertProblem("P6", ArtifactProblemKind.Orphan).ByteLength);
        Assert.Equal(4000, facts.Payloads.Single().ByteLength);
    }

    [Fact]
    public void A_tensor_made_and_dropped_is_orphan()
    {
        var pickle = new PickleBuilder().Op("}(").Text("w").Tensor("0", 6, 0, [6], [1]).Op("0N").Op("u.").ToArray();
        var facts = ReadAs("pytorch", Zip(pickle, ("data/0", new byte[24])));
        facts.AssertProblem("P6", ArtifactProblemKind.Orphan);
        Assert.Equal(6, facts.Tensors.Single().Parameters);
    }

    [Fact]
    public void A_slice_that_ships_its_whole_storage_is_orphan()
    {
        var facts = ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 2000, 0, [10, 20], [20, 1])), ("data/0", new byte[8000])));
        var problem = facts.AssertProblem("P7", ArtifactProblemKind.Orphan);
        Assert.Equal(7200, problem.ByteLength);
        Assert.Equal(200, facts.Tensors.Single().Parameters);
        Assert.Equal(7200, facts.Payloads.Single().ByteLength);
    }

    [Fact]
    public void Columns_of_a_matrix_leave_the_rest_unseen()
    {
        var facts = ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 200, 0, [10, 5], [20, 1])), ("data/0", new byte[800])));
        Assert.Contains("600 ship unseen", facts.AssertProblem("P7", ArtifactProblemKind.Orphan).Message, System.StringComparison.Ordinal);
        Assert.Equal(50, facts.Tensors.Single().UniqueParameters);
    }

    [Fact]
    public void A_view_of_a_storage_that_is_not_there_takes_no_memory_for_its_places()
    {
        // 159 bytes that claimed millions of places: found by fuzzing.
        var bytes = Dictionary(p => p.Tensor("0", 1L << 40, 0, [3_000_000, 3], [27, 1]));
        var before = System.GC.GetAllocatedBytesForCurrentThread();
        ReadAs("pickle", bytes).AssertProblem("P7", ArtifactProblemKind.Unread);
        Assert.True(System.GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Shared_elements_are_counted_once_whatever_the_view()
    {
        var pickle = new PickleBuilder().Op("}(")
            .Text("w").Tensor("0", 200, 0, [10, 20], [20, 1])
            .Text("transposed").Tensor("0", 200, 0, [20, 10], [1, 20])
            .Text("columns").Tensor("0", 200, 0, [10, 5], [20, 1])
            .Text("expanded").Tensor("1", 1, 0, [1000], [0])
            .Op("u.").ToArray();
        var facts = ReadAs("pytorch", Zip(pickle, ("data/0", new byte[800]), ("data/1", new byte[4])));
        Assert.Empty(facts.Problems);
        Assert.Equal(201, facts.Tensors.Sum(tensor => tensor.UniqueParameters));
        Assert.Equal(1450, facts.Tensors.Sum(tensor => tensor.Parameters));
    }

    [Fact]
    public void Code_is_reported_and_its_module_still_counted()
    {
        var module = new PickleBuilder().Global("__torch__", "Model").Op(")").Raw(0x81).Op("}(").Text("weight").Tensor("0", 6, 0, [6], [1]).Op("ub.").ToArray();
        var facts = ReadAs("pytorch", Zip(module, ("data/0", new byte[24]), ("code/__torch__.py", "class Model"u8.ToArray())));
        Assert.Equal("P11", Assert.Single(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Executable).Invariant);
        Assert.Equal("weight", facts.Tensors.Single().Name);
    }

    [Fact]
    public void Big_endian_archives_say_so()
    {
        var facts = ReadAs("pytorch", Zip(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ("data/0", new byte[24]), ("byteorder", "big"u8.ToArray())));
        Assert.Equal(TensorStorageKind.BigEndian, facts.Tensors.Single().Storage?.Kind);
    }

    [Theory]
    [InlineData("tensors.pth", 12)]
    [InlineData("test.pt", 8)]
    [InlineData("legacy_pytorch_model.bin", 59_114)]
    public void Real_files_are_read_without_problems(string name, long parameters)
    {
        if (SharedData.Find(name) is not { } path)
        {
            return;
        }

        using var source = new FileArtifactSource(path);
        var facts = ArtifactFormats.Detect(source, "no-extension")!.Read(source, System.Threading.CancellationToken.None);
        Assert.Equal("pytorch", facts.Format);
        Assert.Empty(facts.Problems);
        Assert.Equal(parameters, facts.Tensors.Sum(tensor => tensor.UniqueParameters));
    }

    [Fact]
    public void Damaged_files_never_throw_and_are_never_read_outside() => Mutations.Hold("pytorch", CleanZip(), CleanLegacy(), CleanTar());
}
