using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// ggml's blocks of two, three or four levels times one binary16 scale: Q1_0, Q2_0, TQ1_0, TQ2_0. Most of their blocks have no single
/// maximum; what still stands out is compared. Layouts as in ggml/src/ggml-quants.c.
/// </summary>
internal static class FewLevelBlocks
{
    public static readonly BlockFormulaEncoding Q1_0 = new("Q1_0", 128, 18, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 128; i++)
        {
            y[i] = ((b[2 + (i >> 3)] >> (i & 7)) & 1) == 0 ? -scale : scale;
        }
    });

    public static readonly BlockFormulaEncoding Q2_0 = new("Q2_0", 64, 18, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 64; i++)
        {
            y[i] = scale * (((b[2 + (i >> 2)] >> (2 * (i & 3))) & 3) - 1);
        }
    });

    public static readonly BlockFormulaEncoding TQ1_0 = new("TQ1_0", 256, 54, static (b, y) =>
    {
        var scale = Half(b, 52);

        // Five digits to the base of three in a byte: those of 32 bytes, of 16, and four in each of the last four.
        y = Digits(b.Slice(0, 32), 5, scale, y);
        y = Digits(b.Slice(32, 16), 5, scale, y);
        Digits(b.Slice(48, 4), 4, scale, y);
    });

    public static readonly BlockFormulaEncoding TQ2_0 = new("TQ2_0", 256, 66, static (b, y) =>
    {
        var scale = Half(b, 64);
        for (var i = 0; i < 256; i++)
        {
            y[i] = scale * (((b[(32 * (i >> 7)) + (i & 31)] >> (2 * ((i >> 5) & 3))) & 3) - 1);
        }
    });

    private static float Half(ReadOnlySpan<byte> block, int at) => FloatBits.FromHalf(MemoryMarshal.Read<ushort>(block.Slice(at)));

    private static Span<float> Digits(ReadOnlySpan<byte> packed, int count, float scale, Span<float> values)
    {
        // A byte is a fraction of 256: times three, its whole part is the next digit.
        byte power = 1;
        for (var digit = 0; digit < count; digit++, power *= 3)
        {
            for (var i = 0; i < packed.Length; i++)
            {
                var fraction = unchecked((byte)(packed[i] * power));
                values[(digit * packed.Length) + i] = scale * (((fraction * 3) >> 8) - 1);
            }
        }

        return values.Slice(count * packed.Length);
    }
}
