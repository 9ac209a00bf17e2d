using System;
using System.IO;
using System.Threading;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>
/// Reads a tensor once, from its first byte to its last, in pieces of about a megabyte: whole rows where they fit, else parts of one row
/// that end where a block of 256 elements ends. A piece stays in the second-level cache while every consumer looks at it.
/// </summary>
internal sealed class TensorBlocks
{
    private const int PieceBytes = 1 << 20;

    // Every window block and every quantisation block divides this.
    private const int PartElements = 256;

    private readonly byte[] _buffer = new byte[PieceBytes];

    /// <summary>Consumes one piece.</summary>
    /// <param name="bytes">The elements as stored.</param>
    /// <param name="startsRow">Whether a row begins here.</param>
    public delegate void Consumer(ReadOnlySpan<byte> bytes, bool startsRow);

    /// <summary>Reads rows <paramref name="firstRow"/> to before <paramref name="endRow"/>; returns the bytes read.</summary>
    /// <exception cref="IOException">The source ended early or failed.</exception>
    public long Read(SketchSubject subject, TensorEncoding encoding, long firstRow, long endRow, Consumer consume, CancellationToken ct)
    {
        var rowBytes = subject.Columns / encoding.BlockElements * encoding.BlockBytes;
        return rowBytes == 0 ? 0 : Read(subject, rowBytes, PartElements / encoding.BlockElements * encoding.BlockBytes, firstRow, endRow, consume, ct);
    }

    /// <summary>Reads all bytes of a tensor whose elements cannot be told apart.</summary>
    /// <exception cref="IOException">The source ended early or failed.</exception>
    public long ReadOpaque(SketchSubject subject, Consumer consume, CancellationToken ct) =>
        subject.Tensor.ByteLength == 0 ? 0 : Read(subject, subject.Tensor.ByteLength, 1, 0, 1, consume, ct);

    private long Read(SketchSubject subject, long rowBytes, int partBytes, long firstRow, long endRow, Consumer consume, CancellationToken ct)
    {
        long start = subject.Tensor.ByteOffset + (firstRow * rowBytes), end = subject.Tensor.ByteOffset + (endRow * rowBytes);
        long wholeRows = rowBytes <= PieceBytes ? PieceBytes / rowBytes * rowBytes : 0;
        for (var at = start; at < end;)
        {
            ct.ThrowIfCancellationRequested();
            var inRow = (at - start) % rowBytes;
            var length = (int)(wholeRows != 0 ? Math.Min(wholeRows, end - at) : Math.Min(PieceBytes / partBytes * partBytes, rowBytes - inRow));
            Fill(subject, at, length);
            consume(new ReadOnlySpan<byte>(_buffer, 0, length), inRow == 0);
            at += length;
        }

        return end - start;
    }

    private void Fill(SketchSubject subject, long at, int length)
    {
        for (var filled = 0; filled < length;)
        {
            var count = subject.Source.ReadAt(at + filled, new Span<byte>(_buffer, filled, length - filled));
            if (count <= 0)
            {
                throw new EndOfStreamException($"'{subject.File}' ended at byte {at + filled}, inside tensor '{subject.Tensor.Name}'.");
            }

            filled += count;
        }
    }
}
