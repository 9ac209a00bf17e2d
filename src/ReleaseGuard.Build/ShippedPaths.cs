using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using ReleaseGuard.Inspection;

namespace ReleaseGuard.Build;

/// <summary>Where an item of a pack or publish list goes, by the rules of NuGet and of the SDK.</summary>
internal static class ShippedPaths
{
    /// <summary>All places of all items; an item that is not on disk (a folder that is still to be made) is left out.</summary>
    internal static IEnumerable<ShippedItem> Of(IEnumerable<ITaskItem> items, string projectFolder)
    {
        var seen = new HashSet<ShippedItem>();
        foreach (var item in items)
        {
            var source = Path.GetFullPath(Path.Combine(projectFolder, item.ItemSpec));
            foreach (var shipped in PathsOf(item, source).Select(path => new ShippedItem(source, Clean(path))))
            {
                if (File.Exists(source) && seen.Add(shipped))
                    yield return shipped;
            }
        }
    }

    private static IEnumerable<string> PathsOf(ITaskItem item, string source)
    {
        var name = Path.GetFileName(source);
        if (item.MetadataNames.Cast<string>().Contains("ShippedPath", StringComparer.OrdinalIgnoreCase))
            return [item.GetMetadata("ShippedPath")];
        if (item.GetMetadata("RelativePath") is { Length: > 0 } relative)
            return [relative];
        // NuGet: several paths in one value; a path with the file's own extension is a name, any other a folder.
        return item.GetMetadata("PackagePath") is { Length: > 0 } paths
            ? paths.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(path => IsName(path, name) ? path : $"{path}/{item.GetMetadata("RecursiveDir")}/{name}")
            : [$"content/{item.GetMetadata("RecursiveDir")}/{name}"];
    }

    private static bool IsName(string path, string name) =>
        !path.EndsWith("/", StringComparison.Ordinal) && !path.EndsWith("\\", StringComparison.Ordinal)
        && Path.GetExtension(name).Length > 0 && string.Equals(Path.GetExtension(path), Path.GetExtension(name), StringComparison.OrdinalIgnoreCase);

    private static string Clean(string path) =>
        string.Join("/", path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));
}
