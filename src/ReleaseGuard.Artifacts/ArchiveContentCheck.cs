using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ReleaseGuard.Artifacts.Archives;
using ReleaseGuard.Artifacts.Sources;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Reads every entry of a model file that is a zip archive (.npz, PyTorch, .keras) and holds it against its length and CRC-32 (Z13). Costs a pass over
/// the content, so whoever reads headers alone leaves it out.
/// </summary>
public static class ArchiveContentCheck
{
    /// <summary>What is wrong with the entries; nothing where the file is no archive.</summary>
    /// <param name="source">The file.</param>
    /// <param name="known">What reading its headers found: an entry already reported is not reported again.</param>
    /// <param name="ct">To stop.</param>
    /// <exception cref="System.IO.IOException">The source could not be read.</exception>
    /// <exception cref="System.OperationCanceledException">The caller cancelled.</exception>
    public static IReadOnlyList<ArtifactProblem> Check(IArtifactSource source, ArtifactFacts known, CancellationToken ct = default)
    {
        var head = new byte[(int)System.Math.Min(4, source.Length)];
        if (!new SourceReader(source, ct).TryRead(0, head) || !ZipArchiveReader.Recognises(head))
        {
            return [];
        }

        var archive = ZipArchiveReader.Open(source, ct);
        var problems = new List<ArtifactProblem>();
        foreach (var entry in archive.Entries)
        {
            // A bomb is told by its header (Z9) and not set off.
            if (entry.Length / 1024 <= entry.CompressedLength
                && archive.CheckContent(entry, ct) is { } problem
                && !known.Problems.Any(other => other.Invariant == problem.Invariant && other.ByteOffset == problem.ByteOffset))
            {
                problems.Add(problem);
            }
        }

        return problems;
    }
}
