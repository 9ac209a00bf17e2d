using System;

namespace ReleaseGuard.Artifacts.Opaque;

/// <summary>Counts of byte values, apart for each place in a four-byte word: entropy, and the pattern that floating-point numbers leave.</summary>
internal sealed class ByteStatistics
{
    private readonly long[][] _counts = [new long[256], new long[256], new long[256], new long[256]];

    /// <param name="bytes">Bytes to count.</param>
    /// <param name="offset">Where they stand in the file; says which place of a word the first one has.</param>
    public void Add(ReadOnlySpan<byte> bytes, long offset)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            _counts[(int)((offset + i) & 3)][bytes[i]]++;
        }
    }

    /// <summary>Bits of entropy in a byte, 0 to 8.</summary>
    public double Entropy() => Entropy(0, 1, 2, 3);

    /// <summary>
    /// "float32", "bfloat16" or "float16" when the sign-and-exponent bytes are as concentrated as trained weights make them while the lowest mantissa bytes are
    /// nearly uniform; null otherwise. Weights lie within a few powers of two of each other; text, images and code do not look so at any stride.
    /// </summary>
    public string? FloatType()
    {
        const double Concentrated = 4.5;
        const double ConcentratedHalf = 6.2;
        const double Uniform = 7.5;
        const double AlmostUniform = 6.5;
        if (Entropy(3) < Concentrated && Entropy(0) > Uniform && Entropy(1) > Uniform && IsExponent(3))
        {
            return "float32";
        }

        if (Entropy(1, 3) < Concentrated && Entropy(0, 2) > AlmostUniform && IsExponent(1, 3))
        {
            return "bfloat16";
        }

        return Entropy(1, 3) < ConcentratedHalf && Entropy(0, 2) > Uniform && IsHalfExponent(1, 3) ? "float16" : null;
    }

    private double Entropy(params int[] places)
    {
        double total = 0;
        var sums = Sums(places);
        foreach (var count in sums)
        {
            total += count;
        }

        if (total == 0)
        {
            return 0;
        }

        double entropy = 0;
        foreach (var count in sums)
        {
            if (count > 0)
            {
                var share = count / total;
                entropy -= share * Math.Log(share, 2);
            }
        }

        return entropy;
    }

    private long[] Sums(int[] places)
    {
        var sums = new long[256];
        foreach (var place in places)
        {
            for (var value = 0; value < 256; value++)
            {
                sums[value] += _counts[place][value];
            }
        }

        return sums;
    }

    /// <summary>Whether most of the bytes are sign and exponent of numbers between 2^-20 and 2^7, of both signs.</summary>
    private bool IsExponent(params int[] places) => IsSigned(places, 0x35, 0x43);

    /// <summary>The same for float16, whose top byte holds five bits of exponent and two of mantissa.</summary>
    private bool IsHalfExponent(params int[] places) => IsSigned(places, 0x04, 0x4B);

    private bool IsSigned(int[] places, int low, int high)
    {
        long positive = 0, negative = 0, all = 0;
        var sums = Sums(places);
        for (var value = 0; value < 256; value++)
        {
            all += sums[value];
            if ((value & 0x7F) >= low && (value & 0x7F) <= high)
            {
                if (value < 0x80)
                {
                    positive += sums[value];
                }
                else
                {
                    negative += sums[value];
                }
            }
        }

        return positive + negative > all * 0.9 && positive > all * 0.2 && negative > all * 0.2;
    }
}
