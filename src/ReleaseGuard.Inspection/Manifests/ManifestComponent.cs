using ReleaseGuard.Policy;

namespace ReleaseGuard.Inspection;

/// <summary>How a component of the policy stood to the edition when it was approved, and how much of it shipped.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Standing">Whether the edition might contain it.</param>
/// <param name="Decision">Where the decision about it was recorded; null where it was not.</param>
/// <param name="Files">Files that its patterns name.</param>
/// <param name="Tensors">Tensors that its patterns name.</param>
/// <param name="Parameters">Elements of those tensors.</param>
public sealed record ManifestComponent(string Id, Standing Standing, string? Decision, long Files, long Tensors, long Parameters);
