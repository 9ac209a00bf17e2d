using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// A walk over the fields of one protobuf message, where it lies (protobuf.dev, "Encoding"). A field's content is never read by the walk, only its
/// tag and length, so a message of any size takes no memory. Groups, field number 0, varints over ten bytes and lengths past the message are faults.
/// </summary>
internal struct ProtobufMessage(PagedBytes bytes, long start, long end)
{
    private const int MaxVarintBytes = 10;

    public long Position { get; private set; } = start;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    public ProtobufWire Wire { get; private set; }

    /// <summary>Where the current field's tag is.</summary>
    public long FieldStart { get; private set; }

    /// <summary>Value of a varint field.</summary>
    public ulong Value { get; private set; }

    /// <summary>Where the field's content begins: after the length, or the bytes of a fixed or varint value.</summary>
    public long Start { get; private set; }

    public long Length { get; private set; }

    public readonly long End => Start + Length;

    /// <summary>What broke the walk, as a clause; the place is <see cref="Position"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>Steps to the next field; false at the end of the message and at a fault.</summary>
    public bool Next()
    {
        if (Fault is not null || Position >= end)
        {
            return false;
        }

        FieldStart = Position;
        if (!TryVarint(out var tag))
        {
            return false;
        }

        if (tag >> 3 is 0 or > 0x1FFFFFFF)
        {
            return Fail($"field number {tag >> 3} is not legal", FieldStart);
        }

        Field = (int)(tag >> 3);
        Wire = (ProtobufWire)(tag & 7);
        Value = 0;
        Start = Position;
        switch (Wire)
        {
            case ProtobufWire.Varint:
                if (!TryVarint(out var value))
                {
                    return false;
                }

                Value = value;
                Length = Position - Start;
                return true;
            case ProtobufWire.Fixed64:
                return Take(8);
            case ProtobufWire.Fixed32:
                return Take(4);
            case ProtobufWire.Bytes:
                if (!TryVarint(out var length))
                {
                    return false;
                }

                Start = Position;
                return length <= (ulong)(end - Position)
                    ? Take((long)length)
                    : Fail($"field {Field} says it has {length} bytes; {end - Position} are left", FieldStart);
            case ProtobufWire.GroupStart or ProtobufWire.GroupEnd:
                return Fail("a group tag, which the format does not use", FieldStart);
            default:
                return Fail($"wire type {(int)Wire} does not exist", FieldStart);
        }
    }

    private bool Take(long count)
    {
        if (count > end - Position)
        {
            return Fail($"field {Field} needs {count} bytes; {end - Position} are left", FieldStart);
        }

        Length = count;
        Position += count;
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            if (Position + i >= end || bytes.ByteAt(Position + i) is not (>= 0 and var b))
            {
                return Fail("a number is cut off by the end of its message", Position);
            }

            if (i == MaxVarintBytes - 1 && b > 1)
            {
                break;
            }

            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                Position += i + 1;
                return true;
            }
        }

        return Fail("a number takes more than 64 bits", Position);
    }

    private bool Fail(string what, long position)
    {
        Fault = what;
        Position = position;
        return false;
    }
}
