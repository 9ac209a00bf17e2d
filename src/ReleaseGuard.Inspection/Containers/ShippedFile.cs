namespace ReleaseGuard.Inspection.Containers;

/// <summary>A file on disk that ships.</summary>
/// <param name="DiskPath">Where it is read from.</param>
/// <param name="Place">Where it is in what ships.</param>
/// <param name="Length">Length in bytes when it was listed.</param>
internal sealed record ShippedFile(string DiskPath, ShippedPlace Place, long Length)
{
    /// <summary>Whether it, or a folder on the way to it, is a symbolic link.</summary>
    public bool IsLink { get; init; }
}
