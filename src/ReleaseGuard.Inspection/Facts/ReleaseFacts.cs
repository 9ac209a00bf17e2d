using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Containers;

namespace ReleaseGuard.Inspection.Facts;

/// <summary>Everything read from one release, in the order of its files.</summary>
/// <param name="Files">Files and archive entries.</param>
/// <param name="Problems">What went wrong outside a single file.</param>
/// <param name="Nothing">Paths that were to be inspected and held nothing, and why.</param>
/// <param name="IsWhole">Whether a folder or a package was inspected, as opposed to single files picked out of one.</param>
internal sealed record ReleaseFacts(IReadOnlyList<FileFacts> Files, IReadOnlyList<PlacedProblem> Problems, IReadOnlyList<(string Path, string Why)> Nothing, bool IsWhole)
{
    /// <summary>Every problem met, with its place: of the walk, of the files, of the model files.</summary>
    public IEnumerable<(ShippedPlace Place, ArtifactProblem Problem)> AllProblems()
    {
        foreach (var placed in Problems)
        {
            yield return (placed.Place, placed.Problem);
        }

        foreach (var file in Files)
        {
            foreach (var problem in file.Problems)
            {
                yield return (file.Place, problem);
            }

            foreach (var problem in file.Artifact?.Problems ?? file.Index?.Problems ?? [])
            {
                yield return (file.Place, problem);
            }
        }
    }
}
