using System.IO;

namespace ReleaseGuard.Inspection.ContentRecords;

/// <summary>By what a file is known to be the one that was read: its length and when it was last written.</summary>
/// <param name="Length">Length in bytes.</param>
/// <param name="Modified">Time of last writing, in ticks (100 ns) of UTC.</param>
internal readonly record struct FileStamp(long Length, long Modified)
{
    /// <summary>The stamp of a file on disk.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
