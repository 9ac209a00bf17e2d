using System.Linq;
using ReleaseGuard.Artifacts.Tests.Formats.Hdf5;
using static ReleaseGuard.Artifacts.Tests.Formats.FactsAssertions;
using static ReleaseGuard.Artifacts.Tests.Formats.PyTorch.PyTorchFiles;

namespace ReleaseGuard.Artifacts.Tests.Formats.Keras;

/// <summary>The .keras archive: its three members, the weights read at their place, code in the configuration.</summary>
public sealed class KerasFormatTests
{
    private static readonly (string Name, byte[] Bytes, bool Deflate) Metadata = ("metadata.json", """{"keras_version": "3.4.1"}"""u8.ToArray(), false);
    private static readonly (string Name, byte[] Bytes, bool Deflate) Configuration = ("config.json", """{"class_name": "Sequential"}"""u8.ToArray(), false);
    private static readonly (string Name, byte[] Bytes, bool Deflate) Weights = ("model.weights.h5", Hdf5FormatTests.Clean(), false);

    [Fact]
    public void A_clean_file_has_no_problems_and_places_its_tensors()
    {
        var bytes = ZipOf(Metadata, Configuration, Weights);
        Assert.Equal("keras", ArtifactFormats.Detect(new MemoryArtifactSource("x", bytes))?.Name);
        var facts = ReadAs("keras", bytes);
        Assert.Empty(facts.Problems);
        Assert.Equal(["layer/kernel", "layer/bias"], facts.Tensors.Select(tensor => tensor.Name));
        Assert.All(facts.Tensors, tensor => Assert.Equal((byte)7, bytes[tensor.ByteOffset + tensor.ByteLength - 1]));
    }

    [Fact]
    public void Compressed_weights_are_read_and_said_to_be_compressed()
    {
        var facts = ReadAs("keras", ZipOf(Metadata, Configuration, (Weights.Name, Weights.Bytes, true)));
        Assert.Equal(9, facts.Tensors.Sum(tensor => tensor.Parameters));
        Assert.All(facts.Tensors, tensor => Assert.Equal(TensorStorageKind.Compressed, tensor.Storage?.Kind));
    }

    [Fact]
    public void A_missing_member_is_malformed() => ReadAs("keras", ZipOf(Metadata, Weights)).AssertProblem("K1", ArtifactProblemKind.Malformed);

    [Fact]
    public void Another_member_is_orphan_and_an_asset_is_noted()
    {
        ReadAs("keras", ZipOf(Metadata, Configuration, Weights, ("second.weights.h5", new byte[100], false))).AssertProblem("K2", ArtifactProblemKind.Orphan);
        ReadAs("keras", ZipOf(Metadata, Configuration, Weights, ("assets/vocabulary.txt", new byte[100], false))).AssertProblem("K2", ArtifactProblemKind.Note);
    }

    [Fact]
    public void Weights_that_are_no_hdf5_are_malformed() => ReadAs("keras", ZipOf(Metadata, Configuration, (Weights.Name, new byte[100], false))).AssertProblem("H1", ArtifactProblemKind.Malformed);

    [Fact]
    public void A_lambda_in_the_configuration_can_run_code() =>
        ReadAs("keras", ZipOf(Metadata, ("config.json", """{"config":{"layers":[{"class_name":"Lambda"}]}}"""u8.ToArray(), false), Weights)).AssertProblem("H11", ArtifactProblemKind.Executable);

    [Fact]
    public void Damaged_files_never_throw_and_are_never_read_outside() =>
        Mutations.Hold("keras", ZipOf(Metadata, Configuration, Weights), ZipOf(Metadata, Configuration, (Weights.Name, Weights.Bytes, true)));
}
