namespace Mango.Video;

/// <summary>The matrices of one temporal block, all channels by channels.</summary>
/// <param name="Query">Of the frame that asks.</param>
/// <param name="Key">Of the frames that are asked.</param>
/// <param name="Value">What the frames that are asked give.</param>
/// <param name="Output">Back to the latent.</param>
public sealed record TemporalBlockWeights(float[,] Query, float[,] Key, float[,] Value, float[,] Output);
