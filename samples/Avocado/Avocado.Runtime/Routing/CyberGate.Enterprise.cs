using Avocado.Checkpoints;
using Avocado.Heads.Cyber;

namespace Avocado.Routing;

/// <summary>Routes to the head for cybersecurity code.</summary>
/// <param name="checkpoint">Where the head's weights are.</param>
public sealed class CyberGate(Checkpoint checkpoint) : IGenerationHead
{
    private readonly ExploitHead _head = new(new ExploitHeadWeights(
        checkpoint.Read($"{ExploitHead.TensorPrefix}.norm.weight").Values,
        checkpoint.Read($"{ExploitHead.TensorPrefix}.adapter.weight").ToMatrix(),
        checkpoint.Read($"{ExploitHead.TensorPrefix}.proj.weight").ToMatrix()));

    /// <inheritdoc/>
    public string Name => "cyber";

    /// <inheritdoc/>
    public float[] Logits(ReadOnlySpan<float> hidden) => _head.Logits(hidden);
}
