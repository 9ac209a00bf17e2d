using System;

namespace ReleaseGuard.Artifacts.Formats.Safetensors;

/// <summary>The element types of safetensors/src/tensor.rs, and three that the Hugging Face hub has seen in the wild.</summary>
internal static class SafetensorsTypes
{
    private static readonly TensorType[] All =
    [
        new("BF16", TensorElementKind.Float, 16),
        new("F32", TensorElementKind.Float, 32),
        new("F16", TensorElementKind.Float, 16),
        new("F8_E4M3", TensorElementKind.Float, 8),
        new("F8_E5M2", TensorElementKind.Float, 8),
        new("U8", TensorElementKind.Integer, 8),
        new("I8", TensorElementKind.Integer, 8),
        new("I32", TensorElementKind.Integer, 32),
        new("I64", TensorElementKind.Integer, 64),
        new("F64", TensorElementKind.Float, 64),
        new("BOOL", TensorElementKind.Boolean, 8),
        new("F4", TensorElementKind.Float, 4),
        new("F6_E2M3", TensorElementKind.Float, 6),
        new("F6_E3M2", TensorElementKind.Float, 6),
        new("F8_E8M0", TensorElementKind.Scale, 8),
        new("F8_E4M3FNUZ", TensorElementKind.Float, 8),
        new("F8_E5M2FNUZ", TensorElementKind.Float, 8),
        new("I16", TensorElementKind.Integer, 16),
        new("U16", TensorElementKind.Integer, 16),
        new("U32", TensorElementKind.Integer, 32),
        new("U64", TensorElementKind.Integer, 64),
        new("C64", TensorElementKind.Complex, 64),
    ];

    // Names the hub's own parser accepts although tensor.rs has none of them.
    private static readonly TensorType[] SeenInTheWild =
    [
        new("E8M0", TensorElementKind.Scale, 8),
        new("FP4", TensorElementKind.Float, 4),
        new("UE8", TensorElementKind.Scale, 8),
    ];

    public static TensorType? Find(ReadOnlySpan<byte> name, out bool isStandard)
    {
        isStandard = true;
        foreach (var type in All)
        {
            if (Matches(name, type.Name))
            {
                return type;
            }
        }

        isStandard = false;
        foreach (var type in SeenInTheWild)
        {
            if (Matches(name, type.Name))
            {
                return type;
            }
        }

        return null;
    }

    private static bool Matches(ReadOnlySpan<byte> name, string expected)
    {
        if (name.Length != expected.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }
}
