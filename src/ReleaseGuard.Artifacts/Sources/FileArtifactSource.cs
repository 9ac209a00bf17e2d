using System;
using System.IO;

namespace ReleaseGuard.Artifacts;

/// <summary>A file on disk, opened for reading only; reads are at a place, so one source serves several threads on .NET.</summary>
public sealed class FileArtifactSource : IArtifactSource, IDisposable
{
#if NET
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _handle;
#else
    private readonly FileStream _stream;
#endif

    /// <summary>Opens <paramref name="path"/>. Throws what opening a file throws.</summary>
    /// <param name="path">Path on disk.</param>
    /// <param name="name">Name for messages; the path itself when null.</param>
    public FileArtifactSource(string path, string? name = null)
    {
        Name = name ?? path.Replace('\\', '/');
#if NET
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = RandomAccess.GetLength(_handle);
#else
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        Length = _stream.Length;
#endif
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
#if NET
        return RandomAccess.Read(_handle, buffer, offset);
#else
        var bytes = new byte[Math.Min(buffer.Length, 1 << 20)];
        lock (_stream)
        {
            _stream.Position = offset;
            var count = _stream.Read(bytes, 0, bytes.Length);
            bytes.AsSpan(0, count).CopyTo(buffer);
            return count;
        }
#endif
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#if NET
        _handle.Dispose();
#else
        _stream.Dispose();
#endif
    }
}
