using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Sketches.Elements;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.Sketches.Publishing;

/// <summary>
/// Forecasts what will be found of one tensor after which change, by applying the change to the rows of its published windows. The rows
/// are at most 256 of each kind, so the cost does not grow with the tensor.
/// </summary>
internal sealed class SurvivalForecast
{
    private const ulong Seed = 0x5EED;

    private readonly SketchSubject _subject;
    private readonly List<(CandidateWindow Window, float[] Row)> _windows = [];
    private readonly WindowKind _kind;
    private readonly double _spread;
    private readonly float _median;

    /// <param name="subject">The tensor.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="kind">The window kind.</param>
    /// <param name="published">Its published windows of that kind, in row orientation.</param>
    public SurvivalForecast(SketchSubject subject, TensorEncoding encoding, WindowKind kind, IEnumerable<CandidateWindow> published)
    {
        (_subject, _kind) = (subject, kind);
        var reader = new FloatRows(subject, encoding);
        Dictionary<long, float[]> rows = [];
        foreach (var window in published)
        {
            if (!rows.TryGetValue(window.Row, out var row))
            {
                // A row of millions is represented by the part around the window: only per-row scales would tell the difference.
                var part = (int)Math.Min(subject.Columns, 1 << 16);
                row = new float[part];
                rows[window.Row] = row;
                reader.Read(window.Row, 0, row);
            }

            if (window.Offset + kind.WindowLength <= row.Length)
            {
                _windows.Add((window, row));
            }
        }

        var sample = rows.Values.SelectMany(static row => row.Take(4096)).ToArray();
        _spread = WeightTransforms.Spread(sample);
        _median = WeightTransforms.MedianMagnitude(sample);
    }

    /// <summary>Windows looked at.</summary>
    public int Count => _windows.Count;

    /// <summary>Every change and the codes that outlive it.</summary>
    public IEnumerable<(string Transform, int Hits)> Forecast()
    {
        yield return ("bf16", Survivors(static (row, _) => WeightTransforms.BFloat16(row)));
        yield return ("int8 per row", Survivors(static (row, _) => WeightTransforms.Int8(row)));
        yield return ("Q8_0", Survivors(static (row, _) => WeightTransforms.Q8_0(row)));
        yield return ("Q4_0", Survivors(static (row, _) => WeightTransforms.Q4_0(row)));
        yield return ("fine-tune 3 %", Survivors((row, seed) => WeightTransforms.Tune(row, 0.03 * _spread, seed)));
        yield return ("fine-tune 10 %", Survivors((row, seed) => WeightTransforms.Tune(row, 0.10 * _spread, seed)));
        yield return ("fine-tune 10 %, then Q4_0", Survivors((row, seed) =>
        {
            WeightTransforms.Tune(row, 0.10 * _spread, seed);
            WeightTransforms.Q4_0(row);
        }));
        yield return ("prune 50 %", Survivors((row, _) => WeightTransforms.Prune(row, _median)));
        yield return ("times -3.7", Survivors(static (row, _) => WeightTransforms.Scale(row, -3.7f)));
        yield return ("first quarter of the rows", _windows.Count(w => w.Window.Row < _subject.Rows / 4));
        yield return ("columns from 32", _windows.Count(w => w.Window.Offset >= 32));
    }

    private int Survivors(Action<float[], ulong> change)
    {
        var survivors = 0;
        foreach (var group in _windows.GroupBy(static w => w.Row))
        {
            var row = (float[])group.Key.Clone();
            change(row, unchecked(Seed + (ulong)group.First().Window.Row));
            survivors += group.Count(w => OwnerReading.TryRead(row, (int)w.Window.Offset, 1, _kind, out var code, out _) && code == w.Window.Code);
        }

        return survivors;
    }
}
