using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Tests.Sketches;

/// <summary>Tensors in memory, in any type that the sketches read.</summary>
internal static class TestTensors
{
    private static readonly Dictionary<string, TensorType> Types = new()
    {
        ["F32"] = new("F32", TensorElementKind.Float, 32), ["F16"] = new("F16", TensorElementKind.Float, 16), ["BF16"] = new("BF16", TensorElementKind.Float, 16),
        ["F64"] = new("F64", TensorElementKind.Float, 64), ["I8"] = new("I8", TensorElementKind.Integer, 8), ["U8"] = new("U8", TensorElementKind.Integer, 8),
        ["I16"] = new("I16", TensorElementKind.Integer, 16), ["I32"] = new("I32", TensorElementKind.Integer, 32), ["I64"] = new("I64", TensorElementKind.Integer, 64),
        ["F8_E4M3"] = new("F8_E4M3", TensorElementKind.Float, 8), ["F8_E5M2"] = new("F8_E5M2", TensorElementKind.Float, 8),
        ["F8_E4M3FNUZ"] = new("F8_E4M3FNUZ", TensorElementKind.Float, 8), ["F8_E5M2FNUZ"] = new("F8_E5M2FNUZ", TensorElementKind.Float, 8),
        ["F4"] = new("F4", TensorElementKind.Float, 4),
        ["Q8_0"] = Block("Q8_0", 32, 34), ["Q4_0"] = Block("Q4_0", 32, 18), ["Q4_1"] = Block("Q4_1", 32, 20), ["Q5_0"] = Block("Q5_0", 32, 22), ["Q5_1"] = Block("Q5_1", 32, 24),
        ["Q2_K"] = Block("Q2_K", 256, 84), ["Q3_K"] = Block("Q3_K", 256, 110), ["Q4_K"] = Block("Q4_K", 256, 144), ["Q5_K"] = Block("Q5_K", 256, 176), ["Q6_K"] = Block("Q6_K", 256, 210),
        ["IQ4_NL"] = Block("IQ4_NL", 32, 18), ["IQ4_XS"] = Block("IQ4_XS", 256, 136), ["MXFP4"] = Block("MXFP4", 32, 17), ["NVFP4"] = Block("NVFP4", 64, 36), ["IQ2_XXS"] = Block("IQ2_XXS", 256, 66),
        ["Q8_K"] = Block("Q8_K", 256, 292), ["IQ1_S"] = Block("IQ1_S", 256, 50), ["IQ1_M"] = Block("IQ1_M", 256, 56), ["IQ2_XS"] = Block("IQ2_XS", 256, 74), ["IQ2_S"] = Block("IQ2_S", 256, 82),
        ["IQ3_XXS"] = Block("IQ3_XXS", 256, 98), ["IQ3_S"] = Block("IQ3_S", 256, 110), ["TQ1_0"] = Block("TQ1_0", 256, 54), ["TQ2_0"] = Block("TQ2_0", 256, 66),
        ["Q1_0"] = Block("Q1_0", 128, 18), ["Q2_0"] = Block("Q2_0", 64, 18),
    };

    public static TensorType Type(string name) => Types[name];

    public static SketchSubject Subject(string name, byte[] bytes, string type, params long[] shape)
    {
        long elements = 1;
        foreach (var dimension in shape)
        {
            elements *= dimension;
        }

        return new(name + ".safetensors", new MemoryArtifactSource(name, bytes), new TensorFact(name, Type(type), shape, elements, 0, bytes.Length));
    }

    public static SketchSubject Subject(string name, float[] values, string type, params long[] shape) => Subject(name, Encode(values, type), type, shape);

    /// <summary>Numbers in a floating-point type, each rounded to nearest; binary64 multiplied by <paramref name="widen"/> first.</summary>
    public static byte[] Encode(float[] values, string type, double widen = 1)
    {
        switch (type)
        {
            case "F32":
                return MemoryMarshal.AsBytes<float>(values).ToArray();
            case "F64":
                var doubles = new double[values.Length];
                for (var i = 0; i < values.Length; i++)
                {
                    doubles[i] = values[i] * widen;
                }

                return MemoryMarshal.AsBytes<double>(doubles).ToArray();
            default:
                var codes = new ushort[values.Length];
                for (var i = 0; i < values.Length; i++)
                {
                    codes[i] = type == "F16" ? FloatBits.ToHalf(FloatBits.Bits(values[i])) : FloatBits.ToBFloat16(FloatBits.Bits(values[i]));
                }

                return MemoryMarshal.AsBytes<ushort>(codes).ToArray();
        }
    }

    private static TensorType Block(string name, int elements, int bytes) => new(name, TensorElementKind.Quantized, elements, bytes * 8);
}
