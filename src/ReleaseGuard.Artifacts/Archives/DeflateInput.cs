using System;
using System.IO;

namespace ReleaseGuard.Artifacts.Archives;

/// <summary>
/// Compressed bytes handed to an inflater that does not say where it stopped. The last stretch is handed over byte by byte, so what was not asked for
/// after the end of the stream is exactly what the stream does not use.
/// </summary>
internal sealed class DeflateInput(IArtifactSource source) : Stream
{
    private const int LastStretch = 8192;

    private readonly byte[] _buffer = new byte[(int)Math.Min(2 * LastStretch, Math.Max(1, source.Length))];
    private long _next;
    private int _start;
    private int _filled;

    /// <summary>Bytes not handed over yet.</summary>
    public long Unused => source.Length - _next + (_filled - _start);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0 || Unused == 0)
        {
            return 0;
        }

        if (_start == _filled)
        {
            _filled = source.ReadAt(_next, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, source.Length - _next)));
            _start = 0;
            _next += _filled;
            if (_filled == 0)
            {
                throw new EndOfStreamException();
            }
        }

        var allowed = Unused > LastStretch ? Math.Min(_filled - _start, Unused - LastStretch) : 1;
        count = (int)Math.Min(count, allowed);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, count);
        _start += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
