using System;
using System.IO;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Fixing;

/// <summary>The folder a fix may write in. A file that a link leads out of it, or that may not be written, is not touched.</summary>
internal sealed class FixRoot
{
    public FixRoot(string folder)
    {
        var full = System.IO.Path.GetFullPath(folder);
        Path = Links.Resolve(full) ?? full;
    }

    /// <summary>Full path, no link in it.</summary>
    public string Path { get; }

    /// <summary>A path for people: relative to the root, with forward slashes.</summary>
    public string Shown(string path) => System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/');

    /// <summary>The real path of a file that may be edited.</summary>
    /// <exception cref="FixProblemException">It may not.</exception>
    public string RequireWritable(string path)
    {
        var real = Links.Resolve(path) ?? throw new FixProblemException($"'{Shown(path)}' is not there any more, or is a link that leads nowhere.");
        if (System.IO.Path.GetRelativePath(Path, real) is var relative && (relative.StartsWith("..", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative)))
            throw new FixProblemException($"'{Shown(path)}' lies outside '{System.IO.Path.GetFileName(Path)}', or is a link that leads out of it. Fix it where it lies.");
        if (Directory.Exists(real)) throw new FixProblemException($"'{Shown(path)}' is a folder.");
        if ((File.GetAttributes(real) & FileAttributes.ReadOnly) != 0
            || (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(real) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0))
            throw new FixProblemException($"'{Shown(path)}' is read-only. Make it writable and run the fix again.");
        return real;
    }
}
