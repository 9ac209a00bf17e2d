namespace ReleaseGuard.Artifacts.Formats.Gguf;

/// <summary>ggml's tensor types by their number (ggml/include/ggml.h): name, elements in a block, bytes in a block. Numbers that were removed have none.</summary>
internal static class GgufTypes
{
    private static readonly TensorType?[] All =
    [
        Float("F32", 32),
        Float("F16", 16),
        Block("Q4_0", 32, 18),
        Block("Q4_1", 32, 20),
        null, // Q4_2
        null, // Q4_3
        Block("Q5_0", 32, 22),
        Block("Q5_1", 32, 24),
        Block("Q8_0", 32, 34),
        Block("Q8_1", 32, 36),
        Block("Q2_K", 256, 84),
        Block("Q3_K", 256, 110),
        Block("Q4_K", 256, 144),
        Block("Q5_K", 256, 176),
        Block("Q6_K", 256, 210),
        Block("Q8_K", 256, 292),
        Block("IQ2_XXS", 256, 66),
        Block("IQ2_XS", 256, 74),
        Block("IQ3_XXS", 256, 98),
        Block("IQ1_S", 256, 50),
        Block("IQ4_NL", 32, 18),
        Block("IQ3_S", 256, 110),
        Block("IQ2_S", 256, 82),
        Block("IQ4_XS", 256, 136),
        Integer("I8", 8),
        Integer("I16", 16),
        Integer("I32", 32),
        Integer("I64", 64),
        Float("F64", 64),
        Block("IQ1_M", 256, 56),
        Float("BF16", 16),
        null, // Q4_0_4_4
        null, // Q4_0_4_8
        null, // Q4_0_8_8
        Block("TQ1_0", 256, 54),
        Block("TQ2_0", 256, 66),
        null, // IQ4_NL_4_4
        null, // IQ4_NL_4_8
        null, // IQ4_NL_8_8
        Block("MXFP4", 32, 17),
        Block("NVFP4", 64, 36),
        Block("Q1_0", 128, 18),
        Block("Q2_0", 64, 18),
    ];

    /// <summary>The type of this number; null when there is none or it was removed.</summary>
    public static TensorType? Find(uint number) => number < All.Length ? All[number] : null;

    private static TensorType Float(string name, int bits) => new(name, TensorElementKind.Float, bits);

    private static TensorType Integer(string name, int bits) => new(name, TensorElementKind.Integer, bits);

    private static TensorType Block(string name, int elements, int bytes) => new(name, TensorElementKind.Quantized, elements, bytes * 8);
}
