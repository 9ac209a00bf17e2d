using System;
using System.IO;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Symbolic links and junctions. What a link leads to is decided on the real path, with every folder above it resolved too.</summary>
internal static class Links
{
    private const int MaxHops = 64;

    public static bool IsLink(FileSystemInfo info)
    {
#if NET
        return info.LinkTarget is not null;
#else
        return (info.Attributes & FileAttributes.ReparsePoint) != 0;
#endif
    }

    /// <summary>The real path of <paramref name="path"/> with no link left in it; null when it leads nowhere, in a circle, or cannot be told on this runtime.</summary>
    public static string? Resolve(string path)
    {
#if NET
        var hops = 0;
        var rest = new System.Collections.Generic.Stack<string>();
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full) ?? string.Empty;
        Push(rest, full.Substring(root.Length));
        var real = root;
        while (rest.Count > 0)
        {
            var name = rest.Pop();
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            var next = Path.Combine(real, name);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++hops > MaxHops)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                root = Path.GetPathRoot(target) ?? root;
                real = root;
                target = target.Substring(root.Length);
            }

            Push(rest, target);
        }

        return File.Exists(real) || Directory.Exists(real) ? real : null;
#else
        // .NET Framework and netstandard2.0 cannot read a link's target: a path with no reparse point in it is its own real path, any other stays undecided.
        for (var part = new DirectoryInfo(path); part is not null; part = part.Parent)
        {
            if (part.Exists && (part.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                return null;
            }
        }

        return Path.GetFullPath(path);
#endif
    }

#if NET
    private static void Push(System.Collections.Generic.Stack<string> rest, string path)
    {
        var names = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var index = names.Length - 1; index >= 0; index--)
        {
            if (names[index] != ".")
            {
                rest.Push(names[index]);
            }
        }
    }
#endif
}
