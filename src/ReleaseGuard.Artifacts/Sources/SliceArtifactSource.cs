using System;

namespace ReleaseGuard.Artifacts;

/// <summary>A run of bytes of another source: a stored archive entry, a file appended to a file.</summary>
public sealed class SliceArtifactSource : IArtifactSource
{
    private readonly IArtifactSource _source;
    private readonly long _offset;

    /// <summary>Takes <paramref name="length"/> bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run leaves <paramref name="source"/>.</exception>
    public SliceArtifactSource(IArtifactSource source, string name, long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > source.Length || length > source.Length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), "The slice leaves the source.");
        }

        _source = source;
        _offset = offset;
        Name = name;
        Length = length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        return _source.ReadAt(_offset + offset, buffer.Slice(0, (int)Math.Min(buffer.Length, Length - offset)));
    }
}
