using System.Collections.Generic;
using System.Linq;
using System.Text;
using ReleaseGuard.Artifacts.Tests.Formats.Safetensors;

namespace ReleaseGuard.Artifacts.Tests.Formats.HuggingFace;

public sealed class ShardSetCheckTests
{
    private const string One = "model-00001-of-00002.safetensors";
    private const string Two = "model-00002-of-00002.safetensors";
    private const string Map = """{"metadata":{"total_size":12,"total_parameters":3},"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"}}""";

    [Fact]
    public void An_index_and_its_shards_agree() => Assert.Empty(Check(Map, (One, "a b"), (Two, "c")));

    [Fact]
    public void I1_a_shard_that_is_not_there_is_told_once() =>
        Assert.Equal([("I1", (string?)Two)], Check(Map, (One, "a b")).Select(problem => (problem.Invariant, problem.File)));

    [Fact]
    public void I2_a_tensor_in_another_shard_than_the_map_says_is_told() =>
        Assert.Equal([("I2", (string?)"b")], Check(Map, (One, "a"), (Two, "c b")).Select(problem => (problem.Invariant, problem.Tensor)));

    [Fact]
    public void I2_a_tensor_of_the_map_that_no_shard_has_is_told() =>
        Assert.Equal([("I2", "b")], Check(Map.Replace("\"total_size\":12,\"total_parameters\":3", ""), (One, "a"), (Two, "c")).Select(problem => (problem.Invariant, problem.Tensor!)));

    [Fact]
    public void I3_a_tensor_that_is_not_in_the_map_is_told_with_its_file()
    {
        var problem = Check(Map.Replace("\"total_size\":12,\"total_parameters\":3", ""), (One, "a b cyber_head.weight"), (Two, "c")).Single();
        Assert.Equal(("I3", "cyber_head.weight", One, ArtifactProblemKind.IndexMismatch), (problem.Invariant, problem.Tensor, problem.File, problem.Kind));
    }

    [Theory]
    [InlineData("model-00003-of-00002.safetensors")]
    [InlineData("extra.safetensors")]
    [InlineData("model.safetensors")]
    public void I4_a_shard_that_no_index_names_is_told(string extra) =>
        Assert.Contains(Check(Map, [extra], (One, "a b"), (Two, "c")), problem => problem.Invariant == "I4" && problem.File == extra);

    [Fact]
    public void I4_an_adapter_beside_the_model_is_a_root_of_its_own() =>
        Assert.Empty(Check(Map, ["adapter_model.safetensors"], (One, "a b"), (Two, "c")));

    [Fact]
    public void I5_a_tensor_in_two_shards_is_told() =>
        Assert.Contains(Check(Map, (One, "a b"), (Two, "c a")), problem => problem is { Invariant: "I5", Tensor: "a" });

    [Fact]
    public void I5_a_tensor_in_two_shards_is_told_without_an_index()
    {
        var check = new ShardSetCheck(null);
        check.AddShard(One, Shard("a"));
        check.AddShard(Two, Shard("a"));
        Assert.Equal(["I5"], check.Complete([]).Select(problem => problem.Invariant));
    }

    [Fact]
    public void I6_a_missing_number_is_told_without_an_index()
    {
        var check = new ShardSetCheck(null);
        check.AddShard("m-00001-of-00003.safetensors", Shard("a"));
        check.AddShard("m-00003-of-00003.safetensors", Shard("b"));
        Assert.Contains("1 of 3", check.Complete([]).Single().Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"total_size\":12", "\"total_size\":13")]
    [InlineData("\"total_parameters\":3", "\"total_parameters\":999000000000")]
    public void I7_a_wrong_total_is_told(string right, string wrong) =>
        Assert.Equal(["I7"], Check(Map.Replace(right, wrong), (One, "a b"), (Two, "c")).Select(problem => problem.Invariant));

    private static IReadOnlyList<ArtifactProblem> Check(string index, params (string Name, string Tensors)[] shards) => Check(index, [], shards);

    private static IReadOnlyList<ArtifactProblem> Check(string index, string[] others, params (string Name, string Tensors)[] shards)
    {
        var check = new ShardSetCheck(ShardedIndex.Read(new MemoryArtifactSource("model.safetensors.index.json", Encoding.UTF8.GetBytes(index))));
        foreach (var (name, tensors) in shards)
        {
            check.AddShard(name, Shard(tensors));
        }

        return check.Complete(others);
    }

    private static ArtifactFacts Shard(string tensors)
    {
        var names = tensors.Split(' ');
        var header = "{" + string.Join(",", names.Select((name, i) => $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[{i * 4},{(i * 4) + 4}]}}")) + "}";
        return SafetensorsBytes.Read(SafetensorsBytes.Of(header, names.Length * 4));
    }
}
