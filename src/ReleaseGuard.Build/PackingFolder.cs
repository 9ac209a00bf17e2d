using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ReleaseGuard.Build;

/// <summary>
/// The folder in obj that NuGet packs into, and the one where its packages belong. Nothing has a package's name there that was not held against
/// the policy, and nothing that is half written: a file is moved beside its name first, which may copy it from another disk, and renamed then.
/// </summary>
internal sealed class PackingFolder(string folder, string destination)
{
    /// <summary>What was packed; the nuspec and other files that NuGet may write beside a package are none.</summary>
    internal IEnumerable<string> Packages => Files.Where(static file => Path.GetExtension(file) is ".nupkg" or ".snupkg").OrderBy(static file => file, StringComparer.Ordinal);

    private IEnumerable<string> Files => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    /// <summary>The name that a packed file gets.</summary>
    internal string NameOf(string file) => Path.Combine(destination, file.Substring(folder.Length).TrimStart(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));

    /// <summary>Gives every file its name, packages last.</summary>
    /// <returns>The names of the packages.</returns>
    /// <exception cref="IOException">A file could not be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    internal IReadOnlyList<string> Name()
    {
        var packages = Packages.ToList();
        foreach (var file in Files.Except(packages).Concat(packages).ToList())
            Move(file, NameOf(file));
        Directory.Delete(folder, recursive: true);
        return [.. packages.Select(NameOf)];
    }

    /// <summary>Takes a package away from its name, and what an earlier pack left under it.</summary>
    /// <returns>Where it is now.</returns>
    internal static string Reject(string package, string name)
    {
        var rejected = name + ".rejected";
        Move(package, rejected);
        File.Delete(name);
        return rejected;
    }

    /// <summary>Moves a file to a name, in one step where anyone may look.</summary>
    internal static void Move(string file, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var beside = name + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".part";
        try
        {
            File.Move(file, beside);
            if (File.Exists(name))
                File.Replace(beside, name, null);
            else
                File.Move(beside, name);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
