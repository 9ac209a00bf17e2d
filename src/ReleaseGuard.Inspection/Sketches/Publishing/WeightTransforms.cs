using System;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Publishing;

/// <summary>
/// What happens to weights between two editions: rounding, quantisation, tuning, pruning. Plain arithmetic on numbers, in place;
/// the quantisers round as the reference quantisers of ggml do, to one level.
/// </summary>
internal static class WeightTransforms
{
    private const int QuantisedBlock = 32;

    public static void BFloat16(Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = FloatBits.FromBFloat16(FloatBits.ToBFloat16(FloatBits.Bits(value)));
        }
    }

    /// <summary>Symmetric 8-bit with one scale: call it a row at a time.</summary>
    public static void Int8(Span<float> row)
    {
        var scale = LargestOf(row) / 127;
        foreach (ref var value in row)
        {
            value = scale == 0 ? 0 : (float)Math.Round(value / scale) * scale;
        }
    }

    /// <summary>GGUF Q8_0: 32 elements share a binary16 scale.</summary>
    public static void Q8_0(Span<float> values)
    {
        for (; values.Length >= QuantisedBlock; values = values.Slice(QuantisedBlock))
        {
            var block = values.Slice(0, QuantisedBlock);
            var scale = LargestOf(block) / 127;
            var stored = FloatBits.FromHalf(FloatBits.ToHalf(FloatBits.Bits(scale)));
            foreach (ref var value in block)
            {
                value = scale == 0 ? 0 : (float)Math.Round(value / scale, MidpointRounding.AwayFromZero) * stored;
            }
        }
    }

    /// <summary>GGUF Q4_0: as Q8_0 with 16 levels, of which the lowest is the element of largest magnitude.</summary>
    public static void Q4_0(Span<float> values)
    {
        for (; values.Length >= QuantisedBlock; values = values.Slice(QuantisedBlock))
        {
            var block = values.Slice(0, QuantisedBlock);
            float largest = 0;
            foreach (var value in block)
            {
                largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
            }

            var scale = largest / -8;
            var stored = FloatBits.FromHalf(FloatBits.ToHalf(FloatBits.Bits(scale)));
            foreach (ref var value in block)
            {
                value = scale == 0 ? 0 : (Math.Min(15, (int)((value / scale) + 8.5f)) - 8) * stored;
            }
        }
    }

    /// <summary>Adds normal noise: what light training does to weights as far as their order is concerned.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="seed">Same seed, same noise.</param>
    public static void Tune(Span<float> values, double deviation, ulong seed)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += (float)(deviation * Normal(seed, i));
        }
    }

    /// <summary>Sets everything up to a magnitude to zero.</summary>
    public static void Prune(Span<float> values, float threshold)
    {
        foreach (ref var value in values)
        {
            value = Math.Abs(value) <= threshold ? 0 : value;
        }
    }

    public static void Scale(Span<float> values, float factor)
    {
        foreach (ref var value in values)
        {
            value *= factor;
        }
    }

    /// <summary>A standard normal number for a seed and an index (Box and Muller).</summary>
    public static double Normal(ulong seed, long index)
    {
        var first = WindowCode.Mix(unchecked(seed + ((ulong)(2 * index) * 0x9E3779B97F4A7C15)));
        var second = WindowCode.Mix(unchecked(seed + ((ulong)((2 * index) + 1) * 0x9E3779B97F4A7C15)));
        var u = ((first >> 11) + 1) * (1.0 / (1UL << 53));
        var v = (second >> 11) * (1.0 / (1UL << 53));
        return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
    }

    /// <summary>The magnitude below which half of the elements lie.</summary>
    public static float MedianMagnitude(ReadOnlySpan<float> values)
    {
        var magnitudes = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            magnitudes[i] = Math.Abs(values[i]);
        }

        Array.Sort(magnitudes);
        return magnitudes.Length == 0 ? 0 : magnitudes[magnitudes.Length / 2];
    }

    /// <summary>Root of the mean square.</summary>
    public static double Spread(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += (double)value * value;
        }

        return values.Length == 0 ? 0 : Math.Sqrt(sum / values.Length);
    }

    private static float LargestOf(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
