namespace ReleaseGuard.Artifacts.Formats.TensorFlowJs;

/// <summary>Element types of a weights manifest; a quantised weight is stored as its quantization's type.</summary>
internal static class TensorFlowJsTypes
{
    public static TensorType? Find(string name) => name switch
    {
        "float32" => new TensorType(name, TensorElementKind.Float, 32),
        "float16" => new TensorType(name, TensorElementKind.Float, 16),
        "int32" => new TensorType(name, TensorElementKind.Integer, 32),
        "uint16" => new TensorType(name, TensorElementKind.Integer, 16),
        "uint8" => new TensorType(name, TensorElementKind.Integer, 8),
        "bool" => new TensorType(name, TensorElementKind.Boolean, 8),
        "complex64" => new TensorType(name, TensorElementKind.Complex, 64),
        "string" => new TensorType(name, TensorElementKind.Text, 0),
        _ => null,
    };
}
