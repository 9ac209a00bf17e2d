using System;
using System.Runtime.InteropServices;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// ggml's IQ1, IQ2 and IQ3 blocks of 256 weights: each index names four or eight levels of a table, with signs and scales beside it.
/// Layouts and formulas as in ggml/src/ggml-quants.c (<c>dequantize_row_iq…</c>); ggml.json of the tests holds what ggml itself decodes.
/// </summary>
internal static class CodebookBlocks
{
    private const int Elements = 256;

    // Weights of one run: they share a scale, and in IQ2 and IQ3 four bytes of signs.
    private const int Run = 32;

    public static readonly BlockFormulaEncoding IQ2_XXS = new("IQ2_XXS", Elements, 66, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var run = 0; run < 8; run++)
        {
            var indexes = b.Slice(2 + (8 * run), 4);
            var signs = MemoryMarshal.Read<uint>(b.Slice(6 + (8 * run)));
            for (var i = 0; i < 4; i++)
            {
                Write(QuantisationTables.Iq2Xxs, 8, indexes[i], Signs(signs >> (7 * i)), scale * (0.5f + (signs >> 28)) * 0.25f, y.Slice((Run * run) + (8 * i), 8));
            }
        }
    });

    public static readonly BlockFormulaEncoding IQ2_XS = new("IQ2_XS", Elements, 74, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 32; i++)
        {
            var word = MemoryMarshal.Read<ushort>(b.Slice(2 + (2 * i)));
            Write(QuantisationTables.Iq2Xs, 8, word & 511, Signs((uint)word >> 9), HalfStep(scale, b[66 + (i >> 2)], i >> 1) * 0.25f, y.Slice(8 * i, 8));
        }
    });

    public static readonly BlockFormulaEncoding IQ2_S = new("IQ2_S", Elements, 82, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 32; i++)
        {
            var index = b[2 + i] | (((b[66 + (i >> 2)] >> (2 * (i & 3))) & 3) << 8);
            Write(QuantisationTables.Iq2S, 8, index, b[34 + i], HalfStep(scale, b[74 + (i >> 2)], i >> 1) * 0.25f, y.Slice(8 * i, 8));
        }
    });

    public static readonly BlockFormulaEncoding IQ3_XXS = new("IQ3_XXS", Elements, 98, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var run = 0; run < 8; run++)
        {
            var indexes = b.Slice(2 + (8 * run), 8);
            var signs = MemoryMarshal.Read<uint>(b.Slice(66 + (4 * run)));
            for (var i = 0; i < 8; i++)
            {
                // Two indexes of four levels share eight signs.
                Write(QuantisationTables.Iq3Xxs, 4, indexes[i], Signs(signs >> (7 * (i >> 1))) >> (4 * (i & 1)), scale * (0.5f + (signs >> 28)) * 0.5f, y.Slice((Run * run) + (4 * i), 4));
            }
        }
    });

    public static readonly BlockFormulaEncoding IQ3_S = new("IQ3_S", Elements, 110, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 64; i++)
        {
            var index = b[2 + i] | (((b[66 + (i >> 3)] >> (i & 7)) & 1) << 8);
            var step = 1 + (2 * Nibble(b[106 + (i >> 4)], i >> 3));
            Write(QuantisationTables.Iq3S, 4, index, b[74 + (i >> 1)] >> (4 * (i & 1)), scale * step, y.Slice(4 * i, 4));
        }
    });

    public static readonly BlockFormulaEncoding IQ1_S = new("IQ1_S", Elements, 50, static (b, y) =>
    {
        var scale = Half(b, 0);
        for (var i = 0; i < 32; i++)
        {
            var high = MemoryMarshal.Read<ushort>(b.Slice(34 + (2 * (i >> 2))));
            var index = b[2 + i] | (((high >> (3 * (i & 3))) & 7) << 8);
            WriteShifted(index, scale * (1 + (2 * ((high >> 12) & 7))), (high & 0x8000) != 0, y.Slice(8 * i, 8));
        }
    });

    public static readonly BlockFormulaEncoding IQ1_M = new("IQ1_M", Elements, 56, static (b, y) =>
    {
        // The binary16 scale lies in the top nibbles of the four words of scales, its lowest nibble first.
        var scales = MemoryMarshal.Cast<byte, ushort>(b.Slice(48, 8));
        var scale = FloatBits.FromHalf((ushort)((scales[0] >> 12) | ((scales[1] >> 8) & 0xF0) | ((scales[2] >> 4) & 0xF00) | (scales[3] & 0xF000)));
        for (var i = 0; i < 32; i++)
        {
            var high = Nibble(b[32 + (i >> 1)], i);
            var step = 1 + (2 * ((scales[i >> 3] >> (3 * ((i >> 1) & 3))) & 7));
            WriteShifted(b[i] | ((high & 7) << 8), scale * step, (high & 8) != 0, y.Slice(8 * i, 8));
        }
    });

    private static float Half(ReadOnlySpan<byte> block, int at) => FloatBits.FromHalf(MemoryMarshal.Read<ushort>(block.Slice(at)));

    private static int Nibble(byte pair, int number) => (pair >> (4 * (number & 1))) & 0xF;

    private static float HalfStep(float scale, byte pair, int number) => scale * (0.5f + Nibble(pair, number));

    /// <summary>Eight signs of seven stored bits: the number of negative ones is even.</summary>
    private static int Signs(uint stored)
    {
        var bits = (int)(stored & 127);
        return bits | ((Bits.Count((ulong)bits) & 1) << 7);
    }

    private static void Write(sbyte[] table, int width, int index, int signs, float scale, Span<float> values)
    {
        for (var i = 0; i < width; i++)
        {
            var value = scale * table[(index * width) + i];
            values[i] = ((signs >> i) & 1) == 0 ? value : -value;
        }
    }

    /// <summary>Three levels, all moved by an eighth to one side.</summary>
    private static void WriteShifted(int index, float scale, bool down, Span<float> values)
    {
        var table = QuantisationTables.Iq1;
        for (var i = 0; i < 8; i++)
        {
            values[i] = scale * (table[(index * 8) + i] + (down ? -0.125f : 0.125f));
        }
    }
}
