using System;
using System.Buffers.Binary;
using System.Text;

namespace ReleaseGuard.Artifacts.Sources;

/// <summary>
/// Random reads of small things, for formats that lead from place to place. Holds at most four megabytes of 4 KiB pages; a walk that goes on
/// page after page reads ahead. Nothing outside the file is ever asked for: past the end there are no bytes.
/// </summary>
internal sealed class PagedBytes(SourceReader reader)
{
    private const int PageBits = 12;
    private const int PageBytes = 1 << PageBits;
    private const int Slots = 1024;
    private const int MaxRunPages = 16;

    private readonly byte[]?[] _pages = new byte[]?[Slots];
    private readonly long[] _numbers = new long[Slots];
    private byte[] _run = [];
    private byte[] _last = [];
    private long _lastNumber = -1;
    private long _afterMiss = -1;
    private int _runPages = 1;

    public long Length => reader.Length;

    public SourceReader Reader => reader;

    /// <summary>The bytes from <paramref name="offset"/> to the end of its page or of the file; empty outside the file.</summary>
    public ReadOnlySpan<byte> Run(long offset)
    {
        if (offset < 0 || offset >= Length)
        {
            return default;
        }

        var number = offset >> PageBits;
        if (number != _lastNumber)
        {
            Load(number);
        }

        var start = (int)(offset & (PageBytes - 1));
        var end = (int)Math.Min(PageBytes, Length - (number << PageBits));
        return new ReadOnlySpan<byte>(_last, start, end - start);
    }

    /// <summary>The byte at <paramref name="offset"/>, or -1 outside the file.</summary>
    public int ByteAt(long offset)
    {
        var run = Run(offset);
        return run.IsEmpty ? -1 : run[0];
    }

    /// <summary>Fills <paramref name="destination"/>; false, with nothing promised about its content, when it would leave the file.</summary>
    public bool TryRead(long offset, Span<byte> destination)
    {
        if (!reader.Holds(offset, destination.Length))
        {
            return false;
        }

        while (!destination.IsEmpty)
        {
            var run = Run(offset);
            var count = Math.Min(run.Length, destination.Length);
            run.Slice(0, count).CopyTo(destination);
            destination = destination.Slice(count);
            offset += count;
        }

        return true;
    }

    public bool TryUInt16(long offset, out ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        var isThere = TryRead(offset, bytes);
        value = isThere ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;
        return isThere;
    }

    public bool TryUInt32(long offset, out uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        var isThere = TryRead(offset, bytes);
        value = isThere ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        return isThere;
    }

    public bool TryUInt64(long offset, out ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        var isThere = TryRead(offset, bytes);
        value = isThere ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;
        return isThere;
    }

    /// <summary>Text at a place, at most <paramref name="maxBytes"/> bytes of it; what is not UTF-8 shows as U+FFFD. Empty outside the file.</summary>
    public string Text(long offset, long length, int maxBytes)
    {
        var bytes = new byte[(int)Math.Max(0, Math.Min(length, Math.Min(maxBytes, Length - offset)))];
        return TryRead(offset, bytes) ? Encoding.UTF8.GetString(bytes, 0, bytes.Length) : "";
    }

    private void Load(long number)
    {
        var slot = (int)(number & (Slots - 1));
        if (_pages[slot] is not { } page || _numbers[slot] != number)
        {
            page = Miss(number);
        }

        _last = page;
        _lastNumber = number;
    }

    private byte[] Miss(long number)
    {
        _runPages = number == _afterMiss ? Math.Min(_runPages * 2, MaxRunPages) : 1;
        var start = number << PageBits;
        var length = (int)Math.Min((long)_runPages * PageBytes, Length - start);
        if (_run.Length < length)
        {
            _run = new byte[(length + PageBytes - 1) & ~(PageBytes - 1)];
        }

        reader.TryRead(start, _run.AsSpan(0, length));
        byte[]? first = null;
        for (var at = 0; at < length; at += PageBytes)
        {
            var slot = (int)(number & (Slots - 1));
            var page = _pages[slot] ??= new byte[PageBytes];
            _numbers[slot] = number++;
            Buffer.BlockCopy(_run, at, page, 0, Math.Min(PageBytes, length - at));
            first ??= page;
        }

        _afterMiss = number;
        return first!;
    }
}
