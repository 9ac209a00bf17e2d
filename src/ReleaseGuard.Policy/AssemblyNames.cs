using System;

namespace ReleaseGuard.Policy;

/// <summary>What a file name says about the assembly it belongs to.</summary>
public static class AssemblyNames
{
    private static readonly string[] Extensions = [".resources.dll", ".dll", ".exe", ".pdb", ".winmd", ".netmodule"];

    /// <summary>The name without the extension of an assembly, its satellite or its symbols; unchanged when it has none of them.</summary>
    public static string WithoutExtension(string fileName)
    {
        if (fileName is null) throw new ArgumentNullException(nameof(fileName));
        foreach (var extension in Extensions)
        {
            if (fileName.Length > extension.Length && fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return fileName.Substring(0, fileName.Length - extension.Length);
            }
        }

        return fileName;
    }

    /// <summary>Whether the file name is one that an assembly, its satellite or its symbols has.</summary>
    public static bool IsAssemblyFile(string fileName) => WithoutExtension(fileName).Length != fileName.Length;
}
