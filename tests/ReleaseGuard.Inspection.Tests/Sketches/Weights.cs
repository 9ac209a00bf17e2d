using System;
using System.Linq;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Publishing;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>Things that converters do to a matrix, whole.</summary>
internal static class Weights
{
    public static float[] Rowwise(float[] matrix, int columns, Action<Memory<float>, int> change)
    {
        var copy = (float[])matrix.Clone();
        for (var row = 0; row < copy.Length / columns; row++)
        {
            change(copy.AsMemory(row * columns, columns), row);
        }

        return copy;
    }

    public static float[] Transpose(float[] matrix, int columns)
    {
        var rows = matrix.Length / columns;
        var transposed = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = matrix[i];
        }

        return transposed;
    }

    public static float[] Rows(float[] matrix, int columns, int first, int count) => matrix[(first * columns)..((first + count) * columns)];

    public static float[] Columns(float[] matrix, int columns, int first, int count) =>
        [.. Enumerable.Range(0, matrix.Length / columns).SelectMany(row => matrix.AsSpan((row * columns) + first, count).ToArray())];

    /// <summary>Rows in a fixed shuffled order, as RoPE permutations and expert regroupings leave them.</summary>
    public static float[] PermuteRows(float[] matrix, int columns)
    {
        var order = Enumerable.Range(0, matrix.Length / columns).OrderBy(row => GoldenTensor.Random(99, row)).ToArray();
        return [.. order.SelectMany(row => Rows(matrix, columns, row, 1))];
    }

    public static float[] Tune(float[] matrix, double relative, ulong seed = 77)
    {
        var copy = (float[])matrix.Clone();
        WeightTransforms.Tune(copy, relative * WeightTransforms.Spread(matrix), seed);
        return copy;
    }

    /// <summary>Adds a product of two thin matrices whose size is a part of the matrix's own.</summary>
    public static float[] MergeLora(float[] matrix, int columns, int rank, double relative)
    {
        var rows = matrix.Length / columns;
        var update = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var r = 0; r < rank; r++)
            {
                var left = (float)WeightTransforms.Normal(1001, (row * rank) + r);
                for (var column = 0; column < columns; column++)
                {
                    update[(row * columns) + column] += left * (float)WeightTransforms.Normal(1002, (r * columns) + column);
                }
            }
        }

        var scale = (float)(relative * WeightTransforms.Spread(matrix) / WeightTransforms.Spread(update));
        return [.. matrix.Zip(update, (w, u) => w + (scale * u))];
    }

    public static float[] Q4_0(float[] matrix)
    {
        var copy = (float[])matrix.Clone();
        WeightTransforms.Q4_0(copy);
        return copy;
    }

    /// <summary>Stored NVFP4 blocks: four E4M3 scales, then 64 elements of four bits, the largest of each 16 being the largest level.</summary>
    public static byte[] Nvfp4(float[] matrix)
    {
        float[] levels = [0, 0.5f, 1, 1.5f, 2, 3, 4, 6];
        var scales = Enumerable.Range(0, 0x7F).Select(code => FloatBits.FromE4M3((byte)code, fnuz: false)).ToArray();
        var bytes = new byte[matrix.Length / 64 * 36];
        for (var run = 0; run < matrix.Length / 16; run++)
        {
            int block = run / 4 * 36, within = run % 4;
            var values = matrix.AsSpan(run * 16, 16).ToArray();
            var code = (byte)Nearest(scales, values.Max(Math.Abs) / 6);
            bytes[block + within] = code;
            for (var i = 0; i < 16; i++)
            {
                var level = Nearest(levels, Math.Abs(values[i]) / scales[code]) | (values[i] < 0 ? 8 : 0);
                bytes[block + 4 + (8 * within) + (i % 8)] |= (byte)(level << (4 * (i / 8)));
            }
        }

        return bytes;

        static int Nearest(float[] among, float value) => Enumerable.Range(0, among.Length).MinBy(i => Math.Abs(among[i] - value));
    }

    /// <summary>Stored GGUF blocks: a binary16 scale and 32 bytes, or 16 bytes of two nibbles each.</summary>
    public static byte[] Blocks(float[] matrix, string type)
    {
        var size = type == "Q8_0" ? 34 : 18;
        var bytes = new byte[matrix.Length / 32 * size];
        for (var block = 0; block < matrix.Length / 32; block++)
        {
            var values = matrix.AsSpan(block * 32, 32).ToArray();
            var largest = values.MaxBy(Math.Abs);
            var scale = type == "Q8_0" ? Math.Abs(largest) / 127 : largest / -8;
            var code = FloatBits.ToHalf(FloatBits.Bits(scale));
            bytes[block * size] = (byte)code;
            bytes[(block * size) + 1] = (byte)(code >> 8);
            for (var i = 0; i < 32; i++)
            {
                if (type == "Q8_0")
                {
                    bytes[(block * size) + 2 + i] = (byte)(sbyte)Math.Round(values[i] / scale, MidpointRounding.AwayFromZero);
                }
                else
                {
                    bytes[(block * size) + 2 + (i % 16)] |= (byte)(Math.Min(15, (int)((values[i] / scale) + 8.5f)) << (4 * (i / 16)));
                }
            }
        }

        return bytes;
    }
}
