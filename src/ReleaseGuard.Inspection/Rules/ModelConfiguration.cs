using System;
using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Rules;

/// <summary>Counts that a configuration file or a model file's own metadata declares, whatever they are called there.</summary>
internal static class ModelConfiguration
{
    public static readonly string[] LayerKeys = ["num_hidden_layers", "n_layer", "n_layers", "num_layers", "num_decoder_layers"];

    /// <summary>What other stacks beside the main one are counted by: the second kind of block of a diffusion transformer, the towers of a model with several.</summary>
    public static readonly string[] StackKeys = [.. LayerKeys, "num_single_layers", "encoder_layers", "decoder_layers", "depth"];

    public static readonly string[] ActiveExpertKeys = ["num_experts_per_tok", "num_experts_per_token", "experts_per_token", "moe_top_k", "moe_topk", "moe_k"];

    public static readonly string[] ExpertKeys = ["num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts", "num_routed_experts"];

    public static readonly string[] ContextKeys = ["max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length", "max_seq_len", "seq_length"];

    private const int MaxDepth = 4;

    /// <summary>Every property of one of the names, in the file's objects and the objects inside them (<c>text_config</c>, <c>vision_config</c>).</summary>
    public static IEnumerable<(string Path, JsonProperty Property, long Value)> Find(JsonValue root, IReadOnlyList<string> keys) => Find(root, keys, string.Empty, 0);

    /// <summary>GGUF writes the same counts as <c>llama.block_count</c>, <c>llama.expert_count</c>, <c>llama.context_length</c>.</summary>
    public static long? FindMetadata(ArtifactFacts artifact, string ending)
    {
        foreach (var pair in artifact.Metadata)
        {
            if (pair.Key.EndsWith(ending, StringComparison.Ordinal)
                && long.TryParse(pair.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private static IEnumerable<(string Path, JsonProperty Property, long Value)> Find(JsonValue value, IReadOnlyList<string> keys, string path, int depth)
    {
        foreach (var property in value.Properties)
        {
            var name = path.Length == 0 ? property.Name : path + "." + property.Name;
            if (property.Value.Whole is { } whole)
            {
                foreach (var key in keys)
                {
                    if (key == property.Name)
                    {
                        yield return (name, property, whole);
                    }
                }
            }
            else if (property.Value.Kind == JsonValue.ValueKind.Object && depth < MaxDepth)
            {
                foreach (var found in Find(property.Value, keys, name, depth + 1))
                {
                    yield return found;
                }
            }
        }
    }
}
