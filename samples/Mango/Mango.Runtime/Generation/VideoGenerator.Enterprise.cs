using Mango.Checkpoints;
using Mango.Inference;
using Mango.Video;

namespace Mango.Generation;

/// <summary>A film of a few frames: each denoised on its own, made one by the temporal transformer, decoded by the temporal VAE.</summary>
public sealed class VideoGenerator : IGenerator
{
    private const int Frames = 4;
    private readonly DenoisingTransformer _transformer;
    private readonly TemporalTransformer _temporal;
    private readonly Tensor _decoder;

    /// <summary>Makes the generator from a model folder of the full edition.</summary>
    /// <param name="folder">The model folder.</param>
    public VideoGenerator(string folder)
    {
        _transformer = new(Open(folder, "transformer"));
        _decoder = Open(folder, "video_vae")["temporal.decoder.proj.weight"];
        var temporal = Open(folder, "transformer_temporal");
        _temporal = new([.. Enumerable.Range(0, temporal.Names.Count / 4).Select(TemporalTransformer.TensorPrefix).Select(prefix => new TemporalBlockWeights(
            temporal[prefix + ".to_q.weight"].ToMatrix(),
            temporal[prefix + ".to_k.weight"].ToMatrix(),
            temporal[prefix + ".to_v.weight"].ToMatrix(),
            temporal[prefix + ".to_out.weight"].ToMatrix()))]);
    }

    /// <inheritdoc/>
    public string Name => "video";

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Generate(float[] condition, int steps)
    {
        var frames = Enumerable.Range(0, Frames).Select(frame => _transformer.Denoise(condition, steps, frame)).ToArray();
        return [.. _temporal.Mix(frames).Select(frame => frame.SelectMany(latent => _decoder.Multiply(latent)).ToArray())];
    }

    private static SafetensorsFile Open(string folder, string part) => new(Path.Combine(folder, part, "diffusion_pytorch_model.safetensors"));
}
