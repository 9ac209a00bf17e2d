using System;
using System.Collections.Generic;
using System.Text;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts.Formats.Hdf5;

/// <summary>
/// One HDF5 file as its superblock lays it out: widths of offsets and lengths, where addresses count from, and which bytes something owns, so that at
/// the end what nothing owns can be told.
/// </summary>
internal sealed class Hdf5File(FactsBuilder facts, PagedBytes bytes)
{
    private const long LargeNote = 1024;

    private readonly List<(long Begin, long End, string What)> _owned = [];
    private readonly HashSet<long> _summed = [];
    private long _spent;

    public FactsBuilder Facts => facts;

    public PagedBytes Bytes => bytes;

    public int OffsetSize { get; set; } = 8;

    public int LengthSize { get; set; } = 8;

    /// <summary>Entries per group leaf are twice this (superblock 0 and 1).</summary>
    public int GroupLeafK { get; set; } = 4;

    public int GroupInternalK { get; set; } = 16;

    public int ChunkInternalK { get; set; } = 32;

    /// <summary>Bytes before the superblock, which every address is counted from.</summary>
    public long Base { get; set; }

    /// <summary>Where the library ended the file.</summary>
    public long EndOfFile { get; set; }

    /// <summary>Whether something could not be followed, so that bytes that seem free may belong to it.</summary>
    public bool HasUnread { get; set; }

    public long Remaining(long position) => Math.Max(0, bytes.Length - position);

    /// <summary>An address at <paramref name="position"/> as a place in the file; -1 when it is undefined, -2 when it leaves the file.</summary>
    public long Address(long position)
    {
        var value = Number(position, OffsetSize);
        if (value is null)
        {
            return -2;
        }

        var undefined = OffsetSize == 8 ? ulong.MaxValue : (1UL << (8 * OffsetSize)) - 1;
        return value == undefined ? -1 : value > (ulong)(bytes.Length - Base) ? -2 : (long)value.Value + Base;
    }

    /// <summary>A length at <paramref name="position"/>; -1 when it is cut off or does not fit 63 bits.</summary>
    public long Length(long position) => Number(position, LengthSize) is { } value and <= long.MaxValue ? (long)value : -1;

    /// <summary>A little-endian number of 1 to 8 bytes; null outside the file.</summary>
    public ulong? Number(long position, int size)
    {
        Span<byte> number = stackalloc byte[8];
        if (!bytes.TryRead(position, number.Slice(0, size)))
        {
            return null;
        }

        ulong value = 0;
        for (var i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | number[i];
        }

        return value;
    }

    public int Byte(long position) => bytes.ByteAt(position);

    /// <summary>Two bytes; 0 outside the file.</summary>
    public int UInt16(long position) => bytes.TryUInt16(position, out var value) ? value : 0;

    /// <summary>Four bytes; 0 outside the file.</summary>
    public uint UInt32(long position) => bytes.TryUInt32(position, out var value) ? value : 0;

    public bool Signed(long position, string signature)
    {
        Span<byte> four = stackalloc byte[4];
        return bytes.TryRead(position, four) && four[0] == signature[0] && four[1] == signature[1] && four[2] == signature[2] && four[3] == signature[3];
    }

    /// <summary>Text up to a NUL, at most <paramref name="limit"/> bytes.</summary>
    public string Text(long position, long limit)
    {
        var text = new List<byte>();
        for (long i = 0; i < limit && bytes.ByteAt(position + i) is > 0 and var b; i++)
        {
            text.Add((byte)b);
        }

        return Encoding.UTF8.GetString(text.ToArray(), 0, text.Count);
    }

    /// <summary>
    /// Counts bytes of an index about to be read. Structures may be shared and may overlap, so a file can ask for its bytes again and again:
    /// false once that is out of proportion, and said (H10).
    /// </summary>
    public bool Spend(long length)
    {
        if (_spent > (4 * bytes.Length) + (1 << 20))
        {
            return false;
        }

        _spent += Math.Min(Math.Max(0, length), bytes.Length);
        if (_spent > (4 * bytes.Length) + (1 << 20))
        {
            HasUnread = true;
            facts.Problem("H10", ArtifactProblemKind.Unread, "the file's indexes lead over the same bytes beyond all proportion; the rest was not read");
            return false;
        }

        return true;
    }

    /// <summary>H13: holds a structure against the checksum in its last four bytes. A structure that several things reach is checked once.</summary>
    public void CheckSum(long begin, long length, string what)
    {
        if (length > 4 && length <= Remaining(begin) && _summed.Add(begin) && Hdf5Checksum.Of(this, begin, length - 4) != UInt32(begin + length - 4))
        {
            facts.Malformed("H13", $"{what} does not have its checksum", begin, length);
        }
    }

    /// <summary>Marks bytes as belonging to something.</summary>
    public void Own(long begin, long length, string what)
    {
        if (length > 0 && begin >= 0)
        {
            _owned.Add((begin, Math.Min(bytes.Length, begin + Math.Min(length, long.MaxValue - begin)), what));
        }
    }

    /// <summary>H9: reports runs that nothing owns and that are not all zero.</summary>
    public void ReportUnowned()
    {
        const long LargeGap = 4096;
        _owned.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
        long reached = 0;
        foreach (var (begin, end, what) in _owned)
        {
            if (begin > reached)
            {
                Gap(reached, Math.Min(begin, EndOfFile) - reached, LargeGap, "free space");
            }

            reached = Math.Max(reached, end);
        }

        Gap(reached, Math.Min(EndOfFile, bytes.Length) - reached, LargeGap, "free space");
        Gap(Math.Max(reached, EndOfFile), bytes.Length - Math.Max(reached, EndOfFile), 0, "bytes after the end of the file");
    }

    /// <summary>H5: two things that own the same bytes.</summary>
    public void ReportOverlaps()
    {
        _owned.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long reached = 0;
        var last = "";
        foreach (var (begin, end, what) in _owned)
        {
            if (begin < reached && what != last)
            {
                facts.Malformed("H5", $"{what} overlaps {last}", begin, Math.Min(reached, end) - begin);
            }

            if (end > reached)
            {
                (reached, last) = (end, what);
            }
        }
    }

    private void Gap(long offset, long length, long allowed, string what)
    {
        if (length <= 0)
        {
            return;
        }

        var isZero = true;
        for (var at = offset; at < offset + length && isZero;)
        {
            var run = bytes.Run(at);
            run = run.Slice(0, (int)Math.Min(run.Length, offset + length - at));
            foreach (var b in run)
            {
                isZero &= b == 0;
            }

            at += run.Length;
        }

        var kind = isZero || length <= allowed || (HasUnread && allowed > 0) ? ArtifactProblemKind.Note : ArtifactProblemKind.Orphan;
        if (kind == ArtifactProblemKind.Orphan || length > LargeNote)
        {
            facts.Problem("H9", kind, $"{length} bytes of {what}{(isZero ? ", all zero" : "")}", offset, length);
            facts.Payload(what, offset, length);
        }
    }
}
