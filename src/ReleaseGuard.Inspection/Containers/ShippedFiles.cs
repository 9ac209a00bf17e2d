using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Everything found by walking what ships: the files to read, what could not be walked, and what turned out to be nothing.</summary>
internal sealed record ShippedFiles(IReadOnlyList<ShippedFile> Files, IReadOnlyList<PlacedProblem> Problems, IReadOnlyList<(string Path, string Why)> Nothing);
