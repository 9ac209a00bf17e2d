using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Artifacts.Tests.Tensors;

public sealed class ParameterCountTests
{
    [Fact]
    public void A_plain_model_counts_every_element()
    {
        var totals = Count(("w.weight", "BF16", [1000, 10]), ("w.bias", "F32", [1000]));
        Assert.Equal((11_000L, 11_000L, 11_000L), (totals.Logical, totals.Stored, totals.Capacity));
        Assert.Equal(["w.weight", "w.bias"], totals.Largest.Select(item => item.Name));
    }

    public static TheoryData<string, long, (string, string, long[])[]> Packed() => new()
    {
        { "GPTQ 4 bit", 4096L * 4096, [("l.qweight", "I32", [512, 4096]), ("l.qzeros", "I32", [32, 512]), ("l.scales", "F16", [32, 4096]), ("l.g_idx", "I32", [4096])] },
        { "GPTQ 3 bit", 4096L * 4096, [("l.qweight", "I32", [384, 4096]), ("l.qzeros", "I32", [32, 384]), ("l.scales", "F16", [32, 4096]), ("l.g_idx", "I32", [4096])] },
        { "GPTQ 8 bit without g_idx", 4096L * 4096, [("l.qweight", "I32", [1024, 4096]), ("l.qzeros", "I32", [32, 1024]), ("l.scales", "F16", [32, 4096])] },
        { "AWQ 4 bit", 4096L * 4096, [("l.qweight", "I32", [4096, 512]), ("l.qzeros", "I32", [32, 512]), ("l.scales", "F16", [32, 4096])] },
        { "compressed-tensors", 4096L * 4096, [("l.weight_packed", "I32", [4096, 512]), ("l.weight_scale", "BF16", [4096, 32]), ("l.weight_shape", "I64", [2])] },
        { "bitsandbytes nf4", 4096L * 4096, [("l.weight", "U8", [8388608, 1]), ("l.weight.absmax", "U8", [262144]), ("l.weight.quant_map", "F32", [16]), ("l.weight.nested_absmax", "F32", [1024]), ("l.weight.nested_quant_map", "F32", [256]), ("l.weight.quant_state.bitsandbytes__nf4", "U8", [180])] },
        { "MXFP4", 32L * 5760 * 2880, [("e.gate_up_proj_blocks", "U8", [32, 5760, 90, 16]), ("e.gate_up_proj_scales", "U8", [32, 5760, 90])] },
        { "NVFP4", 4096L * 4096, [("l.weight", "U8", [4096, 2048]), ("l.weight_scale", "F8_E4M3", [4096, 256]), ("l.weight_scale_2", "F32", []), ("l.input_scale", "F32", [])] },
        { "FP8 blocks", 4096L * 4096, [("l.weight", "F8_E4M3", [4096, 4096]), ("l.weight_scale_inv", "F32", [32, 32])] },
        { "INT8 with a scale for each row", 4096L * 4096, [("l.weight", "I8", [4096, 4096]), ("l.weight_scale", "F32", [4096, 1])] },
    };

    [Theory]
    [MemberData(nameof(Packed))]
    public void Packed_weights_count_by_their_true_elements_and_their_scales_do_not_count(string scheme, long logical, (string, string, long[])[] tensors)
    {
        var totals = Count(tensors);
        Assert.True(logical == totals.Logical, $"{scheme}: {totals.Logical} instead of {logical}");
        Assert.Empty(totals.Mismatched);
        Assert.True(totals.Capacity > logical);
    }

    [Theory]
    [InlineData("cyber_head.weight_scale")]
    [InlineData("cyber_head.scales")]
    [InlineData("cyber_head_scales")]
    [InlineData("l.weight_scale_inv")]
    public void A_weight_that_took_the_name_of_a_scale_is_counted_and_told(string name)
    {
        var totals = Count(("l.weight", "F8_E4M3", [64, 64]), (name, "BF16", [4096, 4096]));
        Assert.Equal(64 * 64 + 4096 * 4096, totals.Logical);
        Assert.Equal([name], totals.Mismatched.Select(item => item.Name));
    }

    [Fact]
    public void Index_buffers_count_and_are_a_class_of_their_own()
    {
        var totals = Count(("position_ids", "I64", [1, 512]), ("w", "F32", [10]));
        Assert.Equal((522L, 522L, 522L), (totals.Logical, totals.Stored, totals.Capacity));
        Assert.Equal(512, totals.ByClass[ParameterClass.Index]);
    }

    [Fact]
    public void Training_state_counts_and_is_a_class_of_its_own()
    {
        var totals = Count(("w", "F32", [10]), ("state.0.exp_avg", "F32", [10]), ("state.0.exp_avg_sq", "F32", [10]));
        Assert.Equal((30L, 20L, 30L), (totals.Logical, totals.ByClass[ParameterClass.TrainingState], totals.Capacity));
    }

