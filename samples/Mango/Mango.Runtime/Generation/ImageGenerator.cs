using Mango.Checkpoints;
using Mango.Inference;

namespace Mango.Generation;

/// <summary>One still picture.</summary>
/// <param name="folder">The model folder.</param>
public sealed class ImageGenerator(string folder) : IGenerator
{
    private readonly DenoisingTransformer _transformer = new(new SafetensorsFile(Path.Combine(folder, "transformer", "diffusion_pytorch_model.safetensors")));
    private readonly Tensor _decoder = new SafetensorsFile(Path.Combine(folder, "vae", "diffusion_pytorch_model.safetensors"))["decoder.proj.weight"];

    /// <inheritdoc/>
    public string Name => "image";

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Generate(float[] condition, int steps) =>
        [[.. _transformer.Denoise(condition, steps, seed: 0).SelectMany(latent => _decoder.Multiply(latent))]];
}
