using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// Quantised blocks that must be decoded before their elements can be compared: an offset (Q4_1, Q5_1), several scales in one block
/// of 256 (K-quants), or a table of levels (IQ4, MXFP4, NVFP4). Layouts and formulas as in ggml/src/ggml-quants.c; every product below is exact
/// in binary32, so fused and separate multiply-add give the same value.
/// </summary>
internal sealed class BlockFormulaEncoding(string name, int blockElements, int blockBytes, BlockFormulaEncoding.Formula decode)
    : TensorEncoding(name, blockElements, blockBytes)
{
    /// <summary>Decodes one block.</summary>
    public delegate void Formula(ReadOnlySpan<byte> block, Span<float> values);

    public static readonly BlockFormulaEncoding Q4_1 = new("Q4_1", 32, 20, static (b, y) =>
    {
        float scale = Half(b, 0), offset = Half(b, 2);
        for (var i = 0; i < 16; i++)
        {
            y[i] = ((b[4 + i] & 0xF) * scale) + offset;
            y[i + 16] = ((b[4 + i] >> 4) * scale) + offset;
        }
    });

    public static readonly BlockFormulaEncoding Q5_1 = new("Q5_1", 32, 24, static (b, y) =>
    {
        float scale = Half(b, 0), offset = Half(b, 2);
        var fifth = MemoryMarshal.Read<uint>(b.Slice(4));
        for (var i = 0; i < 16; i++)
        {
            y[i] = (((b[8 + i] & 0xF) | (int)(((fifth >> i) & 1) << 4)) * scale) + offset;
            y[i + 16] = (((b[8 + i] >> 4) | (int)(((fifth >> (i + 16)) & 1) << 4)) * scale) + offset;
        }
    });

    public static readonly BlockFormulaEncoding Q2_K = new("Q2_K", 256, 84, static (b, y) =>
    {
        float scale = Half(b, 80), minimum = Half(b, 82);
        for (var i = 0; i < 256; i++)
        {
            // 128 elements share 32 bytes, two bits each; every 16 elements have a scale and a minimum of four bits.
            int half = i >> 7, shift = 2 * ((i >> 5) & 3), level = (b[16 + (32 * half) + (i & 31)] >> shift) & 3;
            int scales = b[i >> 4];
            y[i] = (scale * (scales & 0xF) * level) - (minimum * (scales >> 4));
        }
    });

    public static readonly BlockFormulaEncoding Q3_K = new("Q3_K", 256, 110, static (b, y) =>
    {
        var scale = Half(b, 108);
        for (var i = 0; i < 256; i++)
        {
            int half = i >> 7, group = (i >> 5) & 3, low = (b[32 + (32 * half) + (i & 31)] >> (2 * group)) & 3;
            var high = (b[i & 31] >> ((4 * half) + group)) & 1;
            int s = i >> 4, scaleLow = (b[96 + (s & 7)] >> (4 * (s >> 3))) & 0xF, scaleHigh = (b[104 + (s & 3)] >> (2 * (s >> 2))) & 3;
            y[i] = scale * ((scaleLow | (scaleHigh << 4)) - 32) * (low - (high == 0 ? 4 : 0));
        }
    });

    public static readonly BlockFormulaEncoding Q4_K = new("Q4_K", 256, 144, static (b, y) =>
    {
        float scale = Half(b, 0), minimum = Half(b, 2);
        for (var i = 0; i < 256; i++)
        {
            SixBitScales(b.Slice(4, 12), i >> 5, out var s, out var m);
            var level = (b[16 + (32 * (i >> 6)) + (i & 31)] >> (4 * ((i >> 5) & 1))) & 0xF;
            y[i] = (scale * s * level) - (minimum * m);
        }
    });

    public static readonly BlockFormulaEncoding Q5_K = new("Q5_K", 256, 176, static (b, y) =>
    {
        float scale = Half(b, 0), minimum = Half(b, 2);
        for (var i = 0; i < 256; i++)
        {
            SixBitScales(b.Slice(4, 12), i >> 5, out var s, out var m);
            var low = (b[48 + (32 * (i >> 6)) + (i & 31)] >> (4 * ((i >> 5) & 1))) & 0xF;
            var high = (b[16 + (i & 31)] >> (i >> 5)) & 1;
            y[i] = (scale * s * (low | (high << 4))) - (minimum * m);
        }
    });

    public static readonly BlockFormulaEncoding Q6_K = new("Q6_K", 256, 210, static (b, y) =>
    {
        var scale = Half(b, 208);
        for (var i = 0; i < 256; i++)
        {
            int half = i >> 7, quarter = (i >> 5) & 3, place = i & 31;
            var low = (b[(64 * half) + (32 * (quarter & 1)) + place] >> (4 * (quarter >> 1))) & 0xF;
            var high = (b[128 + (32 * half) + place] >> (2 * quarter)) & 3;
            y[i] = scale * unchecked((sbyte)b[192 + (i >> 4)]) * ((low | (high << 4)) - 32);
        }
    });

    public static readonly BlockFormulaEncoding Q8_K = new("Q8_K", 256, 292, static (b, y) =>
    {
        var scale = MemoryMarshal.Read<float>(b);
        for (var i = 0; i < 256; i++)
        {
            y[i] = scale * unchecked((sbyte)b[4 + i]);
        }
    });

    public static readonly BlockFormulaEncoding Q8_1 = new("Q8_1", 32, 36, static (b, y) =>
    {
        // The second binary16 is the sum of the weights, for products only.
        var scale = Half(b, 0);
        for (var i = 0; i < 32; i++)
        {
            y[i] = scale * unchecked((sbyte)b[4 + i]);
        }
    });

    public static readonly BlockFormulaEncoding IQ4_NL = new("IQ4_NL", 32, 18, static (b, y) => Levels(b.Slice(2, 16), NonLinear, Half(b, 0), y));

    public static readonly BlockFormulaEncoding IQ4_XS = new("IQ4_XS", 256, 136, static (b, y) =>
    {
        var scale = Half(b, 0);
        int high = MemoryMarshal.Read<ushort>(b.Slice(2));
        for (var i = 0; i < 8; i++)
        {
            var s = ((b[4 + (i >> 1)] >> (4 * (i & 1))) & 0xF) | (((high >> (2 * i)) & 3) << 4);
            Levels(b.Slice(8 + (16 * i), 16), NonLinear, scale * (s - 32), y.Slice(32 * i, 32));
        }
    });

    public static readonly BlockFormulaEncoding MXFP4 = new("MXFP4", 32, 17, static (b, y) =>
    {
        // The shared scale is 2^(e-127), and the levels below are twice the E2M1 numbers.
        uint e = b[0];
        Levels(b.Slice(1, 16), TwiceE2M1, FloatBits.Single(e < 2 ? 0x00200000u << (int)e : (e - 1) << 23), y);
    });

    public static readonly BlockFormulaEncoding NVFP4 = new("NVFP4", 64, 36, static (b, y) =>
    {
        // Four runs of 16 elements, each with an unsigned E4M3 scale of its own; 0x7F is no number and stands for zero.
        for (var run = 0; run < 4; run++)
        {
            var scale = b[run] is 0x7F or >= 0x80 ? 0 : FloatBits.FromE4M3(b[run], fnuz: false) / 2;
            for (var i = 0; i < 8; i++)
            {
                var pair = b[4 + (8 * run) + i];
                y[(16 * run) + i] = TwiceE2M1[pair & 0xF] * scale;
                y[(16 * run) + i + 8] = TwiceE2M1[pair >> 4] * scale;
            }
        }
    });

    private static ReadOnlySpan<sbyte> NonLinear => [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    private static ReadOnlySpan<sbyte> TwiceE2M1 => [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

    public override void ToFloats(ReadOnlySpan<byte> source, Span<float> target)
    {
        for (; source.Length >= BlockBytes; source = source.Slice(BlockBytes), target = target.Slice(BlockElements))
        {
            decode(source.Slice(0, BlockBytes), target.Slice(0, BlockElements));
        }
    }

    private static float Half(ReadOnlySpan<byte> block, int at) => FloatBits.FromHalf(MemoryMarshal.Read<ushort>(block.Slice(at)));

    private static void Levels(ReadOnlySpan<byte> packed, ReadOnlySpan<sbyte> levels, float scale, Span<float> values)
    {
        for (var i = 0; i < 16; i++)
        {
            values[i] = scale * levels[packed[i] & 0xF];
            values[i + 16] = scale * levels[packed[i] >> 4];
        }
    }

    /// <summary>Scale and minimum of one of eight sub-blocks, six bits each, packed into twelve bytes.</summary>
    private static void SixBitScales(ReadOnlySpan<byte> packed, int group, out int scale, out int minimum)
    {
        if (group < 4)
        {
            scale = packed[group] & 63;
            minimum = packed[group + 4] & 63;
        }
        else
        {
            scale = (packed[group + 4] & 0xF) | ((packed[group - 4] >> 6) << 4);
            minimum = (packed[group + 4] >> 4) | ((packed[group] >> 6) << 4);
        }
    }
}
