using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ReleaseGuard.Artifacts;

/// <summary>J4: the files of each group of a TensorFlow.js manifest are there and hold exactly the bytes that its weights need.</summary>
public static class TensorFlowJsWeightsCheck
{
    /// <summary>Holds a manifest against its files.</summary>
    /// <param name="facts">Facts of the manifest.</param>
    /// <param name="files">One fact for each path in its <see cref="ArtifactFacts.References"/>; a path with no fact counts as missing.</param>
    public static IReadOnlyList<ArtifactProblem> Check(ArtifactFacts facts, IReadOnlyList<ExternalFileFact> files)
    {
        var problems = new List<ArtifactProblem>();
        for (var group = 0; facts.Metadata.TryGetValue($"weights.{group}.paths", out var paths); group++)
        {
            long held = 0;
            var isComplete = true;
            foreach (var path in paths.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                var length = files.FirstOrDefault(file => file.Path == path)?.Length;
                if (length is null)
                {
                    problems.Add(new ArtifactProblem("J4", ArtifactProblemKind.IndexMismatch, $"the manifest names '{path}', which is not there") { File = path });
                    isComplete = false;
                }

                held += length ?? 0;
            }

            if (!isComplete || !long.TryParse(facts.Metadata[$"weights.{group}.bytes"], NumberStyles.None, CultureInfo.InvariantCulture, out var needed))
            {
                continue;
            }

            if (held < needed)
            {
                problems.Add(new ArtifactProblem("J4", ArtifactProblemKind.Malformed, $"the weights of group {group} need {needed} bytes; their files have {held}"));
            }
            else if (held > needed)
            {
                problems.Add(new ArtifactProblem("J4", ArtifactProblemKind.Orphan, $"{held - needed} bytes in the files of group {group} belong to no weight"));
            }
        }

        return problems;
    }
}
