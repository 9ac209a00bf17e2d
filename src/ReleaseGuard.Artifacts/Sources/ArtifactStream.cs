using System;
using System.IO;

namespace ReleaseGuard.Artifacts;

/// <summary>A source as a read-only, seekable stream, for readers that want one. Does not own the source.</summary>
public sealed class ArtifactStream(IArtifactSource source) : Stream
{
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => source.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => ReadSpan(buffer.AsSpan(offset, count));

#if NET
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => ReadSpan(buffer);
#endif

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => source.Length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int ReadSpan(Span<byte> buffer)
    {
        var left = source.Length - _position;
        if (left <= 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var count = source.ReadAt(_position, buffer.Slice(0, (int)Math.Min(buffer.Length, left)));
        _position += count;
        return count;
    }
}
