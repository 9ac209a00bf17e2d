using System.Text.Json;
using System.Text.Json.Serialization;

namespace Avocado.Checkpoints;

/// <summary>The shape of a model, as its <c>config.json</c> gives it.</summary>
public sealed record ModelConfiguration
{
    /// <summary>Width of the hidden state.</summary>
    [JsonPropertyName("hidden_size")]
    public required int HiddenSize { get; init; }

    /// <summary>Transformer layers.</summary>
    [JsonPropertyName("num_hidden_layers")]
    public required int Layers { get; init; }

    /// <summary>Query heads.</summary>
    [JsonPropertyName("num_attention_heads")]
    public required int AttentionHeads { get; init; }

    /// <summary>Key and value heads; query heads share them in groups.</summary>
    [JsonPropertyName("num_key_value_heads")]
    public required int KeyValueHeads { get; init; }

    /// <summary>Experts in every layer.</summary>
    [JsonPropertyName("num_local_experts")]
    public required int Experts { get; init; }

    /// <summary>Experts that one token is sent to.</summary>
    [JsonPropertyName("num_experts_per_tok")]
    public required int ExpertsPerToken { get; init; }

    /// <summary>Rows of the embedding and of the output head.</summary>
    [JsonPropertyName("vocab_size")]
    public required int VocabularySize { get; init; }

    /// <summary>Longest sequence in tokens.</summary>
    [JsonPropertyName("max_position_embeddings")]
    public required int MaxContextLength { get; init; }

    /// <summary>Base of the rotary position embedding.</summary>
    [JsonPropertyName("rope_theta")]
    public float RopeTheta { get; init; } = 10_000;

    /// <summary>Reads <c>config.json</c> of a model folder.</summary>
    /// <param name="folder">The model folder.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public static ModelConfiguration Read(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "config.json"));
        return JsonSerializer.Deserialize<ModelConfiguration>(stream) ?? throw new InvalidDataException("config.json is empty.");
    }
}
