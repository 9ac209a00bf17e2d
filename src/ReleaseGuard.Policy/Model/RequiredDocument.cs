namespace ReleaseGuard.Policy;

/// <summary>A document that must ship with an edition.</summary>
/// <param name="File">Its path inside what ships.</param>
/// <param name="Spdx">The licence it must be, as an SPDX id or <c>LicenseRef-</c>.</param>
/// <param name="Contains">A sentence it must contain, letter by letter.</param>
/// <param name="Sha256">Digest it must have: 64 lower-case hex digits.</param>
/// <param name="ModelCard">What it must hold as a model card.</param>
/// <param name="BindsTo">What its stated digest must be that of.</param>
/// <param name="Location">The entry in the policy.</param>
public sealed record RequiredDocument(
    string File,
    string? Spdx,
    string? Contains,
    string? Sha256,
    ModelCardRequirement? ModelCard,
    DocumentBinding BindsTo,
    PolicyLocation Location);
