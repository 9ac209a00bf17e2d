using System;
using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Containers;
using ReleaseGuard.Inspection.Facts;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;

namespace ReleaseGuard.Inspection.ContentRecords;

/// <summary>
/// What the content pass over one file on disk gave, in a form that outlives the process: digests and codes, never bytes. Headers are not in it:
/// they are cheap, and whoever takes a record up again reads them anew, so that everything but the bytes is judged as in a single run.
/// </summary>
/// <param name="Path">Path inside what ships.</param>
/// <param name="Stamp">The file as it was when it was read.</param>
/// <param name="Places">The file itself and, in an archive, its entries.</param>
internal sealed record FileRecord(string Path, FileStamp Stamp, IReadOnlyList<PlaceRecord> Places)
{
    private Dictionary<string, PlaceRecord>? _byPlace;

    /// <summary>A file whose content nobody read.</summary>
    public static FileRecord Unread(string path) => new(path, new FileStamp(0, 0), []);

    /// <summary>The record of the facts of one file.</summary>
    /// <param name="path">Path inside what ships.</param>
    /// <param name="stamp">The file as it was when it was read.</param>
    /// <param name="facts">Its facts and those of its entries.</param>
    /// <param name="contentWasNeeded">Whether every byte was to be read.</param>
    /// <param name="index">What its tensors were compared with; null when they were not.</param>
    public static FileRecord Of(string path, FileStamp stamp, IReadOnlyList<FileFacts> facts, bool contentWasNeeded, WithheldIndex? index) => new(path, stamp,
    [
        .. facts.Select(file => new PlaceRecord(
            file.Place.Display,
            file.Content,
            file.Opaque,
            [.. file.Compared.Select(reading => ReadingRecord.Of(reading, index!))])
        {
            Problems = file.Archive is not null || file.Artifact is not null || IsUnread(file, contentWasNeeded) ? file.Problems : [],
            IsUnread = IsUnread(file, contentWasNeeded),
        }),
    ]);

    /// <summary>What was read at a place; null when nothing was.</summary>
    public PlaceRecord? At(ShippedPlace place)
    {
        if (_byPlace is null)
        {
            // Two entries of one name are told apart by nothing; the last is as good as the first, because a repeated name is a problem of its own.
            Dictionary<string, PlaceRecord> byPlace = new(StringComparer.Ordinal);
            foreach (var record in Places)
            {
                byPlace[record.Place] = record;
            }

            _byPlace = byPlace;
        }

        return _byPlace.TryGetValue(place.Display, out var found) ? found : null;
    }

    private static bool IsUnread(FileFacts file, bool contentWasNeeded) => contentWasNeeded && file is { Content: null, Archive: null, Problems.Count: > 0 };
}
