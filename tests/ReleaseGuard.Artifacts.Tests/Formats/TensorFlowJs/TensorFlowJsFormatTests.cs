using System;
using System.Linq;
using System.Text;
using System.Threading;

namespace ReleaseGuard.Artifacts.Tests.Formats.TensorFlowJs;

public sealed class TensorFlowJsFormatTests
{
    internal const string Group = """{"paths":["group1-shard1of1.bin"],"weights":[{"name":"conv/kernel","shape":[3,3,2],"dtype":"float32"},{"name":"conv/bias","shape":[2],"dtype":"float32","quantization":{"dtype":"uint8","min":-1.5,"scale":0.01}}]}""";

    internal const string Model = """{"format":"layers-model","generatedBy":"a test","modelTopology":{"layers":[1,2]},"weightsManifest":[""" + Group + "]}";

    [Theory]
    [InlineData(Model)]
    [InlineData("[" + Group + "]")]
    public void A_clean_manifest_has_no_problem(string json)
    {
        var facts = Read(json);
        Assert.Empty(facts.Problems);
        Assert.Equal(["group1-shard1of1.bin"], facts.References);
        Assert.Equal([("conv/kernel", "float32", 18L, 0L, 72L), ("conv/bias", "uint8", 2L, 72L, 2L)], facts.Tensors.Select(tensor => (tensor.Name, tensor.Type.Name, tensor.Parameters, tensor.ByteOffset, tensor.ByteLength)));
        Assert.All(facts.Tensors, tensor => Assert.Equal("group1-shard1of1.bin", tensor.ExternalFile));
        Assert.Empty(TensorFlowJsWeightsCheck.Check(facts, [new ExternalFileFact("group1-shard1of1.bin", 74)]));
    }

    [Theory]
    [InlineData("J1", ArtifactProblemKind.Malformed, """{"weightsManifest":[""")]
    [InlineData("J1", ArtifactProblemKind.Malformed, """{"weightsManifest":{}}""")]
    [InlineData("J1", ArtifactProblemKind.Malformed, """{"weightsManifest":[7]}""")]
    [InlineData("J1", ArtifactProblemKind.Malformed, """{"weightsManifest":[]} x""")]
    [InlineData("J1", ArtifactProblemKind.Malformed, "7")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"weights":[]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[1]}]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[1.0],"dtype":"float32"}]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[1],"dtype":"float31"}]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[1],"dtype":"float32","data":"AAAA"}]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[4611686018427387904,4],"dtype":"float32"}]}]}""")]
    [InlineData("J2", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[],"extra":1}]}""")]
    [InlineData("J3", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["a"],"weights":[{"name":"w","shape":[],"dtype":"bool"},{"name":"w","shape":[],"dtype":"bool"}]}]}""")]
    [InlineData("J3", ArtifactProblemKind.Malformed, """{"weightsManifest":[],"weightsManifest":[]}""")]
    [InlineData("J6", ArtifactProblemKind.PathEscape, """{"weightsManifest":[{"paths":["../a.bin"],"weights":[]}]}""")]
    [InlineData("J6", ArtifactProblemKind.PathEscape, """{"weightsManifest":[{"paths":["https://host/a.bin"],"weights":[]}]}""")]
    [InlineData("J6", ArtifactProblemKind.Malformed, """{"weightsManifest":[{"paths":["./a.bin"],"weights":[]}]}""")]
    public void A_broken_manifest_is_told_by_the_invariant_it_breaks(string invariant, ArtifactProblemKind kind, string json) =>
        Assert.Contains(Read(json).Problems, problem => problem.Invariant == invariant && problem.Kind == kind);

    [Fact]
    public void A_field_that_carries_much_is_told()
    {
        var facts = Read(Model.Replace("\"generatedBy\"", $"\"blob\":[{string.Join(",", Enumerable.Repeat("0.12345", 400))}],\"generatedBy\"", StringComparison.Ordinal));
        Assert.Equal(["J5"], facts.Problems.Select(problem => problem.Invariant));
        Assert.True(facts.Payloads.Single().ByteLength > 3000);
    }

    [Theory]
    [InlineData(73, ArtifactProblemKind.Malformed)]
    [InlineData(80, ArtifactProblemKind.Orphan)]
    [InlineData(null, ArtifactProblemKind.IndexMismatch)]
    public void J4_files_that_do_not_hold_exactly_the_weights_are_told(int? length, ArtifactProblemKind kind)
    {
        var problem = TensorFlowJsWeightsCheck.Check(Read(Model), [new ExternalFileFact("group1-shard1of1.bin", length)]).Single();
        Assert.Equal(("J4", kind), (problem.Invariant, problem.Kind));
    }

    [Fact]
    public void Weights_may_cross_from_one_file_to_the_next()
    {
        var facts = Read(Model.Replace("\"group1-shard1of1.bin\"", "\"a.bin\",\"b.bin\"", StringComparison.Ordinal));
        Assert.Empty(facts.Problems);
        Assert.Equal(20, ParameterCount.Count([facts]).Logical);
        Assert.Empty(TensorFlowJsWeightsCheck.Check(facts, [new ExternalFileFact("a.bin", 70), new ExternalFileFact("b.bin", 4)]));
    }

    [Theory]
    [InlineData("""{"name":"some package","version":"1"}""")]
    [InlineData("""[1,2,3]""")]
    [InlineData("")]
    public void Other_json_is_not_taken_for_a_model(string json) =>
        Assert.Null(ArtifactFormats.Detect(new CountingSource("a.json", Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Damaged_copies_are_survived() => Mutations.Hold("tfjs", Encoding.UTF8.GetBytes(Model), Encoding.UTF8.GetBytes("[" + Group + "]"));

    private static ArtifactFacts Read(string json)
    {
        var facts = ArtifactFormats.ClaimedBy("a-weights_manifest.json")!.Read(new CountingSource("model.json", Encoding.UTF8.GetBytes(json)), CancellationToken.None);
        Assert.DoesNotContain(facts.Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        return facts;
    }
}
