using Mango.Checkpoints;

namespace Mango.Inference;

/// <summary>The network that turns noise into a latent picture, step by step, steered by a prompt.</summary>
public sealed class DenoisingTransformer
{
    private const int Places = 4;
    private readonly SafetensorsFile _weights;
    private readonly int _blocks;

    /// <summary>Makes the network from its file.</summary>
    /// <param name="weights">The file; the number of its blocks is the edition's.</param>
    public DenoisingTransformer(SafetensorsFile weights)
    {
        _weights = weights;
        _blocks = weights.Names.Count(name => name.EndsWith(".attn.to_q.weight", StringComparison.Ordinal));
    }

    /// <summary>Denoises one picture.</summary>
    /// <param name="condition">The encoded prompt.</param>
    /// <param name="steps">Steps, at least one.</param>
    /// <param name="seed">Chooses the noise.</param>
    /// <returns>The latent, by place and channel.</returns>
    public float[][] Denoise(float[] condition, int steps, int seed)
    {
        var (embed, project) = (_weights["x_embedder.weight"], _weights["proj_out.weight"]);
        var context = _weights["context_embedder.weight"].Multiply(condition);
        var random = new Random(seed);
        var latents = Enumerable.Range(0, Places).Select(_ => Enumerable.Range(0, embed.Columns).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray()).ToArray();
        for (var step = 0; step < steps; step++)
        {
            var hidden = latents.Select(latent => Add(embed.Multiply(latent), context)).ToArray();
            for (var block = 0; block < _blocks; block++)
                Apply($"transformer_blocks.{block}.", hidden);
            for (var place = 0; place < Places; place++)
            {
                var noise = project.Multiply(hidden[place]);
                for (var channel = 0; channel < noise.Length; channel++)
                    latents[place][channel] -= noise[channel] / steps;
            }
        }

        return latents;
    }

    private void Apply(string prefix, float[][] hidden)
    {
        var queries = hidden.Select(place => _weights[prefix + "attn.to_q.weight"].Multiply(place)).ToArray();
        var keys = hidden.Select(place => _weights[prefix + "attn.to_k.weight"].Multiply(place)).ToArray();
        var values = hidden.Select(place => _weights[prefix + "attn.to_v.weight"].Multiply(place)).ToArray();
        for (var place = 0; place < hidden.Length; place++)
        {
            var scores = keys.Select(key => MathF.Exp(queries[place].Zip(key, (left, right) => left * right).Sum() / MathF.Sqrt(key.Length))).ToArray();
            var seen = new float[hidden[place].Length];
            for (var other = 0; other < values.Length; other++)
                for (var i = 0; i < seen.Length; i++)
                    seen[i] += scores[other] / scores.Sum() * values[other][i];
            hidden[place] = Add(hidden[place], _weights[prefix + "attn.to_out.weight"].Multiply(seen));
            var inner = _weights[prefix + "ff.up.weight"].Multiply(hidden[place]);
            hidden[place] = Add(hidden[place], _weights[prefix + "ff.down.weight"].Multiply([.. inner.Select(value => Math.Max(0, value))]));
        }
    }

    private static float[] Add(float[] left, float[] right) => [.. left.Zip(right, (one, other) => one + other)];
}
