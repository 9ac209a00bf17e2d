using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;

namespace ReleaseGuard.EndToEnd.Workspace;

/// <summary>
/// A copy of the repository as a clone has it, without anything that was built, shared by all tests: what is built in it once
/// (each edition's leaks, the package) is built on first use.
/// </summary>
public sealed class CleanTree : IDisposable
{
    private static readonly string[] NotCloned = ["bin", "obj", "dist", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git", ".vs", ".idea"];
    private readonly TemporaryFolder _folder = new("tree");
    private readonly ConcurrentDictionary<string, Lazy<object>> _built = new(StringComparer.Ordinal);

    public CleanTree()
    {
        foreach (var part in new[] { "src", "build", "samples" })
            Copy(Path.Combine(Repository, part), Path.Combine(Root, part));
        foreach (var file in Directory.EnumerateFiles(Repository))
            File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
    }

    /// <summary>The repository that the tests were built from.</summary>
    internal static string Repository { get; } = FindRepository();

    /// <summary>The copy.</summary>
    internal string Root => _folder.Path;

    /// <summary>Something that is made once for all tests.</summary>
    internal T Once<T>(string name, Func<T> make) where T : class => (T)_built.GetOrAdd(name, _ => new Lazy<object>(make)).Value;

    /// <summary>
    /// A folder feed with the package of this tree, and the version it was packed as. A feed that was made already can be named by
    /// RELEASEGUARD_TEST_FEED; its newest package is taken.
    /// </summary>
    internal (string Feed, string Version) Package()
    {
        if (Environment.GetEnvironmentVariable("RELEASEGUARD_TEST_FEED") is { Length: > 0 } made)
            return (made, Path.GetFileNameWithoutExtension(new DirectoryInfo(made).GetFiles("ReleaseGuard.*.nupkg").MaxBy(file => file.LastWriteTimeUtc)!.Name)["ReleaseGuard.".Length..]);
        var version = Once("package", () =>
        {
            var unique = $"0.0.0-test.{DateTime.UtcNow.Ticks}";
            Dotnet.Run(Root, "pack", "src/ReleaseGuard.Package", "-c", "Debug", "-o", Feed, $"-p:PackageVersion={unique}", "-v", "q").Succeeded();
            return unique;
        });
        return (Feed, version);
    }

    private string Feed => Path.Combine(Root, "feed");

    public void Dispose() => _folder.Dispose();

    /// <summary>Copies a folder without anything that was built.</summary>
    internal static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !NotCloned.Contains(Path.GetFileName(folder))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReleaseGuard.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder.FullName;
    }
}
