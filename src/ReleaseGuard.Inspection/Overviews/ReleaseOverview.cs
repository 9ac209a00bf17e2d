using System.Collections.Generic;

namespace ReleaseGuard.Inspection;

/// <summary>What a release is, beside what is wrong with it: for the person who signs it off.</summary>
/// <param name="Editions">The policy's editions by id, in its order.</param>
/// <param name="Components">The policy's components, in its order.</param>
/// <param name="Modules">Parameters by module, the largest first; the last row takes what is left.</param>
/// <param name="Tensors">Tensors, those that differ in the numbers of their names only taken together, as far as a person reads.</param>
/// <param name="TensorKinds">How many such rows there are in truth.</param>
public sealed record ReleaseOverview(
    IReadOnlyList<string> Editions,
    IReadOnlyList<OverviewComponent> Components,
    IReadOnlyList<OverviewModule> Modules,
    IReadOnlyList<OverviewTensor> Tensors,
    int TensorKinds);
