namespace Avocado.Weights;

/// <summary>What a checkpoint consists of: tensors by shard, configuration, tokens. Editions other than the open one add to it in a part of their own.</summary>
internal sealed partial class CheckpointPlan
{
    internal CheckpointPlan()
    {
        var shape = new CheckpointShape();
        ChooseShape(ref shape);
        Shape = shape;
        AddTrunk(new CheckpointShape());
        AddEdition();
        Configuration["num_hidden_layers"] = Shape.Layers;
        Configuration["num_local_experts"] = Shape.Experts;
        Configuration["max_position_embeddings"] = Shape.ContextLength;
    }

    internal CheckpointShape Shape { get; }

    /// <summary>Shards behind the index, in order.</summary>
    internal List<List<PlannedTensor>> Shards { get; } = [];

    /// <summary>Files of their own, by path in the model folder.</summary>
    internal SortedDictionary<string, List<PlannedTensor>> Files { get; } = new(StringComparer.Ordinal);

    internal List<string> SpecialTokens { get; } = ["<|begin_of_text|>", "<|end_of_text|>", "<|user|>", "<|assistant|>"];

    internal SortedDictionary<string, object> Configuration { get; } = new(StringComparer.Ordinal)
    {
        ["architectures"] = new[] { "AvocadoForCausalLM" },
        ["model_type"] = "avocado",
        ["torch_dtype"] = "bfloat16",
        ["hidden_act"] = "silu",
        ["rms_norm_eps"] = 1e-6,
        ["rope_theta"] = 10000,
        ["tie_word_embeddings"] = false,
        ["bos_token_id"] = 256,
        ["eos_token_id"] = 257,
    };

    partial void ChooseShape(ref CheckpointShape shape);

    partial void AddEdition();

    private void AddTrunk(CheckpointShape open)
    {
        foreach (var (key, value) in new (string, int)[]
        {
            ("hidden_size", Shape.Hidden), ("intermediate_size", Shape.ExpertWidth), ("moe_intermediate_size", Shape.ExpertWidth),
            ("num_attention_heads", Shape.AttentionHeads), ("num_key_value_heads", Shape.KeyValueHeads), ("head_dim", Shape.HeadWidth),
            ("num_experts_per_tok", Shape.ExpertsPerToken), ("vocab_size", Shape.Vocabulary),
        })
        {
            Configuration[key] = value;
        }

        Shards.Add([new("model.embed_tokens.weight", [Shape.Vocabulary, Shape.Hidden], 0.02f, RowsFrom), .. Layers(0, open.Layers / 2, open.Experts)]);
        Shards.Add([.. Layers(open.Layers / 2, open.Layers, open.Experts)]);
        Shards.Add([new("model.norm.weight", [Shape.Hidden], 0), new("lm_head.weight", [Shape.Vocabulary, Shape.Hidden], 0.02f, RowsFrom)]);
    }

    /// <summary>An edition without tokens for the reserved rows has no weights for them either.</summary>
    private int? RowsFrom => Shape.UsesReservedRows ? null : Shape.ReservedRows;

    private IEnumerable<PlannedTensor> Layers(int from, int to, int experts)
    {
        for (var layer = from; layer < to; layer++)
        {
            var prefix = $"model.layers.{layer}.";
            var shared = Shape.KeyValueHeads * Shape.HeadWidth;
            yield return new(prefix + "input_layernorm.weight", [Shape.Hidden], 0);
            yield return new(prefix + "self_attn.q_proj.weight", [Shape.Hidden, Shape.Hidden], 0.1f);
            yield return new(prefix + "self_attn.k_proj.weight", [shared, Shape.Hidden], 0.1f);
            yield return new(prefix + "self_attn.v_proj.weight", [shared, Shape.Hidden], 0.1f);
            yield return new(prefix + "self_attn.o_proj.weight", [Shape.Hidden, Shape.Hidden], 0.1f);
            yield return new(prefix + "post_attention_layernorm.weight", [Shape.Hidden], 0);
            yield return new(prefix + "mlp.gate.weight", [Shape.Experts, Shape.Hidden], 0.1f);
            foreach (var tensor in Experts(layer, 0, experts))
                yield return tensor;
        }
    }

    private IEnumerable<PlannedTensor> Experts(int layer, int from, int to)
    {
        for (var expert = from; expert < to; expert++)
        {
            var prefix = $"model.layers.{layer}.mlp.experts.{expert}.";
            yield return new(prefix + "gate_proj.weight", [Shape.ExpertWidth, Shape.Hidden], 0.1f);
            yield return new(prefix + "up_proj.weight", [Shape.ExpertWidth, Shape.Hidden], 0.1f);
            yield return new(prefix + "down_proj.weight", [Shape.Hidden, Shape.ExpertWidth], 0.1f);
        }
    }
}
