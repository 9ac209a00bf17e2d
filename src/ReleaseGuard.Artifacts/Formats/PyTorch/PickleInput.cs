using System;
using System.Buffers.Binary;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>The bytes of one or more pickles in a row, read forward. Past the end there is nothing: <see cref="Ended"/> says so and numbers are zero.</summary>
internal sealed class PickleInput(PagedBytes bytes, long start, long length, long reportedBase, bool isStored = true)
{
    private const int MaxLine = 4096;
    private const int MaxText = 64 * 1024;

    private readonly long _end = start + length;

    public long Position { get; set; } = start;

    /// <summary>Whether a read went past the end.</summary>
    public bool Ended { get; private set; }

    public bool AtEnd => Position >= _end;

    public long Remaining => _end - Position;

    /// <summary>The place of <paramref name="position"/> in the artifact, for reports; of the whole record where it is compressed.</summary>
    public long Reported(long position) => isStored ? reportedBase + position : reportedBase;

    public int Byte()
    {
        if (Position >= _end)
        {
            Ended = true;
            return 0;
        }

        return bytes.ByteAt(Position++);
    }

    public int PeekByte() => Position < _end ? bytes.ByteAt(Position) : -1;

    public ushort UInt16() => (ushort)(Byte() | (Byte() << 8));

    public uint UInt32()
    {
        Span<byte> four = stackalloc byte[4];
        return Take(four) ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;
    }

    public ulong UInt64()
    {
        Span<byte> eight = stackalloc byte[8];
        return Take(eight) ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;
    }

    /// <summary>Moves past <paramref name="count"/> bytes; false, at the end, when fewer are left.</summary>
    public bool Skip(ulong count)
    {
        if (count > (ulong)Remaining)
        {
            Ended = true;
            Position = _end;
            return false;
        }

        Position += (long)count;
        return true;
    }

    /// <summary>Text of <paramref name="count"/> bytes, cut for keeping; moves past all of it.</summary>
    public string Text(ulong count)
    {
        var at = Position;
        return Skip(count) ? bytes.Text(at, (long)count, MaxText) : "";
    }

    /// <summary>A line up to its newline, without it; cut for keeping.</summary>
    public string Line()
    {
        var at = Position;
        while (true)
        {
            var b = Byte();
            if (Ended || b == '\n')
            {
                break;
            }
        }

        return bytes.Text(at, Math.Max(0, Position - at - (Ended ? 0 : 1)), MaxLine);
    }

    /// <summary>A little-endian two's complement integer; null when it does not fit 64 bits.</summary>
    public long? Integer(ulong count)
    {
        if (count > 8)
        {
            Skip(count);
            return null;
        }

        long value = 0;
        for (var i = 0; i < (int)count; i++)
        {
            value |= (long)Byte() << (8 * i);
        }

        if (count is > 0 and < 8)
        {
            var shift = 64 - (8 * (int)count);
            value = value << shift >> shift;
        }

        return value;
    }

    private bool Take(Span<byte> destination)
    {
        if (destination.Length > Remaining)
        {
            Ended = true;
            Position = _end;
            return false;
        }

        bytes.TryRead(Position, destination);
        Position += destination.Length;
        return true;
    }
}
