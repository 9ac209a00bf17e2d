using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>
/// Lists the files of folders and single files. Nothing outside an audited folder is ever read: a link that leads out is a problem, not a file;
/// a folder that cannot be listed is a problem, not an empty folder.
/// </summary>
internal sealed class FolderWalk
{
    private const int MaxDepth = 256;

    private readonly List<ShippedFile> _files = [];
    private readonly List<PlacedProblem> _problems = [];
    private readonly List<(string Path, string Why)> _nothing = [];
    private readonly CancellationToken _ct;

    private FolderWalk(CancellationToken ct) => _ct = ct;

    /// <summary>Walks all items, in their order; the files of one folder come in ordinal order of their names.</summary>
    public static ShippedFiles Walk(IReadOnlyList<ShippedItem> items, CancellationToken ct)
    {
        var walk = new FolderWalk(ct);
        foreach (var item in items)
        {
            walk.Add(item);
        }

        return new ShippedFiles(walk._files, walk._problems, walk._nothing);
    }

    private void Add(ShippedItem item)
    {
        var shipped = item.ShippedPath.Replace('\\', '/').Trim('/');
        var named = shipped.Length == 0 ? item.SourcePath.Replace('\\', '/') : shipped;
        var before = _files.Count + _problems.Count;
        try
        {
            var path = Path.GetFullPath(item.SourcePath);
            if (Directory.Exists(path))
            {
                // The root itself may be reached through a link; below it, links are held to the folder it leads to.
                var root = Links.Resolve(path) ?? path;
                AddFolder(root, shipped, root.Length > 1 ? root.TrimEnd(Path.DirectorySeparatorChar) : root, 0, []);
            }
            else if (File.Exists(path))
            {
                var place = new ShippedPlace(shipped.Length == 0 ? Path.GetFileName(path) : shipped);
                _files.Add(new ShippedFile(path, place, new FileInfo(Links.Resolve(path) ?? path).Length));
            }
            else
            {
                _nothing.Add((named, "it does not exist, or may not be read"));
                return;
            }
        }
        catch (Exception error) when (IsInputError(error))
        {
            Unread(named, Describe(error));
        }

        if (_files.Count + _problems.Count == before)
        {
            _nothing.Add((named, "it holds no file"));
        }
    }

    private void AddFolder(string folder, string shipped, string root, int depth, List<string> openLinks)
    {
        _ct.ThrowIfCancellationRequested();
        if (depth > MaxDepth)
        {
            Unread(shipped, $"lies more than {MaxDepth} folders deep");
            return;
        }

        FileSystemInfo[] children;
        try
        {
            children = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception error) when (IsInputError(error))
        {
            Unread(shipped.Length == 0 ? "." : shipped, Describe(error));
            return;
        }

        Array.Sort(children, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var child in children)
        {
            var childPath = shipped.Length == 0 ? child.Name : shipped + "/" + child.Name;
            try
            {
                AddChild(child, childPath, root, depth, openLinks);
            }
            catch (Exception error) when (IsInputError(error))
            {
                Unread(childPath, Describe(error));
            }
        }
    }

    private void AddChild(FileSystemInfo child, string shipped, string root, int depth, List<string> openLinks)
    {
        if (Links.IsLink(child))
        {
            AddLink(child, shipped, root, depth, openLinks);
        }
        else if (child is DirectoryInfo)
        {
            AddFolder(child.FullName, shipped, root, depth + 1, openLinks);
        }
        else
        {
            _files.Add(new ShippedFile(child.FullName, new ShippedPlace(shipped), ((FileInfo)child).Length) { IsLink = openLinks.Count > 0 });
        }
    }

    private void AddLink(FileSystemInfo link, string shipped, string root, int depth, List<string> openLinks)
    {
        var target = Links.Resolve(link.FullName);
        if (target is null)
        {
            Unread(shipped, "is a link whose target cannot be resolved");
        }
        else if (!IsWithin(target, root))
        {
            _problems.Add(new PlacedProblem(
                new ShippedPlace(shipped),
                new ArtifactProblem("link", ArtifactProblemKind.PathEscape, "is a link that leads outside the audited folder")));
        }
        else if (Directory.Exists(target))
        {
            // A link to a folder above itself, or to one already being walked, would never end; its files are listed at their own place.
            if (!IsWithin(link.FullName, target) && !openLinks.Contains(target))
            {
                openLinks.Add(target);
                AddFolder(target, shipped, root, depth + 1, openLinks);
                openLinks.RemoveAt(openLinks.Count - 1);
            }
        }
        else
        {
            _files.Add(new ShippedFile(target, new ShippedPlace(shipped), new FileInfo(target).Length) { IsLink = true });
        }
    }

    private static bool IsWithin(string path, string folder)
    {
        var comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.StartsWith(folder, comparison)
            && (path.Length == folder.Length || folder.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) || path[folder.Length] == Path.DirectorySeparatorChar);
    }

    private void Unread(string shipped, string why) =>
        _problems.Add(new PlacedProblem(new ShippedPlace(shipped), new ArtifactProblem("read", ArtifactProblemKind.Unread, why)));

    /// <summary>Whether an exception says that the outside world refused, as opposed to a defect of this program.</summary>
    public static bool IsInputError(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    /// <summary>The reason in words that name no folder of this machine.</summary>
    public static string Describe(Exception error) => error switch
    {
        UnauthorizedAccessException or System.Security.SecurityException => "may not be read: access is denied",
        FileNotFoundException or DirectoryNotFoundException => "was gone when it was to be read",
        PathTooLongException => "has a path that is too long to open",
        _ => "could not be read",
    };
}
