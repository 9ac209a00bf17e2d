using System;
using System.IO;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>A stream that ends with an error where it yields more than it may: what says it is small and inflates without end is no text.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">More than the limit was read.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _read += read;
        return _read <= limit ? read : throw new InvalidDataException($"It inflates to more than {limit} bytes.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