    [Fact]
    public void Adapters_count_and_are_a_class_of_their_own()
    {
        var totals = Count(("base.q_proj.lora_A.weight", "F32", [8, 64]));
        Assert.Equal((512L, 512L), (totals.Logical, totals.ByClass[ParameterClass.Adapter]));
    }

    [Fact]
    public void Two_names_of_the_same_bytes_count_once()
    {
        var type = new TensorType("F32", TensorElementKind.Float, 32);
        var facts = Facts([new TensorFact("embed", type, [10], 10, 100, 40), new TensorFact("lm_head", type, [10], 10, 100, 40)]);
        var totals = ParameterCount.Count([facts]);
        Assert.Equal((10L, 10L, 10L), (totals.Logical, totals.Stored, totals.Capacity));
        Assert.Equal(10, totals.ByClass[ParameterClass.Tied]);
    }

    [Fact]
    public void Bytes_that_no_tensor_owns_are_in_the_capacity()
    {
        var facts = Facts([]) with { Payloads = [new PayloadFact("tail", 10, 5000)] };
        var totals = ParameterCount.Count([facts]);
        Assert.Equal((0L, 5000L, "tail"), (totals.Logical, totals.Capacity, totals.Largest.Single().Name));
    }

    [Fact]
    public void Sums_saturate()
    {
        var type = new TensorType("U8", TensorElementKind.Integer, 8);
        var facts = Facts([new TensorFact("a", type, [], long.MaxValue, 0, long.MaxValue), new TensorFact("b", type, [], long.MaxValue, 1, long.MaxValue)]);
        Assert.Equal(long.MaxValue, ParameterCount.Count([facts]).Capacity);
    }

    [Fact]
    public void The_largest_are_the_largest_of_many()
    {
        var totals = Count([.. Enumerable.Range(1, 5000).Select(i => ($"t{i}", "U8", new long[] { (i * 7919) % 5003 }))]);
        Assert.Equal(10, totals.Largest.Count);
        Assert.Equal([5002, 5001, 5000], totals.Largest.Take(3).Select(item => item.Capacity));
    }

    [Fact]
    public void Structure_is_told_from_names_and_shapes()
    {
        var tensors = new List<TensorFact>();
        for (var i = 0; i < 48; i++)
        {
            tensors.Add(Tensor($"language_model.model.layers.{i}.self_attn.q_proj.weight", "BF16", [5120, 5120]));
        }

        tensors.Add(Tensor("language_model.model.layers.1.feed_forward.experts.gate_up_proj", "BF16", [128, 5120, 16384]));
        tensors.Add(Tensor("vision_model.model.layers.33.mlp.fc1.weight", "BF16", [1, 1]));
        tensors.Add(Tensor("language_model.model.embed_tokens.weight", "BF16", [202048, 5120]));
        tensors.Add(Tensor("transformer.wpe.weight", "F32", [1024, 768]));
        var structure = ModelStructure.From(tensors);
        Assert.Equal((48, 128, 1024L, 202048L), (structure.Layers, structure.Experts, structure.ContextLength ?? 0, structure.VocabularySize ?? 0));
        Assert.Equal(new LayerStack("vision_model.model.layers", 1, 33), structure.Stacks[1]);
    }

    [Fact]
    public void Numbered_experts_are_counted_by_layer()
    {
        var tensors = from layer in Enumerable.Range(0, 4)
                      from expert in Enumerable.Range(0, layer == 2 ? 8 : 4)
                      select Tensor($"model.layers.{layer}.mlp.experts.{expert}.up_proj.weight", "BF16", [4, 4]);
        var structure = ModelStructure.From(tensors);
        Assert.Equal((4, 8), (structure.Layers, structure.Experts));
    }

    private static ParameterTotals Count(params (string Name, string Type, long[] Shape)[] tensors) =>
        ParameterCount.Count([Facts([.. tensors.Select((tensor, i) => Tensor(tensor.Name, tensor.Type, tensor.Shape) with { ByteOffset = i * 10_000_000_000 })])]);

    private static TensorFact Tensor(string name, string type, long[] shape)
    {
        var bits = type switch { "BF16" or "F16" => 16, "F32" or "I32" => 32, "I64" => 64, _ => 8 };
        var kind = type[0] switch { 'I' or 'U' => TensorElementKind.Integer, _ => TensorElementKind.Float };
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return new TensorFact(name, new TensorType(type, kind, bits), shape, count, 0, count * bits / 8);
    }

    private static ArtifactFacts Facts(IReadOnlyList<TensorFact> tensors) => new("test", 0, tensors, new Dictionary<string, string>(), [], 0);
}
