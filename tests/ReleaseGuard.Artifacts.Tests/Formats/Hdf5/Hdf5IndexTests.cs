using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;

namespace ReleaseGuard.Artifacts.Tests.Formats.Hdf5;

/// <summary>Files of superblock 3 as h5py writes them: every kind of chunk index, links and attributes in heaps, and checksums over all of it (H13).</summary>
public sealed class Hdf5IndexTests
{
    [Theory]
    [InlineData("implicit", 24, 1)]
    [InlineData("single", 24, 1)]
    [InlineData("single-deflated", 240, 1)]
    [InlineData("fixed-array", 24, 3)]
    [InlineData("fixed-array-filtered", 24, 3)]
    [InlineData("fixed-array-paged", 1100, 1100)]
    [InlineData("extensible-array", 300, 300)]
    [InlineData("extensible-array-filtered", 30, 30)]
    [InlineData("tree", 24, 6)]
    [InlineData("tree-filtered", 24, 6)]
    public void Every_chunk_is_found_whatever_lists_it(string name, long parameters, int pieces)
    {
        var bytes = Hdf5Samples.Read(name);
        var facts = ReadAs("hdf5", bytes);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind != ArtifactProblemKind.Note);
        var tensor = Assert.Single(facts.Tensors);
        Assert.Equal(parameters, tensor.Parameters);
        Assert.Equal(pieces, tensor.Storage!.Pieces.Count);
        Assert.All(tensor.Storage.Pieces, piece => Assert.NotEqual(0, bytes[piece.ByteOffset] | bytes[piece.ByteOffset + piece.ByteLength - 1] | bytes[piece.ByteOffset + (piece.ByteLength / 2)]));
    }

    [Fact]
    public void Links_and_attributes_in_heaps_are_found()
    {
        var facts = ReadAs("hdf5", Hdf5Samples.Read("heaps"));
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind != ArtifactProblemKind.Note);
        Assert.Equal(12, facts.Tensors.Count);
        Assert.Equal(12, facts.Metadata.Count(pair => pair.Key.StartsWith("attribute_", System.StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("fixed-array")]
    [InlineData("extensible-array-filtered")]
    [InlineData("tree")]
    [InlineData("heaps")]
    public void A_flipped_bit_in_any_structure_is_told(string name)
    {
        var clean = Hdf5Samples.Read(name);
        var facts = ReadAs("hdf5", clean);
        var data = facts.Tensors.SelectMany(tensor => tensor.Storage?.Pieces ?? [new StoragePiece(null, tensor.ByteOffset, tensor.ByteLength)]).ToList();
        var silent = "";
        for (var at = 0; at < clean.Length; at++)
        {
            if (clean[at] == 0 || data.Any(piece => at >= piece.ByteOffset && at < piece.ByteOffset + piece.ByteLength))
            {
                continue;
            }

            clean[at] ^= 4;
            silent += ReadAs("hdf5", clean).Problems.Any(problem => problem.Kind != ArtifactProblemKind.Note) ? "" : $"{at} ";
            clean[at] ^= 4;
        }

        Assert.Equal("", silent);
    }

    [Fact]
    public void Arrays_that_share_their_blocks_cost_no_more_than_the_file()
    {
        // An extensible array whose data blocks are all one: said to be broken at the second.
        var bytes = Hdf5Samples.Read("extensible-array");
        var block = System.MemoryExtensions.IndexOf(bytes, "EADB"u8);
        var index = System.MemoryExtensions.IndexOf(bytes, "EAIB"u8);
        for (var i = 0; i < 6; i++)
        {
            System.BitConverter.TryWriteBytes(System.MemoryExtensions.AsSpan(bytes, index + 14 + (4 * 8) + (8 * i)), (long)block);
        }

        var facts = ReadAs("hdf5", bytes);
        facts.AssertProblem("H5", ArtifactProblemKind.Malformed);
        Assert.InRange(facts.BytesRead, 0, 8 * bytes.Length);
    }

    [Fact]
    public void A_tree_that_claims_to_be_deep_beyond_counting_is_malformed()
    {
        // Found by fuzzing: sixteen levels of nodes of a megabyte hold more records than any number here counts.
        var bytes = Hdf5Samples.Read("tree-filtered");
        var header = System.MemoryExtensions.IndexOf(bytes, "BTHD"u8);
        System.BitConverter.TryWriteBytes(System.MemoryExtensions.AsSpan(bytes, header + 6), 1 << 20);
        bytes[header + 12] = 16;
        var node = System.MemoryExtensions.IndexOf(bytes, "BTLF"u8);
        "BTIN"u8.CopyTo(System.MemoryExtensions.AsSpan(bytes, node));
        var facts = ReadAs("hdf5", bytes);
        facts.AssertProblem("H5", ArtifactProblemKind.Malformed);
        Assert.DoesNotContain(facts.Problems, problem => problem.Invariant == "X0");
    }

    [Fact]
    public void Damaged_files_never_throw_and_are_never_read_outside() =>
        Mutations.Hold("hdf5", [.. new[] { "fixed-array-filtered", "fixed-array", "extensible-array-filtered", "tree", "tree-filtered", "heaps", "single", "implicit" }.Select(Hdf5Samples.Read)]);
}
