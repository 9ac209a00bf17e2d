namespace Avocado.Routing;

/// <summary>Turns the trunk's hidden state into logits over the vocabulary.</summary>
public interface IGenerationHead
{
    /// <summary>The name requests are routed by.</summary>
    string Name { get; }

    /// <summary>Logits for one position.</summary>
    /// <param name="hidden">The trunk's hidden state.</param>
    /// <returns>One logit per token.</returns>
    float[] Logits(ReadOnlySpan<float> hidden);
}
