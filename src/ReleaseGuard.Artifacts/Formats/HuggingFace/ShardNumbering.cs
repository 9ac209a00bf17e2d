using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats;

/// <summary>I6: shards named k-of-n are all there, once, and agree on n.</summary>
internal static class ShardNumbering
{
    // n comes from a file name; without a cap a name could ask for a million missing shards to be listed.
    private const int MaxListed = 20;

    public static void Check(FactsBuilder facts, IEnumerable<string> shards)
    {
        var sets = new Dictionary<string, Dictionary<int, HashSet<int>>>(StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            if (ShardName.Parse(shard) is not { } name)
            {
                continue;
            }

            var key = name.Prefix + name.Extension;
            if (!sets.TryGetValue(key, out var counts))
            {
                sets.Add(key, counts = []);
            }

            if (!counts.TryGetValue(name.Count, out var numbers))
            {
                counts.Add(name.Count, numbers = []);
            }

            if (name.Number < 1 || name.Number > name.Count)
            {
                facts.Problem("I6", ArtifactProblemKind.IndexMismatch, $"shard '{shard}' has a number outside 1 to {name.Count}");
            }
            else if (!numbers.Add(name.Number))
            {
                facts.Problem("I6", ArtifactProblemKind.IndexMismatch, $"shard {name.Number} of {name.Count} is there twice ('{shard}')");
            }
        }

        foreach (var set in sets)
        {
            if (set.Value.Count > 1)
            {
                facts.Problem("I6", ArtifactProblemKind.IndexMismatch, $"shards of '{set.Key}' disagree on how many there are: {string.Join(", ", set.Value.Keys)}");
            }

            foreach (var counted in set.Value)
            {
                var missing = new List<int>();
                for (var number = 1; number <= counted.Key && missing.Count < MaxListed; number++)
                {
                    if (!counted.Value.Contains(number))
                    {
                        missing.Add(number);
                    }
                }

                if (missing.Count > 0)
                {
                    var total = counted.Key - counted.Value.Count;
                    facts.Problem("I6", ArtifactProblemKind.IndexMismatch, $"{total} of {counted.Key} shards of '{set.Key}' are missing: {string.Join(", ", missing)}{(total > missing.Count ? ", …" : "")}");
                }
            }
        }
    }
}
