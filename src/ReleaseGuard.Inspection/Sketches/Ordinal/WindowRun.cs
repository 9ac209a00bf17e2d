using System;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace ReleaseGuard.Inspection.Sketches.Ordinal;

/// <summary>
/// Turns the entries of successive blocks of one row into window codes, one window for every block that seven valid ones precede.
/// A row may come in pieces; <see cref="Begin"/> starts the next row.
/// </summary>
internal sealed class WindowRun(WindowKind kind)
{
    private const int Before = WindowKind.BlockCount - 1;

    // Windows judged at once: a bit each.
    private const int Group = 32;

    private readonly int _bits = kind.PlaceBits;
    private readonly ulong _codeMask = kind.CodeMask;
    private readonly ulong _signMask = kind.SignMask;
    private readonly byte _payload = (byte)((2 * kind.BlockLength) - 1);

    // The seven entries before the piece, the piece, and room to read a whole group at its end.
    private byte[] _line = new byte[Before + Group];
    private ulong _code;

    /// <summary>Forgets the row before.</summary>
    public void Begin() => Array.Clear(_line, 0, Before);

    /// <summary>Reads the next blocks of the row and writes the codes of the windows that end in them; returns how many.</summary>
    /// <param name="entries">Entries of <see cref="BlockMaxima"/> for blocks of this kind.</param>
    /// <param name="codes">Room for as many codes as there are entries.</param>
    public int Read(ReadOnlySpan<byte> entries, Span<ulong> codes)
    {
        if (_line.Length < entries.Length + Before + Group)
        {
            Array.Resize(ref _line, entries.Length + Before + Group);
        }

        entries.CopyTo(_line.AsSpan(Before));
        int bits = _bits, count = 0, top = Before * _bits;
        ulong code = _code, codeMask = _codeMask, signMask = _signMask;
        uint payload = _payload;
        codes = codes.Slice(0, entries.Length);
        for (var start = 0; start < entries.Length; start += Group)
        {
            var fit = Fit(start);
            var piece = entries.Slice(start, Math.Min(Group, entries.Length - start));
            foreach (var entry in piece)
            {
                code = (code << bits) | (entry & payload);
                var first = (code >> top) & 1;

                // Written always, counted only when it is a window: whether it is one cannot be predicted.
                codes[count] = (code ^ ((0 - first) & signMask)) & codeMask;
                count += (int)(fit & 1);
                fit >>= 1;
            }
        }

        _code = code;
        Array.Copy(_line, entries.Length, _line, 0, Before);
        return count;
    }

    /// <summary>A bit for each of the windows that begin at successive entries of the line: set when all blocks are valid, five places differ and three at most are edges.</summary>
    private uint Fit(int start)
    {
#if NET
        if (Vector256.IsHardwareAccelerated)
        {
            return FitVector(start);
        }
#endif
        uint fit = 0;
        for (var i = 0; i < Group; i++)
        {
            fit |= FitsPlainly(new ReadOnlySpan<byte>(_line, start + i, Math.Min(WindowKind.BlockCount, _line.Length - start - i))) ? 1u << i : 0;
        }

        return fit;
    }

    private bool FitsPlainly(ReadOnlySpan<byte> window)
    {
        ulong places = 0;
        int edges = 0, last = _payload >> 1;
        foreach (var entry in window)
        {
            if (entry < BlockMaxima.Valid)
            {
                return false;
            }

            var place = (entry & _payload) >> 1;
            places |= 1UL << place;
            edges += place == 0 || place == last ? 1 : 0;
        }

        return window.Length == WindowKind.BlockCount && edges <= WindowKind.MaximumEdgePlaces && Bits.Count(places) >= WindowKind.MinimumDistinctPlaces;
    }

#if NET
    private uint FitVector(int start)
    {
        ref var line = ref MemoryMarshal.GetReference(_line.AsSpan(start, Group + Before));
        var last = Vector256.Create((byte)(_payload & ~1));
        var v0 = Vector256.LoadUnsafe(ref line, 0);
        var v1 = Vector256.LoadUnsafe(ref line, 1);
        var v2 = Vector256.LoadUnsafe(ref line, 2);
        var v3 = Vector256.LoadUnsafe(ref line, 3);
        var v4 = Vector256.LoadUnsafe(ref line, 4);
        var v5 = Vector256.LoadUnsafe(ref line, 5);
        var v6 = Vector256.LoadUnsafe(ref line, 6);
        var v7 = Vector256.LoadUnsafe(ref line, 7);
        var valid = v0 & v1 & v2 & v3 & v4 & v5 & v6 & v7;
        v0 &= last;
        v1 &= last;
        v2 &= last;
        v3 &= last;
        v4 &= last;
        v5 &= last;
        v6 &= last;
        v7 &= last;

        // A comparison that holds is -1: both counts go downward from zero.
        var repeats = Vector256.Equals(v0, v1)
            + (Vector256.Equals(v0, v2) | Vector256.Equals(v1, v2))
            + (Vector256.Equals(v0, v3) | Vector256.Equals(v1, v3) | Vector256.Equals(v2, v3))
            + (Vector256.Equals(v0, v4) | Vector256.Equals(v1, v4) | Vector256.Equals(v2, v4) | Vector256.Equals(v3, v4))
            + (Vector256.Equals(v0, v5) | Vector256.Equals(v1, v5) | Vector256.Equals(v2, v5) | Vector256.Equals(v3, v5) | Vector256.Equals(v4, v5))
            + (Vector256.Equals(v0, v6) | Vector256.Equals(v1, v6) | Vector256.Equals(v2, v6) | Vector256.Equals(v3, v6) | Vector256.Equals(v4, v6) | Vector256.Equals(v5, v6))
            + (Vector256.Equals(v0, v7) | Vector256.Equals(v1, v7) | Vector256.Equals(v2, v7) | Vector256.Equals(v3, v7) | Vector256.Equals(v4, v7) | Vector256.Equals(v5, v7) | Vector256.Equals(v6, v7));
        var edges = Edge(v0, last) + Edge(v1, last) + Edge(v2, last) + Edge(v3, last) + Edge(v4, last) + Edge(v5, last) + Edge(v6, last) + Edge(v7, last);
        var fewRepeats = Vector256.GreaterThan(repeats.AsSByte(), Vector256.Create((sbyte)(WindowKind.MinimumDistinctPlaces - WindowKind.BlockCount - 1)));
        var fewEdges = Vector256.GreaterThan(edges.AsSByte(), Vector256.Create((sbyte)(-WindowKind.MaximumEdgePlaces - 1)));
        return (valid & (fewRepeats & fewEdges).AsByte()).ExtractMostSignificantBits();
    }

    private static Vector256<byte> Edge(Vector256<byte> place, Vector256<byte> last) => Vector256.Equals(place, Vector256<byte>.Zero) | Vector256.Equals(place, last);
#endif
}
