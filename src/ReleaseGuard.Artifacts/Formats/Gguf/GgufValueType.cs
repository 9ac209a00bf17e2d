namespace ReleaseGuard.Artifacts.Formats.Gguf;

/// <summary>Types of metadata values, by their number in the file.</summary>
internal enum GgufValueType : uint
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    Float32,
    Bool,
    Text,
    Array,
    UInt64,
    Int64,
    Float64,
}
