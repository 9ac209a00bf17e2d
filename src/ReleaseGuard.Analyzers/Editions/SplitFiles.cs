using System;
using ReleaseGuard.Analyzers.Policies;

namespace ReleaseGuard.Analyzers.Editions;

/// <summary>The name of the file that is compiled only in an edition: <c>Packer.cs</c> and <c>enterprise</c> make <c>Packer.Enterprise.cs</c>.</summary>
public static class SplitFiles
{
    /// <summary>The file name, without a folder, to which code of <paramref name="path"/> moves for <paramref name="editionId"/>.</summary>
    public static string NameFor(string path, string editionId)
    {
        if (editionId is null) throw new ArgumentNullException(nameof(editionId));
        var name = PolicyPaths.FileNameOf(path ?? "");
        var stem = name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 3) : name;
        var suffix = editionId.Length == 0 ? "" : char.ToUpperInvariant(editionId[0]) + editionId.Substring(1);
        if (stem.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)) stem = stem.Substring(0, stem.Length - suffix.Length - 1);
        return (stem.Length == 0 ? "Code" : stem) + "." + suffix + ".cs";
    }
}
