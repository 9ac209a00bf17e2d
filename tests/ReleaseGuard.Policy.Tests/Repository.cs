using System;
using System.IO;

namespace ReleaseGuard.Policy.Tests;

/// <summary>Finds files of the repository, and the specification beside it where it is checked out.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the specification, or null where the repository stands alone.</summary>
    public static string? Specification(string name)
    {
        var path = Path.Combine(Root, "..", "shared", name);
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside the repository: no ReleaseGuard.sln above them.");
    }
}
