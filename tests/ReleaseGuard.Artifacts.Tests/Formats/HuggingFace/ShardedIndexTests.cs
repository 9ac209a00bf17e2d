using System;
using System.Linq;
using System.Text;
using CsCheck;

namespace ReleaseGuard.Artifacts.Tests.Formats.HuggingFace;

public sealed class ShardedIndexTests
{
    private const string Clean = """{"metadata":{"total_size":24,"total_parameters":6},"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"}}""";

    [Fact]
    public void A_clean_index_has_no_problem()
    {
        var index = Read(Clean);
        Assert.Empty(index.Problems);
        Assert.Equal(["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"], index.Shards);
        Assert.Equal((3, 24L, 6L), (index.TensorCount, index.TotalSize ?? 0, index.TotalParameters ?? 0));
        Assert.Equal("model-00002-of-00002.safetensors", index.ShardOf("c"));
        Assert.Null(index.ShardOf("d"));
        Assert.Equal(["a", "b", "c"], index.Tensors.Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"../model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"sub/../../model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"/etc/model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"https://host/model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"C:\\model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"\\\\host\\model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":"m\u0000.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.PathEscape, """{"weight_map":{"a":".. /model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.Malformed, """{"weight_map":{"a":""}}""")]
    [InlineData("I1", ArtifactProblemKind.Malformed, """{"weight_map":{"a":"sub\\model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.Malformed, """{"weight_map":{"a":"model.safetensors "}}""")]
    [InlineData("I1", ArtifactProblemKind.Malformed, """{"weight_map":{"a":"./model.safetensors"}}""")]
    [InlineData("I1", ArtifactProblemKind.Malformed, """{"weight_map":{"a":7}}""")]
    [InlineData("I6", ArtifactProblemKind.IndexMismatch, """{"weight_map":{"a":"m-00001-of-00003.safetensors","b":"m-00003-of-00003.safetensors"}}""")]
    [InlineData("I6", ArtifactProblemKind.IndexMismatch, """{"weight_map":{"a":"m-00001-of-00001.safetensors","b":"m-00001-of-00002.safetensors","c":"m-00002-of-00002.safetensors"}}""")]
    [InlineData("I6", ArtifactProblemKind.IndexMismatch, """{"weight_map":{"a":"m-00001-of-00001.safetensors","b":"m-00002-of-00001.safetensors"}}""")]
    [InlineData("I7", ArtifactProblemKind.Malformed, """{"metadata":{"total_size":1.5},"weight_map":{}}""")]
    [InlineData("I7", ArtifactProblemKind.Malformed, """{"metadata":{"total_parameters":"9"},"weight_map":{}}""")]
    [InlineData("I8", ArtifactProblemKind.Malformed, """{"weight_map":{"a":"m.safetensors","a":"n.safetensors"}}""")]
    [InlineData("I8", ArtifactProblemKind.Malformed, """{"weight_map":{"a":"m.safetensors"},"weight_map":{}}""")]
    [InlineData("I8", ArtifactProblemKind.Malformed, """{"metadata":{},"metadata":{},"weight_map":{}}""")]
    [InlineData("I8", ArtifactProblemKind.Malformed, """{"metadata":{"k":"1","k":"1"},"weight_map":{}}""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """[]""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, "")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """{}""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """{"weight_map":[]}""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """{"metadata":7,"weight_map":{}}""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """{"weight_map":{}} x""")]
    [InlineData("I9", ArtifactProblemKind.Malformed, """{"weight_map":{"a":""")]
    [InlineData("I9", ArtifactProblemKind.Note, """{"extra":{"x":[1]},"weight_map":{}}""")]
    public void A_broken_index_is_told_by_the_invariant_it_breaks(string invariant, ArtifactProblemKind kind, string json) =>
        Assert.Contains(Read(json).Problems, problem => problem.Invariant == invariant && problem.Kind == kind);

    [Fact]
    public void One_enormous_string_is_cut_and_told()
    {
        var index = Read("{\"weight_map\":{\"" + new string('n', 3_000_000) + "\":\"m.safetensors\"}}");
        Assert.Contains(index.Problems, problem => problem is { Invariant: "I9", ByteLength: 3_000_000 });
    }

    [Fact]
    public void Deep_nesting_is_told() =>
        Assert.Contains(Read("{\"weight_map\":{\"a\":" + new string('[', 1000)).Problems, problem => problem.Message.Contains("nested deeper", StringComparison.Ordinal));

    [Fact]
    public void Too_many_shards_are_told()
    {
        var json = "{\"weight_map\":{" + string.Join(",", Enumerable.Range(0, 10_001).Select(i => $"\"t{i}\":\"s{i}.safetensors\"")) + "}}";
        Assert.Contains(Read(json).Problems, problem => problem.Invariant == "I9");
    }

    [Fact]
    public void A_large_field_that_indexes_do_not_have_is_payload()
    {
        var index = Read("{\"blob\":\"" + new string('A', 5000) + "\",\"weight_map\":{}}");
        Assert.Contains(index.Problems, problem => problem is { Invariant: "I9", Kind: ArtifactProblemKind.Metadata });
        Assert.True(index.Payloads.Single().ByteLength > 5000);
    }

    [Fact]
    public void Many_entries_take_memory_of_the_order_of_the_text()
    {
        var json = new StringBuilder("{\"metadata\":{},\"weight_map\":{");
        for (var i = 0; i < 200_000; i++)
        {
            json.Append(i == 0 ? "" : ",").Append("\"language_model.model.layers.").Append(i / 4000).Append(".mlp.experts.").Append(i % 4000).Append(".gate_proj.weight_scale_inv\":\"model-00001-of-00001.safetensors\"");
        }

        var bytes = Encoding.UTF8.GetBytes(json.Append("}}").ToString());
        var source = new CountingSource("model.safetensors.index.json", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var index = ShardedIndex.Read(source);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(200_000, index.TensorCount);
        Assert.Empty(index.Problems);
        Assert.Equal(bytes.Length, source.BytesRead);
        Assert.True(allocated < bytes.Length * 2L, $"{allocated} bytes allocated for an index of {bytes.Length}");
    }

    [Fact]
    public void A_changed_byte_is_survived()
    {
        var clean = Encoding.UTF8.GetBytes(Clean);
        Gen.Select(Gen.Int[0, clean.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var bytes = (byte[])clean.Clone();
            bytes[at] = value;
            Assert.DoesNotContain(ShardedIndex.Read(new CountingSource("i", bytes)).Problems, problem => problem.Kind == ArtifactProblemKind.Unread);
        }, iter: 5000);
    }

    [Theory]
    [InlineData("model-00001-of-00055.safetensors", "model", 1, 55)]
    [InlineData("pytorch_model-00002-of-00010.bin", "pytorch_model", 2, 10)]
    [InlineData("m_000002-of-000010.gguf", "m", 2, 10)]
    public void A_shard_name_has_its_number(string name, string prefix, int number, int count)
    {
        var shard = ShardName.Parse(name);
        Assert.Equal((prefix, number, count), (shard!.Prefix, shard.Number, shard.Count));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model-1-of-2.safetensors")]
    [InlineData("-of-.x")]
    [InlineData("00001-of-00002")]
    [InlineData("")]
    public void Another_name_is_no_shard_name(string name) => Assert.Null(ShardName.Parse(name));

    private static ShardedIndexFacts Read(string json) => ShardedIndex.Read(new CountingSource("model.safetensors.index.json", Encoding.UTF8.GetBytes(json)));
}
