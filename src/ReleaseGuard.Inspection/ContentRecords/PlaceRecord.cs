using System.Collections.Generic;
using ReleaseGuard.Artifacts;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.ContentRecords;

/// <summary>What the content pass gave at one place: a file, or an entry of an archive.</summary>
/// <param name="Place">The place, as reports name it.</param>
/// <param name="Content">Digests; null where none were asked for.</param>
/// <param name="Opaque">Runs of bytes that could be weights.</param>
/// <param name="Readings">What comparing its tensors gave, in the order of the subjects its headers show.</param>
internal sealed record PlaceRecord(string Place, ContentFacts? Content, IReadOnlyList<OpaqueFact> Opaque, IReadOnlyList<ReadingRecord> Readings)
{
    /// <summary>Problems that only reading the content shows: an archive's checksums, an entry that does not inflate.</summary>
    public IReadOnlyList<ArtifactProblem> Problems { get; init; } = [];

    /// <summary>Whether reading broke off, so that there are no facts of it but the problems.</summary>
    public bool IsUnread { get; init; }
}
