using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>A broken invariant or unreadable thing, with the place it was met at.</summary>
internal sealed record PlacedProblem(ShippedPlace Place, ArtifactProblem Problem);
