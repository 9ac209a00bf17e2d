namespace Mango.Weights;

/// <summary>What a model folder consists of: networks and configuration by part. Editions other than the open one add to it in a part of their own.</summary>
internal sealed partial class ModelPlan
{
    private const int Hidden = 64;
    private const int Channels = 16;
    private const int Patch = 48;

    internal ModelPlan()
    {
        var blocks = 4;
        ChooseBlocks(ref blocks);
        AddNetwork("transformer", "MangoTransformer2DModel",
            [new("x_embedder.weight", [Hidden, Channels]), new("context_embedder.weight", [Hidden, Hidden]), .. Enumerable.Range(0, blocks).SelectMany(Block), new("proj_out.weight", [Channels, Hidden])],
            ("num_layers", blocks), ("num_attention_heads", 1), ("attention_head_dim", Hidden), ("in_channels", Channels));
        AddNetwork("vae", "AutoencoderKL",
            [new("encoder.proj.weight", [Channels, Patch]), new("decoder.proj.weight", [Patch, Channels])],
            ("latent_channels", Channels), ("sample_size", 8));
        Index["scheduler"] = new[] { "diffusers", "FlowMatchEulerDiscreteScheduler" };
        Index["text_encoder"] = new[] { "mango", "GgufTextEncoder" };
        Index["vae_decoder"] = new[] { "diffusers", "OnnxRuntimeModel" };
        AddEdition();
    }

    /// <summary>The parts of the pipeline, as <c>model_index.json</c> lists them.</summary>
    internal SortedDictionary<string, object> Index { get; } = new(StringComparer.Ordinal) { ["_class_name"] = "MangoPipeline", ["_diffusers_version"] = "0.35.0" };

    /// <summary>Networks in safetensors files, by part.</summary>
    internal SortedDictionary<string, PlannedTensor[]> Networks { get; } = new(StringComparer.Ordinal);

    /// <summary>Configuration, by path.</summary>
    internal SortedDictionary<string, SortedDictionary<string, object>> Configurations { get; } = new(StringComparer.Ordinal)
    {
        ["scheduler/scheduler_config.json"] = new(StringComparer.Ordinal) { ["_class_name"] = "FlowMatchEulerDiscreteScheduler", ["num_train_timesteps"] = 1000 },
    };

    /// <summary>The picture decoder once more, as a graph that an ONNX runtime executes: the matrix is transposed there.</summary>
    internal PlannedTensor[] Decoder { get; } = [new("vae_decoder.proj.weight", [Channels, Patch]), new("vae_decoder.proj.bias", [Patch])];

    internal PlannedTensor[] TextEncoder { get; } =
    [
        new("token_embd.weight", [256, Hidden]),
        new("blk.0.ffn_up.weight", [Hidden * 2, Hidden]),
        new("blk.0.ffn_down.weight", [Hidden, Hidden * 2]),
        new("output_norm.weight", [Hidden], 0),
    ];

    internal KeyValuePair<string, uint>[] TextEncoderCounts { get; } =
    [
        new("general.file_type", 1),
        new("mango-text.block_count", 1),
        new("mango-text.context_length", 256),
        new("mango-text.embedding_length", Hidden),
        new("mango-text.feed_forward_length", Hidden * 2),
    ];

    partial void ChooseBlocks(ref int blocks);

    partial void AddEdition();

    private void AddNetwork(string part, string type, PlannedTensor[] tensors, params (string Key, int Value)[] configuration)
    {
        Index[part] = new[] { "diffusers", type };
        Networks.Add(part, tensors);
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["_class_name"] = type };
        foreach (var (key, value) in configuration)
            values.Add(key, value);
        Configurations.Add(part + "/config.json", values);
    }

    private static IEnumerable<PlannedTensor> Block(int block)
    {
        var prefix = $"transformer_blocks.{block}.";
        foreach (var name in new[] { "to_q", "to_k", "to_v", "to_out" })
            yield return new($"{prefix}attn.{name}.weight", [Hidden, Hidden]);
        yield return new(prefix + "ff.up.weight", [Hidden * 2, Hidden]);
        yield return new(prefix + "ff.down.weight", [Hidden, Hidden * 2]);
    }
}
