using System;
using System.Collections.Generic;
using System.IO;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>The encodings whose elements can be compared, by the name a reader gives the type.</summary>
internal static class TensorEncodings
{
    // TFLite and TensorFlow.js have words of their own for the same types.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FLOAT64"] = "F64", ["FLOAT32"] = "F32", ["FLOAT16"] = "F16", ["BFLOAT16"] = "BF16",
        ["FLOAT8_E4M3FN"] = "F8_E4M3", ["FLOAT8_E5M2"] = "F8_E5M2",
        ["INT8"] = "I8", ["INT16"] = "I16", ["INT32"] = "I32", ["INT64"] = "I64",
        ["UINT8"] = "U8", ["UINT16"] = "U16", ["UINT32"] = "U32", ["UINT64"] = "U64",
    };

    private static readonly Dictionary<string, TensorEncoding> ByName = Index(
        PlainEncoding.Float32, PlainEncoding.Float16, PlainEncoding.BFloat16, PlainEncoding.Float64,
        PlainEncoding.Float8E4M3, PlainEncoding.Float8E5M2, PlainEncoding.Float8E4M3Fnuz, PlainEncoding.Float8E5M2Fnuz,
        PlainEncoding.Signed8, PlainEncoding.Unsigned8, PlainEncoding.Signed16, PlainEncoding.Unsigned16,
        PlainEncoding.Signed32, PlainEncoding.Unsigned32, PlainEncoding.Signed64, PlainEncoding.Unsigned64,
        SignedBlockEncoding.Q8_0, SignedBlockEncoding.Q4_0, SignedBlockEncoding.Q5_0,
        BlockFormulaEncoding.Q4_1, BlockFormulaEncoding.Q5_1,
        BlockFormulaEncoding.Q2_K, BlockFormulaEncoding.Q3_K, BlockFormulaEncoding.Q4_K, BlockFormulaEncoding.Q5_K,
        BlockFormulaEncoding.Q6_K, BlockFormulaEncoding.Q8_1, BlockFormulaEncoding.Q8_K,
        CodebookBlocks.IQ1_S, CodebookBlocks.IQ1_M, CodebookBlocks.IQ2_XXS, CodebookBlocks.IQ2_XS, CodebookBlocks.IQ2_S, CodebookBlocks.IQ3_XXS, CodebookBlocks.IQ3_S,
        FewLevelBlocks.Q1_0, FewLevelBlocks.Q2_0, FewLevelBlocks.TQ1_0, FewLevelBlocks.TQ2_0,
        BlockFormulaEncoding.IQ4_NL, BlockFormulaEncoding.IQ4_XS, BlockFormulaEncoding.MXFP4, BlockFormulaEncoding.NVFP4);

    /// <summary>The encoding of a type, or null when its elements cannot be compared (its bytes still can).</summary>
    public static TensorEncoding? Find(TensorType type) =>
        ByName.TryGetValue(OtherNames.TryGetValue(type.Name, out var name) ? name : type.Name, out var encoding) && encoding.BlockElements == type.BlockElements && encoding.BlockBytes * 8 == type.BlockBits ? encoding : null;

    /// <summary>The encoding of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static TensorEncoding Named(string name) => ByName[name];

    /// <summary>The encoding of a tensor: that of its type, centred where its bytes are unsigned.</summary>
    public static TensorEncoding? For(SketchSubject subject)
    {
        var encoding = Find(subject.Tensor.Type);
        if (encoding != PlainEncoding.Unsigned8)
        {
            return encoding;
        }

        try
        {
            return CentredByteEncoding.Of(subject);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Whoever reads the tensor will meet the same error and say it.
            return encoding;
        }
    }

    private static Dictionary<string, TensorEncoding> Index(params TensorEncoding[] all)
    {
        var index = new Dictionary<string, TensorEncoding>(StringComparer.Ordinal);
        foreach (var encoding in all)
        {
            index.Add(encoding.Name, encoding);
        }

        return index;
    }
}
