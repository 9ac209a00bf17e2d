namespace ReleaseGuard.Inspection;

/// <summary>A licence that shipped when the edition was approved.</summary>
/// <param name="Path">The file with its text.</param>
/// <param name="Spdx">Its SPDX id; null where the text does not tell.</param>
public sealed record ManifestLicence(string Path, string? Spdx);
