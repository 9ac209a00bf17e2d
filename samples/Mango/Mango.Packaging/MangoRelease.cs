using Mango.Checkpoints;
using Mango.Generation;
using Mango.Inference;

namespace Mango.Packaging;

/// <summary>A release of Mango on disk: opens what the package and the model folder carry.</summary>
/// <param name="folder">The folder that holds <c>model_index.json</c>.</param>
public sealed class MangoRelease(string folder)
{
    private readonly Lazy<GeneratorRegistry> _generators = new(() => new GeneratorRegistry(folder));
    private readonly Lazy<TextEncoder> _encoder = new(() => new TextEncoder(new GgufFile(Path.Combine(folder, "text_encoder", "mango-text-f16.gguf"))));

    /// <summary>Names of the generators this edition has.</summary>
    public IEnumerable<string> Generators => _generators.Value.Names;

    /// <summary>Generates from a prompt.</summary>
    /// <param name="prompt">The text.</param>
    /// <param name="steps">Denoising steps, at least one.</param>
    /// <param name="generator">The generator to use.</param>
    /// <returns>The pictures.</returns>
    public IReadOnlyList<float[]> Generate(string prompt, int steps = 4, string generator = "image") =>
        _generators.Value.Route(generator).Generate(_encoder.Value.Encode(prompt), steps);
}
