namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>Protobuf wire types, by their number on the wire.</summary>
internal enum ProtobufWire
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    GroupStart = 3,
    GroupEnd = 4,
    Fixed32 = 5,
}
