using System;

namespace ReleaseGuard.Inspection.Sketches.Packed;

/// <summary>
/// Two elements in a byte, each the number of one of sixteen levels: MXFP4 and NVFP4 (levels of E2M1, the lower half first), bitsandbytes'
/// NF4 and FP4 (a table, the upper half first). Scales matter only where they change within 32 elements, so those of larger groups are not read.
/// </summary>
internal sealed class NibbleRows(SketchSubject weights, float[] levels, bool upperFirst, SketchSubject? scales, long rows, long columns) : PackedRows(rows, columns)
{
    /// <summary>The numbers of E2M1 in the order of their codes (OCP Microscaling Formats 1.0, 5.3.3).</summary>
    public static readonly float[] E2M1 = [0, 0.5f, 1, 1.5f, 2, 3, 4, 6, 0, -0.5f, -1, -1.5f, -2, -3, -4, -6];

    public override void Decode(long row, Span<float> values)
    {
        var bytes = Read(weights, row * Columns / 2, Columns / 2);
        var perRow = scales is null ? 0 : (int)(scales.Tensor.Parameters / Rows);
        var steps = scales is null ? [] : ReadNumbers(scales, row * perRow, perRow);
        for (var i = 0; i < values.Length; i++)
        {
            var level = (bytes[i / 2] >> (((i & 1) != 0) != upperFirst ? 4 : 0)) & 0xF;
            values[i] = levels[level] * (perRow == 0 ? 1 : steps[(long)i * perRow / values.Length]);
        }
    }
}
