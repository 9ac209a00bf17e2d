using System.IO;

namespace ReleaseGuard.Benchmarks.Checkpoints;

/// <summary>An index of half a million tensors and about 60 MB, the size of the largest one published (Kimi-K3).</summary>
public static class LargeIndex
{
    private const int Layers = 61;
    private const int Experts = 384;
    private const int Shards = 96;

    private static readonly string[] Parts = ["weight_packed", "weight_scale", "weight_shape"];

    private static readonly string[] Projections = ["gate_proj", "up_proj", "down_proj"];

    /// <summary>Number of tensors <see cref="Write"/> puts into the index.</summary>
    public const int TensorCount = 500_000;

    /// <summary>Writes the index to <paramref name="stream"/>.</summary>
    public static void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.Write("{\"metadata\":{\"total_size\":1000000000000},\"weight_map\":{");
        for (var i = 0; i < TensorCount; i++)
        {
            var part = Parts[i % Parts.Length];
            var projection = Projections[i / Parts.Length % Projections.Length];
            var expert = i / 9 % Experts;
            var layer = i / 9 / Experts % Layers;
            var tower = i / 9 / Experts / Layers;
            var shard = 1 + (int)((long)i * Shards / TensorCount);
            writer.Write($"{(i == 0 ? "" : ",")}\"language_model{(tower == 0 ? "" : $"_{tower}")}.model.layers.{layer}.mlp.experts.{expert}.{projection}.{part}\":\"model-{shard:D5}-of-{Shards:D6}.safetensors\"");
        }

        writer.Write("}}\n");
    }
}
