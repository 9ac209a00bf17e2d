using System;
using System.Globalization;
using System.IO;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection;

/// <summary>By what a file is known to be the one that was read before, without reading it: size, time of writing, and the file system's own id of it.</summary>
public static class FileIdentity
{
    /// <summary>A text that changes when the file does; empty where there is none.</summary>
    /// <param name="path">The file.</param>
    public static string Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            ? string.Join("|", file.Length.ToString(CultureInfo.InvariantCulture), file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), HardLinks.IdentityOf(path))
            : string.Empty;
    }
}
