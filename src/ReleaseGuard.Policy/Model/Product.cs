using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>A product that ships in editions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Roots">By edition id: the folder that holds what ships, relative to the policy.</param>
/// <param name="Limits">By edition id: what the weights may not exceed.</param>
/// <param name="Requires">By edition id: documents that must ship.</param>
/// <param name="Location">The product's key in the policy.</param>
public sealed record Product(
    string Id,
    string? Title,
    IReadOnlyDictionary<string, string> Roots,
    IReadOnlyDictionary<string, EditionLimits> Limits,
    IReadOnlyDictionary<string, IReadOnlyList<RequiredDocument>> Requires,
    PolicyLocation Location);
