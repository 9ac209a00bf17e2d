using System;
using System.IO;

namespace ReleaseGuard.Inspection.Sketches.Elements;

/// <summary>Reads parts of rows of one tensor as numbers. For the owner, who reads few tensors and in strips; a checker reads pieces in order.</summary>
internal sealed class FloatRows(SketchSubject subject, TensorEncoding encoding)
{
    private byte[] _bytes = [];

    /// <summary>Reads <c>target.Length</c> elements of a row. Both ends lie at block borders of the encoding.</summary>
    /// <exception cref="IOException">The source ended early or failed.</exception>
    public void Read(long row, long column, Span<float> target)
    {
        var rowBytes = subject.Columns / encoding.BlockElements * encoding.BlockBytes;
        var at = subject.Tensor.ByteOffset + (row * rowBytes) + (column / encoding.BlockElements * encoding.BlockBytes);
        var length = target.Length / encoding.BlockElements * encoding.BlockBytes;
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        for (var filled = 0; filled < length;)
        {
            var count = subject.Source.ReadAt(at + filled, new Span<byte>(_bytes, filled, length - filled));
            if (count <= 0)
            {
                throw new EndOfStreamException($"'{subject.File}' ended inside tensor '{subject.Tensor.Name}'.");
            }

            filled += count;
        }

        encoding.ToFloats(new ReadOnlySpan<byte>(_bytes, 0, length), target);
    }
}
