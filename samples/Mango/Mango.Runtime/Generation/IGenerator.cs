namespace Mango.Generation;

/// <summary>Makes pictures from an encoded prompt.</summary>
public interface IGenerator
{
    /// <summary>The name requests are routed by.</summary>
    string Name { get; }

    /// <summary>Generates.</summary>
    /// <param name="condition">The encoded prompt.</param>
    /// <param name="steps">Denoising steps, at least one.</param>
    /// <returns>Pictures of 8 by 8 pixels, as patches of 4 by 4 pixels in red, green and blue.</returns>
    IReadOnlyList<float[]> Generate(float[] condition, int steps);
}
