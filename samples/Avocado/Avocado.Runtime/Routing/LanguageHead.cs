using Avocado.Checkpoints;

namespace Avocado.Routing;

/// <summary>The general head: the checkpoint's own output matrix.</summary>
/// <param name="checkpoint">Where the matrix is.</param>
public sealed class LanguageHead(Checkpoint checkpoint) : IGenerationHead
{
    private readonly Tensor _weight = checkpoint.Read("lm_head.weight");

    /// <inheritdoc/>
    public string Name => "language";

    /// <inheritdoc/>
    public float[] Logits(ReadOnlySpan<float> hidden) => _weight.Multiply(hidden);
}
