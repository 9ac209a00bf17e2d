using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Gguf;

/// <summary>Reads a GGUF file forward, in its byte order and with its version's widths. Every read says whether the file still held it.</summary>
internal sealed class GgufCursor(SourceReader reader, bool isBigEndian, uint version)
{
    // Headers are walked to an end nobody knows before: a small window keeps what is read past it small.
    private const int WindowBytes = 16 * 1024;

    private readonly ByteWindow _window = new(reader, 8, reader.Length - 8, WindowBytes);

    public long Position => _window.Position;

    public long Remaining => _window.Remaining;

    public bool TryUInt32(out uint value)
    {
        var bytes = _window.Take(4);
        value = bytes.IsEmpty ? 0 : isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return !bytes.IsEmpty;
    }

    public bool TryUInt64(out ulong value)
    {
        var bytes = _window.Take(8);
        value = bytes.IsEmpty ? 0 : isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return !bytes.IsEmpty;
    }

    /// <summary>A length or count: 32 bits in version 1, 64 since.</summary>
    public bool TryCount(out ulong value)
    {
        if (version != 1)
        {
            return TryUInt64(out value);
        }

        var good = TryUInt32(out var narrow);
        value = narrow;
        return good;
    }

    /// <summary>Raw bytes in the machine's order for scalars of up to eight bytes.</summary>
    public bool TryScalar(int size, out ulong value)
    {
        var bytes = _window.Take(size);
        value = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)bytes[i] << (8 * (isBigEndian ? size - 1 - i : i));
        }

        return !bytes.IsEmpty;
    }

    public ReadOnlySpan<byte> Take(int count) => _window.Take(count);

    public bool Skip(ulong count) => count <= long.MaxValue && _window.Skip((long)count);
}
