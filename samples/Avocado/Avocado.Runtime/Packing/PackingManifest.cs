using System.Security.Cryptography;

namespace Avocado.Packing;

/// <summary>What a release consists of, ordered by path, so that two packings of the same files are equal.</summary>
/// <param name="Files">The files.</param>
public sealed record PackingManifest(IReadOnlyList<PackedFile> Files)
{
    /// <summary>Size of all files in bytes.</summary>
    public long TotalBytes => Files.Sum(file => file.Length);

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its manifest.</returns>
    public static PackingManifest Of(string folder) => new(
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Relative: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Relative, StringComparer.Ordinal)
            .Select(file => new PackedFile(file.Relative, new FileInfo(file.Path).Length, Digest(file.Path))),
    ]);

    private static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
