using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>
/// What one edition of one product ships, as somebody approved it: every file and every tensor. Where an edition denies what is unlisted, this is the list.
/// Machine-written, kept beside the policy and never published.
/// </summary>
/// <param name="Product">The product's id; empty for a policy without products.</param>
/// <param name="Edition">The edition's id.</param>
/// <param name="Files">Files in ordinal order of their paths, archive entries by their path in the archive.</param>
/// <param name="Tensors">Tensors in ordinal order of their names; in which shard each one lies is free.</param>
public sealed record EditionManifest(string Product, string Edition, IReadOnlyList<ManifestFile> Files, IReadOnlyList<ManifestTensor> Tensors)
{
    /// <summary>The form this version reads and writes.</summary>
    public const string Schema = "releaseguard/manifest/1";
}
