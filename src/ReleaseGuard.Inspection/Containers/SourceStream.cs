using System;
using System.IO;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>A range of an artifact source as a seekable, read-only stream, for framework readers that want one.</summary>
internal sealed class SourceStream(IArtifactSource source, long start, long length) : Stream
{
    private long _position;

    public SourceStream(IArtifactSource source)
        : this(source, 0, source.Length)
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value < 0 ? throw new ArgumentOutOfRangeException(nameof(value)) : value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var wanted = (int)Math.Min(count, Math.Max(0, length - _position));
        if (wanted == 0)
        {
            return 0;
        }

        var read = source.ReadAt(start + _position, buffer.AsSpan(offset, wanted));
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => length + offset,
        };
        return _position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("The source is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The source is read-only.");
}
