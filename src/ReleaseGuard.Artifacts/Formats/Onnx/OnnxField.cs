namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>One field of an ONNX message: its name, its kind (see <see cref="OnnxSchema"/>), and which nested schema it is walked by, or -1.</summary>
internal sealed record OnnxField(string Name, char Kind, bool IsRepeated, int Nested)
{
    /// <summary>Whether a field of this kind may have this wire type.</summary>
    public bool Allows(ProtobufWire wire) => Kind switch
    {
        'V' => wire == ProtobufWire.Varint || (IsRepeated && wire == ProtobufWire.Bytes),
        'I' => wire == ProtobufWire.Fixed32 || (IsRepeated && wire == ProtobufWire.Bytes),
        'D' => wire == ProtobufWire.Fixed64 || (IsRepeated && wire == ProtobufWire.Bytes),
        _ => wire == ProtobufWire.Bytes,
    };
}
