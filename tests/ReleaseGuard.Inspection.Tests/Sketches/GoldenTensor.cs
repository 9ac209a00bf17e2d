using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text.Json;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>Makes the tensors that build/compare/sketch_golden.py describes, byte for byte.</summary>
internal static class GoldenTensor
{
    // Places of the binary16 fields in a block, as in the script.
    private static readonly Dictionary<string, int[]> HalfFields = new()
    {
        ["Q8_0"] = [0], ["Q4_0"] = [0], ["Q4_1"] = [0, 2], ["Q5_0"] = [0], ["Q5_1"] = [0, 2],
        ["Q2_K"] = [80, 82], ["Q3_K"] = [108], ["Q4_K"] = [0, 2], ["Q5_K"] = [0, 2], ["Q6_K"] = [208],
        ["IQ4_NL"] = [0], ["IQ4_XS"] = [0], ["MXFP4"] = [],
    };

    private static readonly Dictionary<string, int[]> GgmlHalfFields = new()
    {
        ["IQ1_S"] = [0], ["IQ2_XXS"] = [0], ["IQ2_XS"] = [0], ["IQ2_S"] = [0], ["IQ3_XXS"] = [0], ["IQ3_S"] = [0],
        ["TQ1_0"] = [52], ["TQ2_0"] = [64], ["Q1_0"] = [0], ["Q2_0"] = [0],
    };

    public static ulong Random(ulong seed, long index) => WindowCode.Mix(unchecked(seed + ((ulong)(index + 1) * 0x9E3779B97F4A7C15)));

    /// <summary>A near-normal number: the sum of four 16-bit fields, centred.</summary>
    public static float Bell(ulong bits) =>
        ((long)(bits & 0xFFFF) + (long)((bits >> 16) & 0xFFFF) + (long)((bits >> 32) & 0xFFFF) + (long)(bits >> 48) - (2 * 65535)) * (1f / 131072f);

    public static float[] Matrix(ulong seed, int rows, int columns)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Bell(Random(seed, i));
        }

        return values;
    }

    public static SketchSubject Make(JsonElement golden)
    {
        string type = golden.GetProperty("dtype").GetString()!, name = golden.GetProperty("name").GetString()!;
        int rows = golden.GetProperty("rows").GetInt32(), columns = golden.GetProperty("cols").GetInt32();
        var seed = golden.GetProperty("seed").GetUInt64();
        byte[] bytes;
        if (HalfFields.TryGetValue(type, out var halves))
        {
            bytes = Blocks(TestTensors.Type(type), seed, rows * columns, halves);
        }
        else
        {
            var values = Matrix(seed, rows, columns);
            if (golden.TryGetProperty("edits", out var edits))
            {
                foreach (var edit in edits.EnumerateArray())
                {
                    for (var i = 0; i < edit[1].GetInt32(); i++)
                    {
                        var at = edit[0].GetInt32() + (i * edit[2].GetInt32());
                        if (at < values.Length)
                        {
                            values[at] = FloatBits.Single(edit[3].GetUInt32());
                        }
                    }
                }
            }

            bytes = type is "F32" or "F16" or "BF16" or "F64" ? TestTensors.Encode(values, type, widen: 1 + Math.Pow(2, -30)) : Integers(type, seed, values.Length);
        }

        return TestTensors.Subject(name, bytes, type, rows, columns);
    }

    /// <summary>The blocks that build/compare/ggml_reference.py gives to ggml: random, with scales that are ordinary numbers.</summary>
    public static byte[] GgmlBlocks(TensorType type, ulong seed, int blocks)
    {
        var bytes = Blocks(type, seed, blocks * type.BlockElements, GgmlHalfFields.TryGetValue(type.Name, out var halves) ? halves : HalfFields.GetValueOrDefault(type.Name, []));
        for (var block = 0; block < bytes.Length; block += type.BlockBits / 8)
        {
            switch (type.Name)
            {
                case "NVFP4":
                    for (var scale = 0; scale < 4; scale++)
                    {
                        bytes[block + scale] &= 0x7F;
                    }

                    break;
                case "Q8_K":
                    bytes[block + 3] = 0x3C;
                    bytes[block + 2] &= 0x7F;
                    break;
                case "IQ1_M":
                    bytes[block + 55] = (byte)((bytes[block + 55] & 0x0F) | 0x20);
                    break;
            }
        }

        return bytes;
    }

    private static byte[] Integers(string type, ulong seed, int count)
    {
        var width = TestTensors.Type(type).BlockBits / 8;
        var bytes = new byte[count * width];
        Span<byte> all = stackalloc byte[8];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(all, Random(seed, i) >> (64 - (8 * width)));
            all[..width].CopyTo(bytes.AsSpan(i * width));
        }

        return bytes;
    }

    private static byte[] Blocks(TensorType type, ulong seed, int elements, int[] halves)
    {
        var size = type.BlockBits / 8;
        var bytes = new byte[elements / type.BlockElements * size];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(Random(seed, i) >> 56);
        }

        for (var block = 0; block < bytes.Length; block += size)
        {
            foreach (var field in halves)
            {
                bytes[block + field + 1] = (byte)((bytes[block + field + 1] & 0x83) | 0x20);
            }

            if (type.Name == "MXFP4")
            {
                bytes[block] = (byte)(100 + (bytes[block] & 31));
            }
        }

        return bytes;
    }
}
