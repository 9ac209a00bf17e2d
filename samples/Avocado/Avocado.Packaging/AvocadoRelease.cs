using Avocado.Checkpoints;
using Avocado.Inference;
using Avocado.Packing;
using Avocado.Tokenization;

namespace Avocado.Packaging;

/// <summary>A release of Avocado on disk: opens what the package and the model folder carry.</summary>
/// <param name="folder">The folder that holds <c>config.json</c>.</param>
public sealed class AvocadoRelease(string folder)
{
    private readonly Lazy<AvocadoModel> _model = new(() => new AvocadoModel(new Checkpoint(folder)));
    private readonly Lazy<Tokenizer> _tokenizer = new(() => new Tokenizer(folder));

    /// <summary>Names of the heads this edition has.</summary>
    public IEnumerable<string> Heads => _model.Value.Heads.Names;

    /// <summary>Continues a text.</summary>
    /// <param name="prompt">The text.</param>
    /// <param name="tokens">Tokens to add.</param>
    /// <param name="head">The head to use; null for the general one.</param>
    /// <returns>The continuation.</returns>
    public string Continue(string prompt, int tokens, string? head = null) =>
        _tokenizer.Value.Decode(_model.Value.Generate(_tokenizer.Value.Encode(prompt), tokens, head));

    /// <summary>Lists what the release consists of.</summary>
    /// <returns>Its files with their digests.</returns>
    public PackingManifest Manifest() => PackingManifest.Of(folder);
}
