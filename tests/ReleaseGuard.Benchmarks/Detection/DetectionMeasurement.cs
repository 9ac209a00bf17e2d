using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;
using ReleaseGuard.Inspection.Sketches.Publishing;

namespace ReleaseGuard.Benchmarks.Detection;

/// <summary>Publishes one matrix, changes it in every way of the table, and counts the codes that a checker finds again.</summary>
internal sealed class DetectionMeasurement
{
    private readonly DetectionMatrix _matrix;
    private readonly GgmlQuantiser? _ggml;
    private readonly HashSet<ulong> _rows, _columns, _narrowRows;

    /// <param name="matrix">The matrix.</param>
    /// <param name="ggml">Real quantisers; null leaves their lines out.</param>
    public DetectionMeasurement(DetectionMatrix matrix, GgmlQuantiser? ggml = null)
    {
        (_matrix, _ggml) = (matrix, ggml);
        Kind = matrix.Columns >= WindowKind.Wide.WindowLength ? WindowKind.Wide : WindowKind.Narrow;
        var owner = new OwnerReading(DetectionMatrix.Subject(matrix.Values, matrix.Rows, matrix.Columns), PlainEncoding.Float32, CancellationToken.None);
        owner.Read();
        _rows = [.. owner.Kept(Kind, transposed: false).Select(static w => w.Code)];
        _columns = [.. owner.Kept(Kind, transposed: true).Select(static w => w.Code)];
        _narrowRows = [.. owner.Kept(WindowKind.Narrow, transposed: false).Select(static w => w.Code)];
    }

    /// <summary>The window kind measured: the wide one where rows are long enough.</summary>
    public WindowKind Kind { get; }

    /// <summary>Codes published in row orientation.</summary>
    public int Published => _rows.Count;

    /// <summary>Codes published, both orientations.</summary>
    public IEnumerable<ulong> Codes => _rows.Concat(_columns);

    /// <summary>Each change and the hits in the orientation that applies; null where the shape leaves no window.</summary>
    public IEnumerable<(string Change, int? Hits)> Measure()
    {
        int rows = _matrix.Rows, columns = _matrix.Columns;
        var spread = WeightTransforms.Spread(_matrix.Values);
        yield return ("bf16", Changed(static w => WeightTransforms.BFloat16(w)));
        yield return ("int8 per row", ChangedRows(static (row, _) => WeightTransforms.Int8(row)));
        yield return ("Q8_0", ChangedRows(static (row, _) => WeightTransforms.Q8_0(row)));
        yield return ("Q4_0", ChangedRows(static (row, _) => WeightTransforms.Q4_0(row)));
        yield return ("fine-tune 3 %", Changed(w => WeightTransforms.Tune(w, 0.03 * spread, 31)));
        yield return ("fine-tune 10 %", Changed(w => WeightTransforms.Tune(w, 0.10 * spread, 32)));
        yield return ("fine-tune 30 %", Changed(w => WeightTransforms.Tune(w, 0.30 * spread, 33)));
        yield return ("LoRA r16 10 %, then Q4_0", Found(Quantise(MergeLora(16, 0.10, spread)), rows, columns));
        yield return ("prune 50 %", Changed(w => WeightTransforms.Prune(w, WeightTransforms.MedianMagnitude(w))));
        yield return ("row scale", ChangedRows(static (row, i) => WeightTransforms.Scale(row, 0.2f + (i % 13))));
        yield return ("× −3.7", Changed(static w => WeightTransforms.Scale(w, -3.7f)));
        yield return ("rows 25 %", Found(_matrix.Values[..(rows / 4 * columns)], rows / 4, columns));
        yield return ("columns from 32", columns - 32 < Kind.WindowLength ? null : Found(ColumnsFrom(32), rows, columns - 32));
        yield return ("columns from 5", columns - 5 < Kind.WindowLength ? null : Found(ColumnsFrom(5), rows, columns - 5));
        yield return ("transposed, then Q8_0", rows < Kind.WindowLength || rows % 32 != 0 ? null : FoundTransposed());
        yield return ("permuted columns", Found(PermuteColumns(), rows, columns));
        foreach (var type in _ggml is null ? [] : GgmlQuantiser.Types)
        {
            yield return ($"ggml {type}", FoundIn(type, _ggml!));
        }
    }

