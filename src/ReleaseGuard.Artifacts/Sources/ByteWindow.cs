using System;

namespace ReleaseGuard.Artifacts.Sources;

/// <summary>Walks a range of a source forward through one buffer; never reads past the range. The buffer grows only to the longest piece asked for that truly exists.</summary>
internal sealed class ByteWindow
{
    private const int WindowBytes = 64 * 1024;

    private readonly SourceReader _reader;
    private readonly long _end;
    private byte[] _buffer;
    private long _next;
    private int _start;
    private int _filled;

    public ByteWindow(SourceReader reader, long offset, long length, int windowBytes = WindowBytes)
    {
        _reader = reader;
        _next = offset;
        _end = offset + length;
        _buffer = new byte[(int)Math.Min(windowBytes, Math.Max(length, 1))];
    }

    /// <summary>Offset in the source of the next byte to be taken.</summary>
    public long Position => _next - (_filled - _start);

    /// <summary>Bytes left in the range.</summary>
    public long Remaining => _end - Position;

    /// <summary>The next <paramref name="count"/> bytes, valid until the next call; empty, with nothing taken, when fewer are left.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (!Ensure(count))
        {
            return default;
        }

        var taken = new ReadOnlySpan<byte>(_buffer, _start, count);
        _start += count;
        return taken;
    }

    /// <summary>Moves past <paramref name="count"/> bytes without reading those that are not buffered; false when fewer are left.</summary>
    public bool Skip(long count)
    {
        if (count < 0 || count > Remaining)
        {
            return false;
        }

        var buffered = _filled - _start;
        if (count <= buffered)
        {
            _start += (int)count;
        }
        else
        {
            _next += count - buffered;
            _start = _filled = 0;
        }

        return true;
    }

    private bool Ensure(int count)
    {
        var buffered = _filled - _start;
        if (buffered >= count)
        {
            return count > 0;
        }

        if (count > Remaining)
        {
            return false;
        }

        if (count > _buffer.Length)
        {
            var larger = new byte[count];
            Buffer.BlockCopy(_buffer, _start, larger, 0, buffered);
            _buffer = larger;
        }
        else
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, buffered);
        }

        _start = 0;
        var wanted = (int)Math.Min(_buffer.Length - buffered, _end - _next);
        if (!_reader.TryRead(_next, _buffer.AsSpan(buffered, wanted)))
        {
            _filled = buffered;
            return false;
        }

        _next += wanted;
        _filled = buffered + wanted;
        return true;
    }
}
