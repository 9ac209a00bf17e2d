using System.Collections.Generic;

namespace ReleaseGuard.Policy;

/// <summary>A part of a product that some editions must not contain, and all the ways to recognise it.</summary>
/// <param name="Id">Its id, shown in every finding.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its name for people; the id where the policy states none.</param>
/// <param name="Product">The product it belongs to; null for a part of every product.</param>
/// <param name="Editions">Ids of the editions where it may be; an edition that includes one of them may have it too.</param>
/// <param name="GatedIn">Ids of the editions where it may be behind a guard only.</param>
/// <param name="Reason">Why it is withheld.</param>
/// <param name="Owner">Who decides about it.</param>
/// <param name="Decision">Where the decision is recorded.</param>
/// <param name="Withholding">How it was taken out.</param>
/// <param name="Match">All the ways to recognise it.</param>
/// <param name="Location">The component's key in the policy.</param>
public sealed record Component(
    string Id,
    ComponentKind Kind,
    string Title,
    string? Product,
    IReadOnlyList<string> Editions,
    IReadOnlyList<string> GatedIn,
    WithholdingReason Reason,
    string? Owner,
    string? Decision,
    Withholding? Withholding,
    ComponentMatch Match,
    PolicyLocation Location);
