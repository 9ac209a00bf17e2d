using System;
using System.Buffers.Binary;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>The checksum of HDF5's newer structures (format specification 3.0, "lookup3"): Bob Jenkins' hashlittle, begun with zero, over all bytes before it.</summary>
internal struct Hdf5Checksum
{
    private const int Block = 12;

    private uint _a, _b, _c;

    private Hdf5Checksum(uint length) => _a = _b = _c = 0xdeadbeef + length;

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var state = new Hdf5Checksum((uint)bytes.Length);
        while (bytes.Length > Block)
        {
            state.Mix(bytes);
            bytes = bytes.Slice(Block);
        }

        return state.End(bytes);
    }

    /// <summary>The checksum of a run of the file, without holding it whole; null when it leaves the file.</summary>
    public static uint? Of(Hdf5File file, long offset, long length)
    {
        const int PieceBytes = Block * 340;
        if (length < 0 || length > file.Remaining(offset))
        {
            return null;
        }

        var state = new Hdf5Checksum((uint)length);
        var piece = new byte[(int)Math.Min(PieceBytes, length)];
        while (length > PieceBytes)
        {
            file.Bytes.TryRead(offset, piece);
            for (var at = 0; at < PieceBytes; at += Block)
            {
                state.Mix(piece.AsSpan(at));
            }

            (offset, length) = (offset + PieceBytes, length - PieceBytes);
        }

        var rest = piece.AsSpan(0, (int)length);
        file.Bytes.TryRead(offset, rest);
        while (rest.Length > Block)
        {
            state.Mix(rest);
            rest = rest.Slice(Block);
        }

        return state.End(rest);
    }

    private static uint Rotate(uint value, int by) => (value << by) | (value >> (32 - by));

    private void Mix(ReadOnlySpan<byte> block)
    {
        _a += BinaryPrimitives.ReadUInt32LittleEndian(block);
        _b += BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(4));
        _c += BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(8));
        _a = (_a - _c) ^ Rotate(_c, 4);
        _c += _b;
        _b = (_b - _a) ^ Rotate(_a, 6);
        _a += _c;
        _c = (_c - _b) ^ Rotate(_b, 8);
        _b += _a;
        _a = (_a - _c) ^ Rotate(_c, 16);
        _c += _b;
        _b = (_b - _a) ^ Rotate(_a, 19);
        _a += _c;
        _c = (_c - _b) ^ Rotate(_b, 4);
        _b += _a;
    }

    private uint End(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return _c;
        }

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        rest.CopyTo(last);
        _a += BinaryPrimitives.ReadUInt32LittleEndian(last);
        _b += BinaryPrimitives.ReadUInt32LittleEndian(last.Slice(4));
        _c += BinaryPrimitives.ReadUInt32LittleEndian(last.Slice(8));
        _c = (_c ^ _b) - Rotate(_b, 14);
        _a = (_a ^ _c) - Rotate(_c, 11);
        _b = (_b ^ _a) - Rotate(_a, 25);
        _c = (_c ^ _b) - Rotate(_b, 16);
        _a = (_a ^ _c) - Rotate(_c, 4);
        _b = (_b ^ _a) - Rotate(_a, 14);
        _c = (_c ^ _b) - Rotate(_b, 24);
        return _c;
    }
}
