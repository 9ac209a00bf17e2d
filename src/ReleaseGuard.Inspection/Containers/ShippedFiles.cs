using System.Collections.Generic;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>Everything found by walking what ships: the files to read, and what could not be walked.</summary>
internal sealed record ShippedFiles(IReadOnlyList<ShippedFile> Files, IReadOnlyList<PlacedProblem> Problems);
