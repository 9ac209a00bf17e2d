using System;
using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// The owner's side of the ordinal sketch: windows at multiples of their own length, with margins, in both orientations. Reads the tensor
/// in strips of 256 rows, so that the windows of its transpose come from memory too; a wide tensor is cut into strips of columns as well.
/// </summary>
internal sealed class OwnerReading
{
    private const int StripRows = 256;
    private const int StripElements = 1 << 22;

    private readonly CancellationToken _ct;
    private readonly SketchSubject _subject;
    private readonly TensorEncoding _encoding;
    private readonly CandidateWindows[,] _candidates = new CandidateWindows[2, 2];

    public OwnerReading(SketchSubject subject, TensorEncoding encoding, CancellationToken ct)
    {
        (_subject, _encoding, _ct) = (subject, encoding, ct);
        for (var kind = 0; kind < 2; kind++)
        {
            _candidates[kind, 0] = new CandidateWindows();
            _candidates[kind, 1] = new CandidateWindows();
        }
    }

    /// <summary>The kept windows of a kind; <paramref name="transposed"/> for those of the transpose.</summary>
    public IReadOnlyList<CandidateWindow> Kept(WindowKind kind, bool transposed) => Of(kind, transposed).Keep();

    /// <summary>How many windows of a kind were fit to be codes.</summary>
    public long Offered(WindowKind kind, bool transposed) => Of(kind, transposed).Offered;

    /// <summary>Reads the whole tensor.</summary>
    /// <exception cref="System.IO.IOException">The source failed.</exception>
    public void Read()
    {
        long rows = _subject.Rows, columns = _subject.Columns;
        var stripColumns = (int)Math.Min(columns, Math.Max(StripRows, StripElements / StripRows / StripRows * StripRows));
        var strip = new float[(int)Math.Min(rows, StripRows) * (long)stripColumns];
        var reader = new FloatRows(_subject, _encoding);
        for (long row = 0; row < rows; row += StripRows)
        {
            var height = (int)Math.Min(StripRows, rows - row);
            for (long column = 0; column < columns; column += stripColumns)
            {
                _ct.ThrowIfCancellationRequested();
                var width = (int)Math.Min(stripColumns, columns - column);
                for (var i = 0; i < height; i++)
                {
                    reader.Read(row + i, column, strip.AsSpan(i * width, width));
                }

                foreach (var kind in WindowKind.All)
                {
                    ReadStrip(strip, kind, Of(kind, false), height, width, width, 1, row, column);
                    ReadStrip(strip, kind, Of(kind, true), width, height, 1, width, column, row);
                }
            }
        }
    }

    private CandidateWindows Of(WindowKind kind, bool transposed) => _candidates[kind == WindowKind.Wide ? 0 : 1, transposed ? 1 : 0];

    /// <summary>Reads the windows of a strip whose lines are its rows, or its columns.</summary>
    private static void ReadStrip(float[] strip, WindowKind kind, CandidateWindows into, int lines, int length, int lineStep, int elementStep, long firstLine, long firstOffset)
    {
        for (var line = 0; line < lines; line++)
        {
            for (var start = 0; start + kind.WindowLength <= length; start += kind.WindowLength)
            {
                if (TryRead(strip, (line * lineStep) + (start * elementStep), elementStep, kind, out var code, out var margin))
                {
                    into.Offer(new CandidateWindow(code, margin, firstLine + line, firstOffset + start));
                }
            }
        }
    }

    /// <summary>Reads one window; false when it is not fit to be a code.</summary>
    internal static bool TryRead(ReadOnlySpan<float> values, int at, int step, WindowKind kind, out ulong code, out float margin)
    {
        code = 0;
        margin = float.PositiveInfinity;
        ulong places = 0;
        uint firstSign = 0;
        var edges = 0;
        for (var block = 0; block < WindowKind.BlockCount; block++)
        {
            float first = 0, second = 0;
            var place = -1;
            for (var i = 0; i < kind.BlockLength; i++, at += step)
            {
                var magnitude = Math.Abs(values[at]);
                if (!(magnitude <= float.MaxValue))
                {
                    return false;
                }

                if (magnitude > first)
                {
                    (second, first, place) = (first, magnitude, i);
                }
                else if (magnitude > second)
                {
                    second = magnitude;
                }
            }

            if (first == second)
            {
                return false;
            }

            margin = Math.Min(margin, (first - second) / first);
            var sign = values[at - ((kind.BlockLength - place) * step)] < 0 ? 1u : 0u;
            firstSign = block == 0 ? sign : firstSign;
            code = (code << kind.PlaceBits) | ((uint)place << 1) | (sign ^ firstSign);
            places |= 1UL << place;
            edges += place == 0 || place == kind.BlockLength - 1 ? 1 : 0;
        }

        return edges <= WindowKind.MaximumEdgePlaces && Bits.Count(places) >= WindowKind.MinimumDistinctPlaces;
    }
}
