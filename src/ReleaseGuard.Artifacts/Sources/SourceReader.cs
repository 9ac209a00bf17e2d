using System;
using System.IO;
using System.Threading;

namespace ReleaseGuard.Artifacts.Sources;

/// <summary>
/// The one way readers reach a source: counts bytes, fills whole buffers, refuses to leave the file.
/// A source that ends early is an input error, because its length was promised.
/// </summary>
internal sealed class SourceReader(IArtifactSource source, CancellationToken ct)
{
    public string Name => source.Name;

    public long Length { get; } = source.Length;

    public long BytesRead { get; private set; }

    public CancellationToken Cancellation => ct;

    public IArtifactSource Source => source;

    /// <summary>Counts bytes that were asked of the same source by another way: an archive's directory, an entry's content.</summary>
    public void AlsoRead(long count) => BytesRead += count;

    /// <summary>Whether <paramref name="count"/> bytes lie at <paramref name="offset"/> inside the file.</summary>
    public bool Holds(long offset, long count) => offset >= 0 && count >= 0 && offset <= Length && count <= Length - offset;

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/>; false, with nothing read, when it would leave the file.</summary>
    public bool TryRead(long offset, Span<byte> buffer)
    {
        if (!Holds(offset, buffer.Length))
        {
            return false;
        }

        while (!buffer.IsEmpty)
        {
            ct.ThrowIfCancellationRequested();
            var count = source.ReadAt(offset, buffer);
            if (count <= 0)
            {
                throw new EndOfStreamException($"The source ended at byte {offset} of {Length}.");
            }

            BytesRead += count;
            offset += count;
            buffer = buffer.Slice(count);
        }

        return true;
    }
}
