using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>One matrix as quantisation tools pack it: integers or codes in words and bytes, with scales beside them, all in one artifact.</summary>
internal sealed class PackedModel
{
    private const int Group = 128;

    private static readonly int[] AwqOrder = [0, 2, 4, 6, 1, 3, 5, 7];

    private readonly List<TensorFact> _tensors = [];
    private readonly List<byte> _bytes = [];

    public IReadOnlyList<TensorFact> Tensors => _tensors;

    public IArtifactSource Source => new MemoryArtifactSource("model", _bytes.ToArray());

    /// <summary>GPTQ: words along the inputs, zero points less one, and inputs in an order of their own when <paramref name="reordered"/>.</summary>
    public static PackedModel Gptq(float[] matrix, int columns, int bits, bool reordered)
    {
        int rows = matrix.Length / columns, groups = columns / Group, perWord = 32 / bits;
        int GroupOf(int input) => reordered ? (int)(GoldenTensor.Random(5, input) % (ulong)groups) : input / Group;
        var (levels, zeros, scales) = Quantise(matrix, columns, bits, GroupOf, groups);
        var words = new uint[columns / perWord * rows];
        var zeroWords = new uint[groups * rows / perWord];
        for (var input = 0; input < columns; input++)
        {
            for (var output = 0; output < rows; output++)
            {
                words[(input / perWord * rows) + output] |= (uint)levels[(output * columns) + input] << (input % perWord * bits);
            }
        }

        for (var i = 0; i < groups * rows; i++)
        {
            zeroWords[i / perWord] |= (uint)(zeros[i] - 1) << (i % perWord * bits);
        }

        var model = new PackedModel();
        model.Add("m.qweight", "I32", MemoryMarshal.AsBytes<uint>(words), columns / perWord, rows);
        model.Add("m.qzeros", "I32", MemoryMarshal.AsBytes<uint>(zeroWords), groups, rows / perWord);
        model.Add("m.scales", "F16", TestTensors.Encode(scales, "F16"), groups, rows);
        model.Add("m.g_idx", "I32", MemoryMarshal.AsBytes<int>(Enumerable.Range(0, columns).Select(GroupOf).ToArray()), columns);
        return model;
    }

    /// <summary>AWQ: words along the outputs, in the kernel's order.</summary>
    public static PackedModel Awq(float[] matrix, int columns)
    {
        int rows = matrix.Length / columns, groups = columns / Group;
        var (levels, zeros, scales) = Quantise(matrix, columns, 4, static input => input / Group, groups);
        var words = new uint[columns * rows / 8];
        var zeroWords = new uint[groups * rows / 8];
        for (var word = 0; word < words.Length; word++)
        {
            int input = word / (rows / 8), output = word % (rows / 8) * 8;
            for (var i = 0; i < 8; i++)
            {
                words[word] |= (uint)levels[((output + AwqOrder[i]) * columns) + input] << (4 * i);
            }
        }

        for (var word = 0; word < zeroWords.Length; word++)
        {
            for (var i = 0; i < 8; i++)
            {
                zeroWords[word] |= (uint)zeros[(word * 8) + AwqOrder[i]] << (4 * i);
            }
        }

        var model = new PackedModel();
        model.Add("m.qweight", "I32", MemoryMarshal.AsBytes<uint>(words), columns, rows / 8);
        model.Add("m.qzeros", "I32", MemoryMarshal.AsBytes<uint>(zeroWords), groups, rows / 8);
        model.Add("m.scales", "F16", TestTensors.Encode(scales, "F16"), groups, rows);
        return model;
    }

    /// <summary>compressed-tensors, symmetric: words along the inputs.</summary>
    public static PackedModel CompressedTensors(float[] matrix, int columns)
    {
        int rows = matrix.Length / columns, groups = columns / Group;
        var scales = new float[rows * groups];
        var words = new uint[rows * columns / 8];
        for (var i = 0; i < scales.Length; i++)
        {
            scales[i] = Round(Largest(matrix, i * Group) / 7.5f);
            for (var k = 0; k < Group; k++)
            {
                var at = (i * Group) + k;
                words[at / 8] |= (uint)Math.Clamp((int)Math.Round(matrix[at] / scales[i]) + 8, 0, 15) << (at % 8 * 4);
            }
        }

        var model = new PackedModel();
        model.Add("m.weight_packed", "I32", MemoryMarshal.AsBytes<uint>(words), rows, columns / 8);
        model.Add("m.weight_scale", "BF16", TestTensors.Encode(scales, "BF16"), rows, groups);
        model.Add("m.weight_shape", "I64", MemoryMarshal.AsBytes<long>(new long[] { rows, columns }), 2);
        return model;
    }

