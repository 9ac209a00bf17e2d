namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>TensorType of tflite/schema.fbs by number.</summary>
internal static class TfliteTypes
{
    private static readonly TensorType[] All =
    [
        new("FLOAT32", TensorElementKind.Float, 32),
        new("FLOAT16", TensorElementKind.Float, 16),
        new("INT32", TensorElementKind.Integer, 32),
        new("UINT8", TensorElementKind.Integer, 8),
        new("INT64", TensorElementKind.Integer, 64),
        new("STRING", TensorElementKind.Text, 0),
        new("BOOL", TensorElementKind.Boolean, 8),
        new("INT16", TensorElementKind.Integer, 16),
        new("COMPLEX64", TensorElementKind.Complex, 64),
        new("INT8", TensorElementKind.Integer, 8),
        new("FLOAT64", TensorElementKind.Float, 64),
        new("COMPLEX128", TensorElementKind.Complex, 128),
        new("UINT64", TensorElementKind.Integer, 64),
        new("RESOURCE", TensorElementKind.Text, 0),
        new("VARIANT", TensorElementKind.Text, 0),
        new("UINT32", TensorElementKind.Integer, 32),
        new("UINT16", TensorElementKind.Integer, 16),
        new("INT4", TensorElementKind.Integer, 4),
        new("BFLOAT16", TensorElementKind.Float, 16),
        new("INT2", TensorElementKind.Integer, 2),
        new("UINT4", TensorElementKind.Integer, 4),
        new("FLOAT8_E4M3FN", TensorElementKind.Float, 8),
        new("FLOAT8_E5M2", TensorElementKind.Float, 8),
    ];

    public static TensorType? Find(int number) => number >= 0 && number < All.Length ? All[number] : null;
}
