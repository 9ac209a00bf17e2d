using System;
using System.IO;

namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal TemporaryFolder(string name = "work")
    {
        Root = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"releaseguard-{Guid.NewGuid():N}"[..20]);
        Path = System.IO.Path.Combine(Root, name);
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    private string Root { get; }

    internal string Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
