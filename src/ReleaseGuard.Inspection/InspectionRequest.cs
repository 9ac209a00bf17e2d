using System;
using System.Collections.Generic;
using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>What to hold against which policy.</summary>
/// <param name="Items">Everything that ships together.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Edition">The edition the items are to be.</param>
/// <param name="Product">The product, for its limits and its manifest; null lets the inspector choose the policy's only one.</param>
/// <param name="AsOf">The date on which exceptions are judged.</param>
/// <param name="FullContent">Read every byte, not headers only. Headers only still reads the tensors that the policy withholds by content and that could have it.</param>
public sealed record InspectionRequest(
    IReadOnlyList<ShippedItem> Items,
    EditionPolicy Policy,
    Edition Edition,
    Product? Product,
    DateTime AsOf,
    bool FullContent)
{
    /// <summary>The policy's path and digest for the report; when null they are taken from the file at the policy's path.</summary>
    public PolicyIdentity? PolicyIdentity { get; init; }

    /// <summary>Whether the items are what ships, as opposed to a build's output on its way there. Only a shipment is held against the manifest and can show a pattern that matches nothing.</summary>
    public bool IsShipment { get; init; } = true;

    /// <summary>Whether findings that the edition's baseline accepts are reported nevertheless: what a baseline is made from.</summary>
    public bool IgnoresBaseline { get; init; }

    /// <summary>Whether the items are everything that ships. A folder and a package always are; a list of files is where the caller says so, and only then can a file be missing.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What was wrong with a policy that could still be used: becomes findings, and an error among them fails.</summary>
    public IReadOnlyList<PolicyProblem> PolicyProblems { get; init; } = [];

    /// <summary>Symbol files that do not ship, by which a finding in an assembly is given its line of source; read only where there is such a finding.</summary>
    public IReadOnlyList<string> SymbolFiles { get; init; } = [];

    /// <summary>The salt of sketch files that leave theirs out; null where there are none.</summary>
    public Sketches.SketchSalt? SketchSalt { get; init; }
}
