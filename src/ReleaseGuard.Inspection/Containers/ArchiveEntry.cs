using ReleaseGuard.Artifacts;

namespace ReleaseGuard.Inspection.Containers;

/// <summary>One entry of any archive, ready to be read.</summary>
/// <param name="Name">Path inside the archive, with forward slashes.</param>
/// <param name="Length">Length in bytes, as the archive says.</param>
/// <param name="Source">Its content, valid until the next entry is asked for; null for a link, or when <paramref name="Problem"/> says why it cannot be read.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record ArchiveEntry(string Name, long Length, IArtifactSource? Source, ArtifactProblem? Problem);