    /// <summary>bitsandbytes NF4 with scales that are quantised themselves.</summary>
    public static PackedModel BitsAndBytes(float[] matrix, int columns)
    {
        // QLoRA, appendix E.
        float[] levels =
        [
            -1.0f, -0.6961928f, -0.52507305f, -0.39491749f, -0.28444138f, -0.18477343f, -0.09105004f, 0.0f,
            0.0795803f, 0.1609302f, 0.24611230f, 0.33791524f, 0.44070983f, 0.5626170f, 0.72295684f, 1.0f,
        ];
        var packed = new byte[matrix.Length / 2];
        for (var i = 0; i < matrix.Length; i++)
        {
            var value = matrix[i] / Largest(matrix, i / 64 * 64, 64);
            packed[i / 2] |= (byte)(Enumerable.Range(0, 16).MinBy(level => Math.Abs(levels[level] - value)) << (i % 2 == 0 ? 4 : 0));
        }

        var model = new PackedModel();
        model.Add("m.weight", "U8", packed, packed.Length, 1);
        model.Add("m.weight.absmax", "U8", new byte[matrix.Length / 64], matrix.Length / 64);
        model.Add("m.weight.quant_map", "F32", TestTensors.Encode(levels, "F32"), 16);
        var state = Encoding.UTF8.GetBytes($$"""{"quant_type": "nf4", "blocksize": 64, "dtype": "bfloat16", "shape": [{{matrix.Length / columns}}, {{columns}}]}""");
        model.Add("m.weight.quant_state.bitsandbytes__nf4", "U8", state, state.Length);
        return model;
    }

    /// <summary>GPT-OSS' MXFP4: bytes of two codes, 16 for each shared exponent.</summary>
    public static PackedModel Mxfp4(float[] matrix, int columns)
    {
        float[] levels = [0, 0.5f, 1, 1.5f, 2, 3, 4, 6];
        var packed = new byte[matrix.Length / 2];
        var exponents = new byte[matrix.Length / 32];
        for (var i = 0; i < matrix.Length; i++)
        {
            var exponent = (int)Math.Floor(Math.Log2(Largest(matrix, i / 32 * 32, 32))) - 2;
            exponents[i / 32] = (byte)(exponent + 127);
            var value = Math.Abs(matrix[i]) / Math.Pow(2, exponent);
            packed[i / 2] |= (byte)((Enumerable.Range(0, 8).MinBy(level => Math.Abs(levels[level] - value)) | (matrix[i] < 0 ? 8 : 0)) << (i % 2 * 4));
        }

        var model = new PackedModel();
        model.Add("m_blocks", "U8", packed, 1, matrix.Length / columns, columns / 32, 16);
        model.Add("m_scales", "U8", exponents, 1, matrix.Length / columns, columns / 32);
        return model;
    }

    public void Remove(string name) => _tensors.RemoveAll(tensor => tensor.Name == name);

    public void Reshape(string name, params long[] shape)
    {
        var at = _tensors.FindIndex(tensor => tensor.Name == name);
        _tensors[at] = _tensors[at] with { Shape = shape };
    }

    private void Add(string name, string type, ReadOnlySpan<byte> bytes, params long[] shape)
    {
        _tensors.Add(new TensorFact(name, TestTensors.Type(type), shape, shape.Aggregate(1L, static (a, b) => a * b), _bytes.Count, bytes.Length));
        _bytes.AddRange(bytes);
    }

    /// <summary>Unsigned levels with a zero point and a scale for each output in each group of inputs; zero points and scales a row for each group.</summary>
    private static (int[] Levels, int[] Zeros, float[] Scales) Quantise(float[] matrix, int columns, int bits, Func<int, int> groupOf, int groups)
    {
        int rows = matrix.Length / columns, most = (1 << bits) - 1;
        int[] levels = new int[matrix.Length], zeros = new int[groups * rows];
        var scales = new float[groups * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var group = 0; group < groups; group++)
            {
                var inputs = Enumerable.Range(0, columns).Where(input => groupOf(input) == group).ToArray();
                float least = inputs.Min(input => matrix[(row * columns) + input]), largest = inputs.Max(input => matrix[(row * columns) + input]);
                var scale = Round((largest - least) / most);
                var zero = Math.Clamp((int)Math.Round(-least / scale), 1, most);
                (scales[(group * rows) + row], zeros[(group * rows) + row]) = (scale, zero);
                foreach (var input in inputs)
                {
                    levels[(row * columns) + input] = Math.Clamp((int)Math.Round(matrix[(row * columns) + input] / scale) + zero, 0, most);
                }
            }
        }

        return (levels, zeros, scales);
    }

    private static float Largest(float[] matrix, int from, int count = Group) => matrix.AsSpan(from, count).ToArray().Max(Math.Abs);

    private static float Round(float value) => FloatBits.FromHalf(FloatBits.ToHalf(FloatBits.Bits(value)));
}