    /// <summary>Hits of the better kind in the blocks that ggml itself makes; null where they do not fill the rows.</summary>
    private int? FoundIn(string type, GgmlQuantiser ggml)
    {
        int rows = _matrix.Rows, columns = _matrix.Columns;
        var encoding = TensorEncodings.Named(type);
        if (columns % encoding.BlockElements != 0)
        {
            return null;
        }

        var values = new float[rows * columns];
        encoding.ToFloats(ggml.Encode(type, _matrix.Values, rows, columns, encoding.BlockElements, encoding.BlockBytes), values);
        return Math.Max(Found(values, rows, columns), Read(values, rows, columns, WindowKind.Narrow).Distinct().Count(_narrowRows.Contains));
    }

    /// <summary>Codes of a matrix as a checker computes them.</summary>
    public static List<ulong> Read(float[] values, int rows, int columns, WindowKind kind)
    {
        List<ulong> codes = [];
        OrdinalReading.Consumer take = read => codes.AddRange(read);
        var reading = new OrdinalReading(kind == WindowKind.Wide ? take : null, kind == WindowKind.Narrow ? take : null);
        reading.Begin(PlainEncoding.Float32, columns);
        new TensorBlocks().Read(DetectionMatrix.Subject(values, rows, columns), PlainEncoding.Float32, 0, rows, reading.Append, CancellationToken.None);
        return codes;
    }

    private int Changed(Action<float[]> change)
    {
        var copy = (float[])_matrix.Values.Clone();
        change(copy);
        return Found(copy, _matrix.Rows, _matrix.Columns);
    }

    private delegate void RowChange(Span<float> row, int index);

    private int ChangedRows(RowChange change) => Changed(w =>
    {
        for (var row = 0; row < _matrix.Rows; row++)
        {
            change(w.AsSpan(row * _matrix.Columns, _matrix.Columns), row);
        }
    });

    private int Found(float[] values, int rows, int columns) => Read(values, rows, columns, Kind).Distinct().Count(_rows.Contains);

    private int FoundTransposed()
    {
        var transposed = new float[_matrix.Values.Length];
        for (var i = 0; i < transposed.Length; i++)
        {
            transposed[(i % _matrix.Columns * _matrix.Rows) + (i / _matrix.Columns)] = _matrix.Values[i];
        }

        for (var row = 0; row < _matrix.Columns; row++)
        {
            WeightTransforms.Q8_0(transposed.AsSpan(row * _matrix.Rows, _matrix.Rows));
        }

        return Read(transposed, _matrix.Columns, _matrix.Rows, Kind).Distinct().Count(_columns.Contains);
    }

    private float[] Quantise(float[] values)
    {
        for (var row = 0; row < _matrix.Rows; row++)
        {
            WeightTransforms.Q4_0(values.AsSpan(row * _matrix.Columns, _matrix.Columns));
        }

        return values;
    }

    private float[] MergeLora(int rank, double relative, double spread)
    {
        int rows = _matrix.Rows, columns = _matrix.Columns;
        var update = new float[rows * columns];
        var right = Enumerable.Range(0, rank * columns).Select(static i => (float)WeightTransforms.Normal(42, i)).ToArray();
        for (var row = 0; row < rows; row++)
        {
            for (var r = 0; r < rank; r++)
            {
                var left = (float)WeightTransforms.Normal(41, (row * rank) + r);
                for (var column = 0; column < columns; column++)
                {
                    update[(row * columns) + column] += left * right[(r * columns) + column];
                }
            }
        }

        var scale = (float)(relative * spread / WeightTransforms.Spread(update));
        return [.. _matrix.Values.Zip(update, (w, u) => w + (scale * u))];
    }

    private float[] ColumnsFrom(int first) =>
        [.. Enumerable.Range(0, _matrix.Rows).SelectMany(row => _matrix.Values.AsSpan((row * _matrix.Columns) + first, _matrix.Columns - first).ToArray())];

    private float[] PermuteColumns()
    {
        var order = Enumerable.Range(0, _matrix.Columns).OrderBy(static column => WindowCode.Mix((ulong)column + 1)).ToArray();
        return [.. Enumerable.Range(0, _matrix.Rows).SelectMany(row => order.Select(column => _matrix.Values[(row * _matrix.Columns) + column]))];
    }
}
