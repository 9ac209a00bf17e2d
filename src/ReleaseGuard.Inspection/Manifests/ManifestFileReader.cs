using System.Threading;
using ReleaseGuard.Inspection.Manifests;

namespace ReleaseGuard.Inspection;

/// <summary>Opens a manifest that was written earlier.</summary>
public static class ManifestFileReader
{
    /// <summary>The manifest; null with the reason when it is not one this version understands. Never throws for what the file holds.</summary>
    public static EditionManifest? Read(string path, out string? problem) => ManifestReader.Read(path, CancellationToken.None, out problem);
}
