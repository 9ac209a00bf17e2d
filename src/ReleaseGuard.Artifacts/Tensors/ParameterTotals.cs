using System.Collections.Generic;

namespace ReleaseGuard.Artifacts;

/// <summary>Parameter totals of a set of artifacts. Sums saturate at 2^63-1.</summary>
/// <param name="Logical">Parameters as the Hugging Face hub counts them: packed types by true element count; scales, text and second names of the same bytes left out. Index buffers, adapters and training state count, and <paramref name="ByClass"/> tells them apart.</param>
/// <param name="Stored">Elements of all tensors as their shapes say, each run of bytes once.</param>
/// <param name="Capacity">Parameters that the bytes could hold: every byte of every tensor at its type's width, and every byte that no tensor owns as one.</param>
/// <param name="ByClass">Elements (logical) by class.</param>
/// <param name="Largest">The largest contributors to <paramref name="Capacity"/>, largest first.</param>
/// <param name="Mismatched">Tensors named like scales whose shapes do not fit what they would scale: counted as parameters, and worth a finding.</param>
public sealed record ParameterTotals(
    long Logical,
    long Stored,
    long Capacity,
    IReadOnlyDictionary<ParameterClass, long> ByClass,
    IReadOnlyList<ParameterContributor> Largest,
    IReadOnlyList<ParameterContributor> Mismatched);
