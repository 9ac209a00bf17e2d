using System;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>How the values of a sample of bytes are spread: what tells text and code from weights.</summary>
internal static class ByteStatistics
{
    /// <summary>Compressed, encrypted and quantised data is above this many bits a byte; machine code and tables are below.</summary>
    private const double HighEntropy = 6.8;

    // Of a float, the mantissa's low byte is noise and the byte with sign and exponent takes few values.
    private const double NoisyByte = 6.3;
    private const double QuietByte = 4.6;

    /// <summary>What the sample looks like; null when it looks like neither weights nor encoded data.</summary>
    public static string? Describe(ReadOnlySpan<byte> sample)
    {
        if (Entropy(sample, 0, 4) >= NoisyByte && Entropy(sample, 3, 4) <= QuietByte)
        {
            return "32-bit floating-point numbers";
        }

        if (Entropy(sample, 0, 2) >= NoisyByte && Entropy(sample, 1, 2) <= QuietByte)
        {
            return "16-bit floating-point numbers";
        }

        return Entropy(sample, 0, 1) >= HighEntropy ? "compressed, encrypted or quantised data" : null;
    }

    /// <summary>Bits of information a byte, over every <paramref name="stride"/>th byte from <paramref name="start"/>.</summary>
    private static double Entropy(ReadOnlySpan<byte> sample, int start, int stride)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var total = 0;
        for (var index = start; index < sample.Length; index += stride)
        {
            counts[sample[index]]++;
            total++;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / total;
                entropy -= share * Math.Log(share, 2);
            }
        }

        return entropy;
    }
}
