using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ReleaseGuard.Artifacts.Tests.Formats.Onnx;

/// <summary>Writes one protobuf message, well-formed or as broken as a test wants it.</summary>
internal sealed class ProtobufBuilder
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public ProtobufBuilder Varint(int field, long value) => Tag(field, 0).Number((ulong)value);

    public ProtobufBuilder Bytes(int field, byte[] content)
    {
        Tag(field, 2).Number((ulong)content.Length);
        return Raw(content);
    }

    public ProtobufBuilder Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtobufBuilder Message(int field, ProtobufBuilder message) => Bytes(field, message.ToArray());

    public ProtobufBuilder Float(int field, float value)
    {
        Tag(field, 5);
        return Raw(BitConverter.GetBytes(value));
    }

    public ProtobufBuilder PackedVarints(int field, IEnumerable<long> values)
    {
        var packed = new ProtobufBuilder();
        foreach (var value in values)
        {
            packed.Number((ulong)value);
        }

        return Bytes(field, packed.ToArray());
    }

    public ProtobufBuilder Tag(int field, int wire) => Number(((ulong)field << 3) | (uint)wire);

    public ProtobufBuilder Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
        return this;
    }

    public ProtobufBuilder Raw(params byte[] bytes)
    {
        _bytes.Write(bytes, 0, bytes.Length);
        return this;
    }
}
