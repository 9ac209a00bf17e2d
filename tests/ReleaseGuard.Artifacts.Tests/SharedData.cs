using System.IO;

namespace ReleaseGuard.Artifacts.Tests;

/// <summary>Real files beside the repository, used where they are; every test passes without them.</summary>
internal static class SharedData
{
    /// <summary>Path of a file in <c>../shared/data</c>, or null when it is not there.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(System.AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
            {
                var path = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared", "data", name);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
