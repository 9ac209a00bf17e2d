using System;
using System.Runtime.InteropServices;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>
/// compressed-tensors' <c>pack-quantized</c>: signed integers, moved up to be unsigned, packed into words of 32 bits along the inputs; a
/// scale for each output in each group of inputs, and a zero point packed along the outputs where the scheme is not symmetric.
/// </summary>
internal sealed class IntegerRows(SketchSubject weights, SketchSubject scales, SketchSubject? zeros, int bits, long columns) : PackedRows(weights.Rows, columns)
{
    private readonly int _perWord = 32 / bits;

    public override void Decode(long row, Span<float> values)
    {
        var words = MemoryMarshal.Cast<byte, uint>(Read(weights, row * weights.Columns * 4, weights.Columns * 4));
        var groups = (int)scales.Columns;
        var steps = ReadNumbers(scales, row * groups, groups);
        var moved = zeros is null ? null : MemoryMarshal.Cast<byte, uint>(Read(zeros, row / _perWord * groups * 4, groups * 4)).ToArray();
        var groupSize = (values.Length + groups - 1) / groups;
        var mask = (1u << bits) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var level = (int)((words[i / _perWord] >> (i % _perWord * bits)) & mask);
            var zero = moved is null ? 1 << (bits - 1) : (int)((moved[i / groupSize] >> ((int)(row % _perWord) * bits)) & mask);
            values[i] = (level - zero) * steps[i / groupSize];
        }
    }
}
