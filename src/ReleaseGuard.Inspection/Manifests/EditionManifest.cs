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
    /// <summary>The form this version writes. It reads the first one too, which has files and tensors only.</summary>
    public const string Schema = "releaseguard/manifest/2";

    /// <summary>The form before components, licences and digests of tensors.</summary>
    public const string FirstSchema = "releaseguard/manifest/1";

    /// <summary>What was approved: a folder by its path from the policy's folder, a package by its name without version; null where several things were.</summary>
    public string? Release { get; init; }

    /// <summary>The policy under which it was approved; null where it was not read from a file, and in the first form.</summary>
    public PolicyIdentity? Policy { get; init; }

    /// <summary>Every component of the policy, by id; null in the first form.</summary>
    public IReadOnlyList<ManifestComponent>? Components { get; init; }

    /// <summary>The licences that ship, by path.</summary>
    public IReadOnlyList<ManifestLicence> Licences { get; init; } = [];
}
