using System;

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// Turns the entries of successive blocks of one row into window codes, one window for every block that seven valid ones precede.
/// A row may come in pieces; <see cref="Begin"/> starts the next row.
/// </summary>
internal sealed class WindowRun(WindowKind kind)
{
    private const uint AllBlocks = (1u << WindowKind.BlockCount) - 1;

    private readonly int _bits = kind.PlaceBits;
    private readonly ulong _codeMask = kind.CodeMask;
    private readonly ulong _signMask = kind.SignMask;
    private readonly uint _payload = (uint)(2 * kind.BlockLength) - 1;
    private readonly uint _places = (uint)kind.BlockLength - 1;

    // Places seen in the last four blocks, for each of the last four blocks; and in the last two and the last one.
    private uint _four0, _four1, _four2, _four3, _two0, _two1, _one;
    private ulong _code;
    private uint _valid, _edges;

    /// <summary>Forgets the row before.</summary>
    public void Begin() => _valid = 0;

    /// <summary>Reads the next blocks of the row and writes the codes of the windows that end in them; returns how many.</summary>
    /// <param name="entries">Entries of <see cref="BlockMaxima"/> for blocks of this kind.</param>
    /// <param name="codes">Room for as many codes as there are entries.</param>
    public int Read(ReadOnlySpan<byte> entries, Span<ulong> codes)
    {
        int bits = _bits, count = 0, top = (WindowKind.BlockCount - 1) * _bits;
        ulong code = _code, codeMask = _codeMask, signMask = _signMask;
        uint valid = _valid, edges = _edges, payload = _payload, placeMask = _places;
        uint four0 = _four0, four1 = _four1, four2 = _four2, four3 = _four3, two0 = _two0, two1 = _two1, one = _one;
        codes = codes.Slice(0, entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            uint entry = entries[i];
            var place = (entry & payload) >> 1;
            code = (code << bits) | (entry & payload);
            valid = (valid << 1) | (entry >> 7);
            edges = (edges << 1) | (((place + 1) & placeMask) <= 1 ? 1u : 0u);

            var seen = 1u << (int)place;
            var two = one | seen;
            var four = two0 | two;
            var eight = four0 | four;
            one = seen;
            two0 = two1;
            two1 = two;
            four0 = four1;
            four1 = four2;
            four2 = four3;
            four3 = four;

            // Written always, counted only when it is a window: whether it is one cannot be predicted.
            var isWindow = (valid & AllBlocks) == AllBlocks
                & Bits.Count(eight) >= WindowKind.MinimumDistinctPlaces
                & Bits.Count(edges & AllBlocks) <= WindowKind.MaximumEdgePlaces;
            var first = (code >> top) & 1;
            codes[count] = (code ^ ((0 - first) & signMask)) & codeMask;
            count += isWindow ? 1 : 0;
        }

        (_code, _valid, _edges, _one, _two0, _two1) = (code, valid, edges, one, two0, two1);
        (_four0, _four1, _four2, _four3) = (four0, four1, four2, four3);
        return count;
    }
}
