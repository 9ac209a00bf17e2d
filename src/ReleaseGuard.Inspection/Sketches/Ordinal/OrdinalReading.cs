using System;
using ReleaseGuard.Inspection.Sketches.Elements;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// The checker's side of the ordinal sketch: every window of both kinds at every block of every row, handed on as it is read.
/// Fed piece by piece, one tensor at a time; not for use by two threads at once.
/// </summary>
internal sealed class OrdinalReading
{
    // Elements looked at in one step: its entries and codes stay in the first-level cache.
    private const int Step = 4096;

    private readonly Kind[] _kinds;
    private readonly byte[] _narrowEntries = new byte[Step / 16], _wideEntries = new byte[Step / 32];
    private readonly byte[] _expanded = new byte[Step * sizeof(float)];
    private TensorEncoding _encoding = PlainEncoding.Float32;
    private long _columns;

    /// <param name="wide">Takes the codes of wide windows; null when they are not wanted.</param>
    /// <param name="narrow">Takes the codes of narrow windows; null when they are not wanted.</param>
    public OrdinalReading(Consumer? wide, Consumer? narrow) => _kinds = [new(WindowKind.Wide, wide), new(WindowKind.Narrow, narrow)];

    /// <summary>Consumes the codes of some windows, in the order of their rows.</summary>
    public delegate void Consumer(ReadOnlySpan<ulong> codes);

    /// <summary>Starts on a tensor whose rows have this many elements.</summary>
    public void Begin(TensorEncoding encoding, long columns)
    {
        (_encoding, _columns) = (encoding, columns);
        foreach (var kind in _kinds)
        {
            kind.Windows = 0;
        }
    }

    /// <summary>Windows read so far, of this kind.</summary>
    public long Windows(WindowKind kind) => (kind == WindowKind.Wide ? _kinds[0] : _kinds[1]).Windows;

    /// <summary>Reads whole rows, or a part of one row that ends at a multiple of 256 elements or at the row's end.</summary>
    /// <param name="bytes">Elements as stored.</param>
    /// <param name="startsRow">Whether a row begins here.</param>
    public void Append(ReadOnlySpan<byte> bytes, bool startsRow)
    {
        var rowBytes = _columns / _encoding.BlockElements * _encoding.BlockBytes;
        while (!bytes.IsEmpty)
        {
            var part = bytes.Slice(0, (int)Math.Min(rowBytes, bytes.Length));
            bytes = bytes.Slice(part.Length);
            if (startsRow)
            {
                foreach (var kind in _kinds)
                {
                    kind.Run.Begin();
                }
            }

            ReadRow(part);
        }
    }

    private void ReadRow(ReadOnlySpan<byte> row)
    {
        var stepBytes = Step / _encoding.BlockElements * _encoding.BlockBytes;
        while (!row.IsEmpty)
        {
            var step = row.Slice(0, Math.Min(stepBytes, row.Length));
            row = row.Slice(step.Length);
            var elements = step.Length / _encoding.BlockBytes * _encoding.BlockElements;
            if (!_encoding.IsDirect)
            {
                var expanded = _expanded.AsSpan(0, elements * _encoding.ExpandedBytes);
                _encoding.Expand(step, expanded);
                step = expanded;
            }

            var blocks = elements / WindowKind.Narrow.BlockLength;
            BlockMaxima.Read(step.Slice(0, blocks * WindowKind.Narrow.BlockLength * _encoding.ExpandedBytes), _encoding.Magnitudes, _narrowEntries, _wideEntries);
            _kinds[0].Read(_wideEntries.AsSpan(0, blocks / 2));
            _kinds[1].Read(_narrowEntries.AsSpan(0, blocks));
        }
    }

    private sealed class Kind(WindowKind kind, Consumer? consume)
    {
        private readonly ulong[] _codes = new ulong[Step / kind.BlockLength];

        public WindowRun Run { get; } = new(kind);

        public long Windows { get; set; }

        public void Read(ReadOnlySpan<byte> entries)
        {
            if (consume is not null && Run.Read(entries, _codes) is var count and not 0)
            {
                Windows += count;
                consume(_codes.AsSpan(0, count));
            }
        }
    }
}
