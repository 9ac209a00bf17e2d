using System.Text;
using Mango.Checkpoints;

namespace Mango.Inference;

/// <summary>Turns a prompt into the vector that steers the denoising: the mean of its bytes' embeddings, through one layer.</summary>
/// <param name="weights">The text encoder's file.</param>
public sealed class TextEncoder(GgufFile weights)
{
    /// <summary>Encodes a prompt.</summary>
    /// <param name="prompt">The text; it may be empty.</param>
    /// <returns>One value per hidden dimension.</returns>
    public float[] Encode(string prompt)
    {
        var embedding = weights["token_embd.weight"];
        var bytes = Encoding.UTF8.GetBytes(prompt);
        var mean = new float[embedding.Columns];
        foreach (var value in bytes)
            for (var i = 0; i < mean.Length; i++)
                mean[i] += embedding.Row(value)[i] / bytes.Length;
        var inner = weights["blk.0.ffn_up.weight"].Multiply(mean);
        for (var i = 0; i < inner.Length; i++)
            inner[i] = Math.Max(0, inner[i]);
        var outer = weights["blk.0.ffn_down.weight"].Multiply(inner);
        var scale = weights["output_norm.weight"].Row(0);
        for (var i = 0; i < mean.Length; i++)
            mean[i] = (mean[i] + outer[i]) * scale[i];
        return mean;
    }
}
