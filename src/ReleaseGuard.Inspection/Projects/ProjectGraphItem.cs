namespace ReleaseGuard.Inspection;

/// <summary>One evaluated item of a project.</summary>
/// <param name="ItemType">Its element name, such as <c>ProjectReference</c>.</param>
/// <param name="Include">Its identity as evaluated: a path, a package id, an assembly name.</param>
/// <param name="FullPath">Full path of the file it names; null for packages and assembly names.</param>
/// <param name="DefinedIn">The file that defines it (<c>DefiningProjectFullPath</c>); null when not known.</param>
public sealed record ProjectGraphItem(string ItemType, string Include, string? FullPath = null, string? DefinedIn = null)
{
    /// <summary>Where the file is put in a package or an output (<c>PackagePath</c>, <c>Link</c>, <c>TargetPath</c>); null when not stated.</summary>
    public string? ShippedPath { get; init; }
}
