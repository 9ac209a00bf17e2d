using Avocado.Checkpoints;
using Avocado.Routing;

namespace Avocado.Inference;

/// <summary>A Llama-style transformer with a mixture of experts in every layer, evaluated plainly: one full pass per token.</summary>
public sealed class AvocadoModel
{
    private readonly ModelConfiguration _shape;
    private readonly Layer[] _layers;
    private readonly Tensor _embedding;
    private readonly Tensor _norm;

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public AvocadoModel(Checkpoint checkpoint)
    {
        _shape = checkpoint.Configuration;
        _embedding = checkpoint.Read("model.embed_tokens.weight");
        _norm = checkpoint.Read("model.norm.weight");
        _layers = [.. Enumerable.Range(0, _shape.Layers).Select(index => new Layer(checkpoint, index))];
        Heads = new HeadRegistry(checkpoint);
    }

    /// <summary>The heads of this edition.</summary>
    public HeadRegistry Heads { get; }

    /// <summary>Continues a prompt with the likeliest tokens.</summary>
    /// <param name="prompt">Token ids, at least one.</param>
    /// <param name="count">Tokens to add.</param>
    /// <param name="head">The head to use; null for the general one.</param>
    /// <returns>The added tokens.</returns>
    /// <exception cref="ArgumentException">The prompt is empty or too long.</exception>
    public IReadOnlyList<int> Generate(IReadOnlyList<int> prompt, int count, string? head = null)
    {
        if (prompt.Count == 0 || prompt.Count + count > _shape.MaxContextLength)
            throw new ArgumentException($"A prompt has 1 to {_shape.MaxContextLength - count} tokens here.", nameof(prompt));
        var route = Heads.Route(head);
        var tokens = prompt.ToList();
        for (var i = 0; i < count; i++)
        {
            var logits = route.Logits(Hidden(tokens));
            tokens.Add(Array.IndexOf(logits, logits.Max()));
        }

        return tokens[prompt.Count..];
    }

    private float[] Hidden(List<int> tokens)
    {
        var states = tokens.Select(token => _embedding.Row(token).ToArray()).ToArray();
        foreach (var layer in _layers)
            layer.Apply(states);
        return Layer.Normalize(states[^1], _norm.Values);
    }
}
