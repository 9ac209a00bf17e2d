using System;
using System.Collections.Generic;
using System.Linq;

namespace ReleaseGuard.Artifacts;

/// <summary>
/// Holds the external data that artifacts name against the files that exist (O8 to O10): every range inside a plain file of the folder, and every byte of
/// the file inside a range. Takes all artifacts that share the files at once, so that one model's data is not another's orphan.
/// </summary>
public static class ExternalDataCheck
{
    /// <summary>Uncovered bytes up to this many are alignment: ONNX pads external tensors to 64 KiB pages.</summary>
    public const long Alignment = 64 * 1024;

    /// <summary>Checks <paramref name="artifacts"/> against <paramref name="files"/>.</summary>
    /// <param name="artifacts">Facts of artifacts in one folder.</param>
    /// <param name="files">One fact for each path in their <see cref="ArtifactFacts.References"/>; a path with no fact counts as missing.</param>
    public static IReadOnlyList<ArtifactProblem> Check(IReadOnlyList<ArtifactFacts> artifacts, IReadOnlyList<ExternalFileFact> files)
    {
        var problems = new List<ArtifactProblem>();
        var known = new Dictionary<string, ExternalFileFact>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            known[file.Path] = file;
        }

        var byFile = artifacts.SelectMany(facts => facts.Tensors)
            .Where(tensor => tensor.ExternalFile is { Length: > 0 } && tensor.ByteLength >= 0 && tensor.ByteOffset >= 0)
            .GroupBy(tensor => tensor.ExternalFile!, StringComparer.Ordinal);
        foreach (var group in byFile)
        {
            if (!known.TryGetValue(group.Key, out var file) || file.Length is not { } length)
            {
                problems.Add(new ArtifactProblem("O8", ArtifactProblemKind.IndexMismatch, $"external data file '{group.Key}' is missing"));
                continue;
            }

            CheckFile(file, problems);
            CheckRanges(group, group.Key, length, problems);
        }

        return problems;
    }

    private static void CheckFile(ExternalFileFact file, List<ArtifactProblem> problems)
    {
        if (file.IsLink)
        {
            problems.Add(new ArtifactProblem("O8", ArtifactProblemKind.PathEscape, $"external data file '{file.Path}' is reached through a link"));
        }

        if (!file.IsRegular)
        {
            problems.Add(new ArtifactProblem("O8", ArtifactProblemKind.PathEscape, $"external data file '{file.Path}' is not a regular file"));
        }

        if (file.HardLinks > 1)
        {
            problems.Add(new ArtifactProblem("O8", ArtifactProblemKind.PathEscape, $"external data file '{file.Path}' has {file.HardLinks} hard links"));
        }
    }

    private static void CheckRanges(IEnumerable<TensorFact> tensors, string file, long length, List<ArtifactProblem> problems)
    {
        long covered = 0;
        TensorFact? previous = null;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.ByteOffset).ThenBy(tensor => tensor.ByteLength))
        {
            if (tensor.ByteOffset > length || tensor.ByteLength > length - tensor.ByteOffset)
            {
                problems.Add(new ArtifactProblem("O8", ArtifactProblemKind.Malformed, $"tensor '{tensor.Name}' takes {tensor.ByteLength} bytes at {tensor.ByteOffset} of '{file}', which has {length}", tensor.ByteOffset, tensor.ByteLength, tensor.Name));
            }

            if (tensor.ByteLength == 0)
            {
                continue;
            }

            if (tensor.ByteOffset < covered && previous is not null)
            {
                var isTied = tensor.ByteOffset == previous.ByteOffset && tensor.ByteLength == previous.ByteLength;
                problems.Add(new ArtifactProblem(
                    "O9",
                    isTied ? ArtifactProblemKind.Note : ArtifactProblemKind.Malformed,
                    isTied ? $"tensors '{previous.Name}' and '{tensor.Name}' share their bytes in '{file}'" : $"tensors '{previous.Name}' and '{tensor.Name}' overlap in '{file}'",
                    tensor.ByteOffset,
                    tensor.ByteLength,
                    tensor.Name));
            }
            else if (tensor.ByteOffset > covered)
            {
                Uncovered(file, covered, Math.Min(tensor.ByteOffset, length) - covered, problems);
            }

            covered = Math.Max(covered, tensor.ByteOffset + Math.Min(tensor.ByteLength, long.MaxValue - tensor.ByteOffset));
            previous = tensor;
        }

        Uncovered(file, covered, length - covered, problems);
    }

    private static void Uncovered(string file, long offset, long length, List<ArtifactProblem> problems)
    {
        if (length > 0)
        {
            problems.Add(new ArtifactProblem(
                "O10",
                length > Alignment ? ArtifactProblemKind.Orphan : ArtifactProblemKind.Note,
                $"{length} bytes at {offset} of '{file}' belong to no tensor",
                offset,
                length));
        }
    }
}
