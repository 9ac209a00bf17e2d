using System;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Checking;

/// <summary>
/// Takes one tensor's bytes in pieces cut anywhere, as a pass over a whole file meets them, and hands them on in pieces that its consumer can
/// read: whole rows, or a part of one row that ends at a multiple of 256 elements or at the row's end.
/// </summary>
internal sealed class TensorFeed
{
    // Every window block and every quantisation block divides this.
    private const int PartElements = 256;

    // Handed on at once: stays in the second-level cache while every tier looks at it.
    private const int PieceBytes = 1 << 18;

    private readonly long _rowBytes;
    private readonly int _partBytes;
    private readonly TensorBlocks.Consumer _consume;
    private readonly byte[] _carry;
    private int _carried;
    private long _done;

    /// <param name="columns">Elements of a row.</param>
    /// <param name="encoding">How they are stored; null when they cannot be told apart, and pieces are handed on as they come.</param>
    /// <param name="consume">Takes the pieces.</param>
    public TensorFeed(long columns, TensorEncoding? encoding, TensorBlocks.Consumer consume)
    {
        _rowBytes = encoding is null ? long.MaxValue : columns / encoding.BlockElements * encoding.BlockBytes;
        _partBytes = encoding is null ? 1 : PartElements / encoding.BlockElements * encoding.BlockBytes;
        _consume = consume;
        _carry = new byte[_partBytes];
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var inRow = _done % _rowBytes;
            var left = _rowBytes - inRow;
            var taken = _carried != 0 ? FillCarry(bytes, inRow, left)
                : inRow == 0 && bytes.Length >= _rowBytes ? Emit(bytes.Slice(0, (int)Math.Max(_rowBytes, Math.Min(PieceBytes, bytes.Length) / _rowBytes * _rowBytes)), true)
                : left <= bytes.Length && left <= PieceBytes ? Emit(bytes.Slice(0, (int)left), inRow == 0)
                : bytes.Length >= _partBytes ? Emit(bytes.Slice(0, Math.Min(PieceBytes, bytes.Length) / _partBytes * _partBytes), inRow == 0)
                : FillCarry(bytes, inRow, left);
            bytes = bytes.Slice(taken);
        }
    }

    private int Emit(ReadOnlySpan<byte> bytes, bool startsRow)
    {
        _consume(bytes, startsRow);
        _done += bytes.Length;
        return bytes.Length;
    }

    private int FillCarry(ReadOnlySpan<byte> bytes, long inRow, long left)
    {
        var whole = (int)Math.Min(_partBytes, left);
        var taken = Math.Min(whole - _carried, bytes.Length);
        bytes.Slice(0, taken).CopyTo(_carry.AsSpan(_carried));
        _carried += taken;
        if (_carried == whole)
        {
            _carried = 0;
            Emit(_carry.AsSpan(0, whole), inRow == 0);
        }

        return taken;
    }
}
