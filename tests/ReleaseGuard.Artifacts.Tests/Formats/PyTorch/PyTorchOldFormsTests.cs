using System;
using System.Linq;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.PyTorch;

/// <summary>The forms before the zip archive: five pickles in a row, and the tar of 0.1.1.</summary>
public sealed class PyTorchOldFormsTests
{
    [Fact]
    public void Clean_files_are_recognised_and_counted()
    {
        foreach (var bytes in new[] { CleanLegacy(), CleanTar() })
        {
            Assert.Equal("pytorch", ArtifactFormats.Detect(new MemoryArtifactSource("x", bytes))?.Name);
            var facts = ReadAs("pytorch", bytes);
            Assert.DoesNotContain(facts.Problems, problem => problem.Kind != ArtifactProblemKind.Note);
            var tensor = Assert.Single(facts.Tensors);
            Assert.Equal(("w", 6L, 24L), (tensor.Name, tensor.Parameters, tensor.ByteLength));
        }
    }

    [Fact]
    public void A_storage_that_runs_past_the_end_is_malformed()
    {
        ReadAs("pytorch", CleanLegacy()[..^4]).AssertProblem("P3", ArtifactProblemKind.Malformed);
        ReadAs("pytorch", Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0"], Counted(long.MaxValue, 24))).AssertProblem("P3", ArtifactProblemKind.Malformed);
        ReadAs("pytorch", Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0"], Counted(-1, 24))).AssertProblem("P3", ArtifactProblemKind.Malformed);
    }

    [Fact]
    public void A_storage_that_no_tensor_names_is_orphan() =>
        ReadAs("pytorch", Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0", "1"], [.. Counted(6, 24), .. Counted(4000, 4000)])).AssertProblem("P6", ArtifactProblemKind.Orphan);

    [Fact]
    public void A_key_listed_twice_is_malformed() =>
        ReadAs("pytorch", Legacy(Dictionary(p => p.Tensor("0", 6, 0, [6], [1])), ["0", "0"], [.. Counted(6, 24), .. Counted(6, 24)])).AssertProblem("P9", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_pickle_cut_anywhere_is_a_problem()
    {
        var clean = CleanLegacy();
        for (var length = 15; length < clean.Length; length++)
        {
            Assert.Contains(ReadAs("pytorch", clean[..length]).Problems, problem => problem.Kind is not ArtifactProblemKind.Note);
        }
    }

    [Fact]
    public void A_tar_member_that_links_or_climbs_is_refused()
    {
        var link = CleanTar();
        link[156] = (byte)'2';
        ReadAs("pytorch", link).AssertProblem("P1", ArtifactProblemKind.PathEscape);
        ReadAs("pytorch", Tar(("pickle", []), ("../evil", new byte[3]))).AssertProblem("P1", ArtifactProblemKind.PathEscape);
    }

    [Fact]
    public void A_tar_with_code_in_any_member_is_reported()
    {
        var evil = new PickleBuilder().Global("os", "system").Op(")R.").ToArray();
        ReadAs("pytorch", Tar(("sys_info", evil), ("pickle", evil), ("storages", evil), ("tensors", evil))).AssertProblem("P8", ArtifactProblemKind.Executable);
    }

    [Fact]
    public void A_member_that_nothing_reads_is_orphan() =>
        ReadAs("pytorch", Tar(("pickle", new PickleBuilder().Op("N.").ToArray()), ("hidden", new byte[4000]))).AssertProblem("P6", ArtifactProblemKind.Orphan);
}
