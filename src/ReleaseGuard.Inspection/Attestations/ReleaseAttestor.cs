using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Inspection.Facts;

namespace ReleaseGuard.Inspection.Attestations;

/// <summary>Judges a release, every byte of it, and lists the files that the verdict is about: the same bytes, read once.</summary>
public static class ReleaseAttestor
{
    /// <summary>Inspects everything in the request, content included.</summary>
    /// <param name="request">What ships; one folder or file.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The verdict; the files of the release, an archive as one file; and whether a symbolic link leads to one of them.</returns>
    public static (InspectionResult Result, IReadOnlyList<AttestedFile> Files, bool HasLinks) Inspect(
        InspectionRequest request, IProgress<InspectionProgress>? progress = null, CancellationToken ct = default)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));

        InspectionResult result = EditionInspector.Inspect(request with { FullContent = true }, progress, ct, out ReleaseFacts facts);
        List<FileFacts> files = [.. facts.Files.Where(static file => file is { IsResource: false, Place.Entry: null })];
        return
        (
            result,
            [.. files.Where(static file => file.Content?.Sha256 is not null).Select(static file => new AttestedFile(file.Place.File, file.Content!.Sha256!))],
            files.Any(static file => file.IsLink)
        );
    }
}
