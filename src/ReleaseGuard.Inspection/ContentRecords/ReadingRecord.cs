using System.Collections.Generic;
using System.Linq;
using ReleaseGuard.Inspection.Sketches;
using ReleaseGuard.Inspection.Sketches.Checking;
using ReleaseGuard.Inspection.Sketches.Ordinal;

namespace ReleaseGuard.Inspection.ContentRecords;

/// <summary>What comparing one tensor with all that is withheld gave. Withheld tensors are named by their numbers, which hold for one set of sketch files only.</summary>
/// <param name="Bytes">Bytes read of it.</param>
/// <param name="Problem">Why it could not be compared, or not by every tier.</param>
/// <param name="Digests">Its digests, where a withheld tensor could agree.</param>
/// <param name="Multisets">Reorderings found, as numbers of withheld tensors; and fusions found, as the complements of the numbers of their published sums.</param>
/// <param name="Windows">Windows read, of each kind in the order of <see cref="WindowKind.All"/>.</param>
/// <param name="Codes">Published codes found, likewise.</param>
internal sealed record ReadingRecord(
    long Bytes, string? Problem, TensorDigests? Digests, IReadOnlyList<int> Multisets, IReadOnlyList<long> Windows, IReadOnlyList<IReadOnlyList<ulong>> Codes)
{
    public static ReadingRecord Of(SubjectReading reading, WithheldIndex index) => new(
        reading.BytesRead,
        reading.Problem,
        reading.Digests,
        [.. reading.Multisets.Select(found => found.Fused is null ? found.Entry : ~index.NumberOf(found.File, found.Fused))],
        [.. WindowKind.All.Select(kind => reading.Ordinal[kind].Windows)],
        [.. WindowKind.All.Select(kind => (IReadOnlyList<ulong>)[.. reading.Ordinal[kind].Codes.OrderBy(static code => code)])]);

    /// <summary>Fills a reading as the pass over the bytes had filled it; false when the record names what is not withheld.</summary>
    public bool Restore(SubjectReading reading, WithheldIndex index)
    {
        if (Multisets.Any(number => number >= index.Entries.Count || ~number >= index.Fusions.Count)
            || Windows.Count != WindowKind.All.Count || Codes.Count != WindowKind.All.Count)
        {
            return false;
        }

        reading.AddBytes(Bytes);
        reading.Digests = Digests;
        reading.Multisets.AddRange(Multisets.Select(number => number >= 0
            ? (number, (FusedTensors?)null, index.Entries[number].File)
            : (-1, index.Fusions[~number].Fused, index.Fusions[~number].File)));
        for (var k = 0; k < WindowKind.All.Count; k++)
        {
            reading.Add(WindowKind.All[k], Windows[k], Codes[k]);
        }

        if (Problem is not null)
        {
            reading.Fail(Problem);
        }

        return true;
    }
}
