namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>TensorProto.DataType numbers, 1 to 26 (onnx.proto3 of release 1.19), under the names reports use for every format.</summary>
internal static class OnnxTypes
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int String = 8;

    // Field numbers of TensorProto's value fields.
    private const int FloatData = 4;
    private const int Int32Data = 5;
    private const int StringData = 6;
    private const int Int64Data = 7;
    private const int DoubleData = 10;
    private const int UInt64Data = 11;

    private static readonly TensorType?[] Types =
    [
        null,
        new("F32", TensorElementKind.Float, 32),
        new("U8", TensorElementKind.Integer, 8),
        new("I8", TensorElementKind.Integer, 8),
        new("U16", TensorElementKind.Integer, 16),
        new("I16", TensorElementKind.Integer, 16),
        new("I32", TensorElementKind.Integer, 32),
        new("I64", TensorElementKind.Integer, 64),
        new("STRING", TensorElementKind.Text, 0),
        new("BOOL", TensorElementKind.Boolean, 8),
        new("F16", TensorElementKind.Float, 16),
        new("F64", TensorElementKind.Float, 64),
        new("U32", TensorElementKind.Integer, 32),
        new("U64", TensorElementKind.Integer, 64),
        new("C64", TensorElementKind.Complex, 64),
        new("C128", TensorElementKind.Complex, 128),
        new("BF16", TensorElementKind.Float, 16),
        new("F8_E4M3", TensorElementKind.Float, 8),
        new("F8_E4M3FNUZ", TensorElementKind.Float, 8),
        new("F8_E5M2", TensorElementKind.Float, 8),
        new("F8_E5M2FNUZ", TensorElementKind.Float, 8),
        new("U4", TensorElementKind.Integer, 4),
        new("I4", TensorElementKind.Integer, 4),
        new("F4", TensorElementKind.Float, 4),
        new("F8_E8M0", TensorElementKind.Scale, 8),
        new("U2", TensorElementKind.Integer, 2),
        new("I2", TensorElementKind.Integer, 2),
    ];

    public static TensorType? Find(long number) => number > 0 && number < Types.Length ? Types[number] : null;

    /// <summary>The one TensorProto field, besides raw_data and external_data, that may hold values of this type.</summary>
    public static int ValueField(int type) => type switch
    {
        Float or 14 => FloatData,
        Int64 => Int64Data,
        String => StringData,
        11 or 15 => DoubleData,
        12 or 13 => UInt64Data,
        _ => Int32Data,
    };

    /// <summary>How many entries of <see cref="ValueField"/> hold <paramref name="elements"/> elements: complex numbers take two, sub-byte types pack a byte into one.</summary>
    public static long? ValueCount(int type, TensorType of, long elements) => of.Kind == TensorElementKind.Complex
        ? elements <= long.MaxValue / 2 ? elements * 2 : null
        : of.Bits is > 0 and < 8 && type != String ? (elements / (8 / of.Bits)) + (elements % (8 / of.Bits) == 0 ? 0 : 1) : elements;

    /// <summary>Bytes of raw_data for a number of elements: the last byte of a sub-byte type may be partly used.</summary>
    public static long? RawLength(TensorType type, long elements)
    {
        if (type.Bits >= 8)
        {
            var bytes = type.Bits / 8;
            return elements > long.MaxValue / bytes ? null : elements * bytes;
        }

        var perByte = 8 / type.Bits;
        return (elements / perByte) + (elements % perByte == 0 ? 0 : 1);
    }
}
