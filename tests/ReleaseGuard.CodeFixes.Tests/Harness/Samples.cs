using System;
using System.IO;

namespace ReleaseGuard.CodeFixes.Tests.Harness;

/// <summary>Where the samples of the repository lie that the tests were built from.</summary>
internal static class Samples
{
    public static string Leaks { get; } = Path.Combine(FindRepository(), "samples", "Leaks");

    /// <summary>The source of the attributes that the package compiles into every project.</summary>
    public static string Attributes { get; } = File.ReadAllText(Path.Combine(FindRepository(), "build", "ReleaseGuard.Attributes.cs"));

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder.FullName;
    }
}
