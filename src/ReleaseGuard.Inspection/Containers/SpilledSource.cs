using System;
using System.IO;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// Inflated content that must be read at any place: an archive inside an archive, whose directory is at its end.
/// Small content stays in memory; larger goes to a temporary file that the system removes when it is closed.
/// </summary>
internal sealed class SpilledSource : IArtifactSource, IDisposable
{
    private const int MemoryBytes = 16 << 20;
    private const int BlockBytes = 128 << 10;

    private readonly Stream _content;

    private SpilledSource(string name, Stream content)
    {
        Name = name;
        _content = content;
        Length = content.Length;
    }

    public string Name { get; }

    public long Length { get; }

    /// <summary>Takes everything <paramref name="inflating"/> yields, within the budget.</summary>
    /// <param name="inflating">The content as it inflates.</param>
    /// <param name="name">Its name.</param>
    /// <param name="compressed">Its size in the archive, to judge the ratio.</param>
    /// <param name="budget">What may still be inflated.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="IOException">It inflates beyond the budget, or there is no room for it.</exception>
    public static SpilledSource Take(Stream inflating, string name, long compressed, ArchiveBudget budget, CancellationToken ct)
    {
        Stream content = new MemoryStream();
        try
        {
            var block = new byte[BlockBytes];
            for (int count; (count = inflating.Read(block, 0, block.Length)) > 0;)
            {
                ct.ThrowIfCancellationRequested();
                if (!budget.TakeBytes(count) || ArchiveBudget.IsBomb(content.Length + count, compressed))
                {
                    throw new IOException("it inflates to far more than its size; no more of it is read");
                }

                if (content is MemoryStream && content.Length + count > MemoryBytes)
                {
                    content = MoveToFile(content);
                }

                content.Write(block, 0, count);
            }

            return new SpilledSource(name, content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        lock (_content)
        {
            _content.Position = offset;
#if NET
            return _content.Read(buffer);
#else
            var block = new byte[Math.Min(buffer.Length, BlockBytes)];
            var count = _content.Read(block, 0, block.Length);
            block.AsSpan(0, count).CopyTo(buffer);
            return count;
#endif
        }
    }

    public void Dispose() => _content.Dispose();

    private static FileStream MoveToFile(Stream content)
    {
        var path = Path.Combine(Path.GetTempPath(), "releaseguard-" + Guid.NewGuid().ToString("N"));
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BlockBytes, FileOptions.DeleteOnClose);
        content.Position = 0;
        content.CopyTo(file);
        content.Dispose();
        return file;
    }
}
