using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Tflite;

/// <summary>
/// A FlatBuffers file read in place: every offset leads forward and stays inside, every vector fits, and each byte that a structure takes is
/// remembered, so what no structure takes can be told. Problems T2 (tables) and T3 (vectors and strings).
/// </summary>
internal sealed class FlatBuffer(FactsBuilder facts)
{
    private readonly PagedBytes _bytes = new(facts.Reader);
    private readonly List<Extent> _extents = [];

    public PagedBytes Bytes => _bytes;

    /// <summary>The table at <paramref name="position"/>, or null (and a problem) when it does not fit.</summary>
    public FlatTable? Table(long position, string what)
    {
        if (!_bytes.TryUInt32(position, out var back))
        {
            facts.Malformed("T2", $"the table of {what} lies outside the file", position);
            return null;
        }

        var vtable = position - (int)back;
        if (vtable < 0 || !_bytes.TryUInt16(vtable, out var vtableLength) || !_bytes.TryUInt16(vtable + 2, out var tableLength) || vtableLength < 4 || (vtableLength & 1) != 0 || tableLength < 4
            || !facts.Reader.Holds(vtable, vtableLength) || !facts.Reader.Holds(position, tableLength))
        {
            facts.Malformed("T2", $"the table of {what} or its list of fields lies outside the file", position);
            return null;
        }

        Take(vtable, vtableLength);
        Take(position, tableLength);
        return new FlatTable(this, position, vtable, vtableLength, tableLength);
    }

    /// <summary>Where the offset stored at <paramref name="at"/> leads; -1 (and a problem) when that is not forward inside the file.</summary>
    public long Follow(long at, string what)
    {
        if (_bytes.TryUInt32(at, out var offset) && offset != 0 && facts.Reader.Holds(at + offset, 4))
        {
            return at + offset;
        }

        facts.Malformed("T2", $"the offset of {what} leads outside the file", at, 4);
        return -1;
    }

    /// <summary>The vector at <paramref name="position"/> of items of <paramref name="itemLength"/> bytes; null (and a problem) when it does not fit.</summary>
    public FlatVector? Vector(long position, int itemLength, string what)
    {
        if (!_bytes.TryUInt32(position, out var count) || !facts.Reader.Holds(position + 4, (long)count * itemLength))
        {
            facts.Malformed("T3", $"{what} reaches past the end of the file", position);
            return null;
        }

        Take(position, 4 + ((long)count * itemLength));
        return new FlatVector(position + 4, count, itemLength);
    }

    public void Take(long offset, long length) => _extents.Add(new Extent(offset, offset + length));

    /// <summary>Runs of at least <paramref name="least"/> bytes before <paramref name="end"/> that no structure took, and where the last structure ends.</summary>
    public IEnumerable<(long Offset, long Length)> Gaps(long least, long end)
    {
        _extents.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
        long cursor = 8;
        foreach (var extent in _extents)
        {
            if (extent.Begin - cursor >= least)
            {
                yield return (cursor, extent.Begin - cursor);
            }

            cursor = Math.Max(cursor, extent.End);
        }

        if (end - cursor >= least)
        {
            yield return (cursor, end - cursor);
        }
    }

    public long End()
    {
        long end = 8;
        foreach (var extent in _extents)
        {
            end = Math.Max(end, extent.End);
        }

        return end;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Extent(long Begin, long End);
}
