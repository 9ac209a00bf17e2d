using System;
using System.IO;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>
/// A weight matrix that a quantiser stored as integers packed into bytes or words, with scales in tensors of their own. One class for each
/// way of packing; a row is decoded at a time, so memory does not grow with the tensor.
/// </summary>
internal abstract class PackedRows(long rows, long columns)
{
    /// <summary>Rows of the matrix as decoded.</summary>
    public long Rows => rows;

    /// <summary>Elements of a row.</summary>
    public long Columns => columns;

    /// <summary>Decodes one row. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The source ended early or failed.</exception>
    public abstract void Decode(long row, Span<float> values);

    /// <summary>Reads a part of a stored tensor.</summary>
    protected static byte[] Read(SketchSubject stored, long offset, long length)
    {
        var bytes = new byte[length];
        for (var filled = 0; filled < bytes.Length;)
        {
            var count = stored.Source.ReadAt(stored.Tensor.ByteOffset + offset + filled, bytes.AsSpan(filled));
            if (count <= 0)
            {
                throw new EndOfStreamException($"'{stored.File}' ended inside tensor '{stored.Tensor.Name}'.");
            }

            filled += count;
        }

        return bytes;
    }

    /// <summary>Reads entries <paramref name="first"/> and following of a plain tensor as numbers.</summary>
    protected static float[] ReadNumbers(SketchSubject stored, long first, int count)
    {
        var encoding = Elements.TensorEncodings.Find(stored.Tensor.Type)!;
        var values = new float[count];
        encoding.ToFloats(Read(stored, first * encoding.BlockBytes, (long)count * encoding.BlockBytes), values);
        return values;
    }
}
