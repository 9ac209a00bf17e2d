using System;
using System.Collections.Generic;
using System.Threading;
using ReleaseGuard.Artifacts.Embedded;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Looks through a file that no format recognises for what stands inside it under another appearance: model files and archives behind other bytes,
/// bytes behind a picture, weights written out as a table of numbers. One pass over every byte, one block in memory.
/// </summary>
public static class EmbeddedContent
{
    private const int BlockBytes = 256 * 1024;

    /// <summary>Bytes behind a picture that are too few to hold anything: editors leave a line or two.</summary>
    private const long LeastBehindPicture = 1024;

    /// <summary>What was found, in the order of the file. Throws what the source throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="ct">To stop.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static IReadOnlyList<PayloadFact> Find(IArtifactSource source, CancellationToken ct = default)
    {
        var found = new List<PayloadFact>();
        var reader = new SourceReader(source, ct);
        if (PictureEnd.Find(reader) is > 0 and var end && reader.Length - end >= LeastBehindPicture)
        {
            found.Add(new PayloadFact("bytes behind the end of a picture", end, reader.Length - end));
        }

        var numbers = new NumberList();
        var buffer = new byte[(int)Math.Min(BlockBytes + FileBeginnings.Reach, reader.Length)];
        var kept = 0;
        for (long offset = 0; offset < reader.Length;)
        {
            var count = (int)Math.Min(buffer.Length - kept, reader.Length - offset);
            var block = buffer.AsSpan(kept, count);
            reader.TryRead(offset, block);
            numbers.Add(block, offset, found);
            var all = kept + count;
            FileBeginnings.Find(buffer.AsSpan(0, all), offset - kept, offset + count == reader.Length, reader.Length, found);
            offset += count;
            kept = Math.Min(FileBeginnings.Reach, all);
            Buffer.BlockCopy(buffer, all - kept, buffer, 0, kept);
        }

        numbers.End(found);
        return found;
    }
}
