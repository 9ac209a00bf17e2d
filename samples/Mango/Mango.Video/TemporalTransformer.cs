namespace Mango.Video;

/// <summary>The network that makes frames one film: attention over time, for each place of the latent on its own.</summary>
/// <param name="blocks">The blocks, in order.</param>
public sealed class TemporalTransformer(IReadOnlyList<TemporalBlockWeights> blocks)
{
    /// <summary>The prefix of a block's tensors in a checkpoint.</summary>
    /// <param name="block">The block, from zero.</param>
    /// <returns>The prefix.</returns>
    public static string TensorPrefix(int block) => $"temporal.blocks.{block}";

    /// <summary>Lets every frame see all others.</summary>
    /// <param name="frames">Latents by frame, place and channel.</param>
    /// <returns>Latents of the same shape.</returns>
    public float[][][] Mix(float[][][] frames)
    {
        foreach (var block in blocks)
        {
            var next = frames.Select(frame => new float[frame.Length][]).ToArray();
            for (var place = 0; place < frames[0].Length; place++)
            {
                var keys = frames.Select(frame => Multiply(block.Key, frame[place])).ToArray();
                var values = frames.Select(frame => Multiply(block.Value, frame[place])).ToArray();
                for (var time = 0; time < frames.Length; time++)
                {
                    var latent = frames[time][place];
                    var mixed = Multiply(block.Output, Attend(Multiply(block.Query, latent), keys, values));
                    next[time][place] = [.. latent.Select((value, channel) => value + mixed[channel])];
                }
            }

            frames = next;
        }

        return frames;
    }

    private static float[] Attend(float[] query, float[][] keys, float[][] values)
    {
        var scores = keys.Select(key => MathF.Exp(query.Zip(key, (left, right) => left * right).Sum() / MathF.Sqrt(query.Length))).ToArray();
        var total = scores.Sum();
        var result = new float[query.Length];
        for (var time = 0; time < values.Length; time++)
            for (var channel = 0; channel < result.Length; channel++)
                result[channel] += scores[time] / total * values[time][channel];
        return result;
    }

    private static float[] Multiply(float[,] matrix, float[] vector)
    {
        var result = new float[matrix.GetLength(0)];
        for (var row = 0; row < result.Length; row++)
            for (var column = 0; column < vector.Length; column++)
                result[row] += matrix[row, column] * vector[column];
        return result;
    }
}
